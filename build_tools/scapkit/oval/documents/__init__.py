"""Documents that objects look into: XML by XPath, YAML and JSON by yamlpath."""
