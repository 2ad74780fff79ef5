"""Rule YAML and Jinja to the model: the only code that knows the authoring format."""
