"""jq filters of content, which are not trusted, run on answers."""
