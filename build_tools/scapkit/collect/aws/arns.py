"""What Amazon Resource Names say (`arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`)."""


def name_here(arn: str, account: str) -> str:
    """The name at the end of the ARN of an IAM role or instance profile; empty where another account owns it."""
    parts = arn.split(":", 5)
    return arn.rpartition("/")[2] if len(parts) == 6 and parts[4] == account else ""


def without_scheme(url: str, _account: str) -> str:
    """An issuer's URL as the ARN of an OIDC provider has it."""
    return url.removeprefix("https://")


def partition(arn: str) -> str:
    """As in aws, aws-cn and aws-us-gov; empty for what is no ARN."""
    return arn.split(":")[1] if ":" in arn else ""
