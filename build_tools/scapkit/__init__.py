"""scapkit: SCAP content from Rule YAML, and verdicts from collected evidence."""

__version__ = "0.1.0"
