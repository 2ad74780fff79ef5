"""Sessions of boto3: whose credentials are used, and a client for each service. The only module that loads boto3."""

from importlib import import_module
from typing import Any, NamedTuple

from scapkit import __version__
from scapkit.collect.aws.asking import Answer, ask
from scapkit.collect.aws.options import Options
from scapkit.problem import invalid

CONCURRENCY = 8


class Session(NamedTuple):
    """A session of boto3, its region, what its clients are made with, and the secrets that no message may show."""

    made: Any
    region: str
    settings: dict[str, Any]
    secrets: tuple[str, ...]

    def client(self, service: str) -> Any:
        """A client of a service. Raises Invalid: aws-failed."""
        try:
            return self.made.client(service, **self.settings)
        except (_botocore_error(), ValueError) as error:
            raise invalid(f"AWS {service}", "aws-failed", str(error)) from None


def open_session(options: Options) -> Session:
    """A session with the user's credentials, or with those of the role that is assumed.

    Raises Invalid: missing-package, no-region, aws-failed.
    """
    boto3 = _boto3()
    try:
        base = boto3.Session(profile_name=options.profile or None, region_name=options.region or None)
        secrets = _secrets(base)
    except _botocore_error() as error:
        raise invalid("AWS", "aws-failed", str(error)) from None
    if not base.region_name:
        raise invalid("AWS", "no-region", "no region is configured", hint="--region, as in eu-central-1")
    session = Session(base, base.region_name, _settings(options), secrets)
    return _assumed(session, options) if options.role_arn else session


def _boto3() -> Any:
    try:
        return import_module("boto3")
    except ImportError:
        hint = "pip install 'scapkit[collect]'"
        raise invalid("AWS", "missing-package", "boto3 is needed to ask the AWS API", hint=hint) from None


def _botocore_error() -> type[Exception]:
    error: type[Exception] = import_module("botocore.exceptions").BotoCoreError
    return error


def _settings(options: Options) -> dict[str, Any]:
    config = import_module("botocore.config").Config(
        connect_timeout=10,
        read_timeout=60,
        # standard's retries, and a rate that falls when the API throttles
        retries={"mode": "adaptive", "total_max_attempts": options.attempts},
        max_pool_connections=CONCURRENCY,
        user_agent_extra=f"scapkit/{__version__}",
    )
    return {"config": config, "endpoint_url": options.endpoint_url or None}


def _secrets(session: Any) -> tuple[str, ...]:
    credentials = session.get_credentials()
    if credentials is None:
        return ()
    frozen = credentials.get_frozen_credentials()
    return tuple(each for each in (frozen.secret_key, frozen.token, frozen.access_key) if each)


def _assumed(session: Session, options: Options) -> Session:
    arguments = {"RoleArn": options.role_arn, "RoleSessionName": "scapkit"}
    if options.external_id:
        arguments["ExternalId"] = options.external_id
    given = must(ask(session.client("sts"), "AssumeRole", arguments, session.secrets), ("Credentials",))["Credentials"]
    made = _boto3().Session(
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
        aws_session_token=given["SessionToken"],
        region_name=session.region,
    )
    return session._replace(made=made, secrets=(*session.secrets, *_secrets(made)))


def must(answer: Answer, members: tuple[str, ...]) -> Any:
    """The content of an answer without which nothing goes on. Raises Invalid: aws-failed."""
    if answer.status != "collected":
        raise invalid("AWS sts", "aws-failed", f"{answer.code}: {answer.message}")
    if not all(answer.content.get(name) for name in members):
        raise invalid("AWS sts", "aws-failed", f"the answer lacks {' or '.join(members)}", hint="is this the AWS API?")
    return answer.content
