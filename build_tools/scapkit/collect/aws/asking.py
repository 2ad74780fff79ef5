"""One request to the AWS API, with all its pages, and what came of it."""

import re
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from scapkit.collect.aws.statuses import status_of

MAX_MESSAGE = 300
# botocore's parsers let these through where an answer is not what the API's model says
_MALFORMED = (LookupError, TypeError, ValueError, AttributeError)
# what EC2 adds for administrators only, and the headers with which a wrong signature is explained
_REST = re.compile(r"Encoded authorization failure message|(?:x-amz-security-token|authorization) ?[:=]", re.IGNORECASE)


class Answer(NamedTuple):
    """The status of a requirement with the error's code and message, or the content that was collected."""

    status: str
    content: Any = None
    code: str = ""
    message: str = ""


def ask(client: Any, operation: str, arguments: Mapping[str, Any], secrets: Iterable[str]) -> Answer:
    """Call an operation of a client of boto3, page by page where it has pages. `secrets` are kept out of messages."""
    botocore = import_module("botocore")
    errors = import_module("botocore.exceptions")
    name = botocore.xform_name(operation)
    try:
        if client.can_paginate(name):
            return Answer("collected", client.get_paginator(name).paginate(**arguments).build_full_result())
        return Answer("collected", getattr(client, name)(**arguments))
    except errors.ClientError as error:
        found = error.response.get("Error", {})
        code = str(found.get("Code") or "Unknown")
        return Answer(status_of(code), None, code, told(str(found.get("Message") or ""), secrets))
    except errors.PaginationError as error:
        return Answer("truncated", None, type(error).__name__, told(str(error), secrets))
    except errors.BotoCoreError as error:
        return Answer("error", None, type(error).__name__, told(str(error), secrets))
    except (*_MALFORMED, import_module("botocore.parsers").ResponseParserError) as error:
        return Answer("error", None, type(error).__name__, "the answer is not one of this API")


def told(message: str, secrets: Iterable[str]) -> str:
    """An error's message in one short line without secrets: why a signature is refused may show the session token."""
    line = _REST.split(message, maxsplit=1)[0].strip().partition("\n")[0].strip()
    for secret in secrets:
        line = line.replace(secret, "***")
    return line[:MAX_MESSAGE]
