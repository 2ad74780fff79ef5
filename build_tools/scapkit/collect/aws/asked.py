"""What was asked about and where, read from the name of an answer, as filters can name it."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from scapkit.collect.aws.names import GLOBAL, Place
from scapkit.collect.aws.plan import every_call


def named(variables: Mapping[str, Any]) -> dict[str, str]:
    """Variables under the names that filters have for them, to stand in a text of jq."""
    return {f"aws_{name}": json.dumps(value)[1:-1] for name, value in variables.items() if isinstance(value, str)}


def asked_of(key: str, place: Place) -> dict[str, str]:
    """The variables of a call by its answer's key; `place` has the cluster, and what the key does not say.

    A long argument is cut in keys, and is not among them.
    """
    account, region, service, operation, *arguments = map(unquote, key.removesuffix(".json").split("/"))
    planned = every_call().get(f"{service}:{operation}")
    names = planned.call.name if planned else ()
    given = {name.strip("{}"): text for name, text in zip(names, arguments, strict=False) if "%%" not in text}
    known = place._replace(account=account, region=place.region if region == GLOBAL else region)
    return {**known.variables(), **given}
