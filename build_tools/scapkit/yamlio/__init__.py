"""YAML that people write by hand, read strictly: what an answers file, waivers and a tailoring's description share."""
