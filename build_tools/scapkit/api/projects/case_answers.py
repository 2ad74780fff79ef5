"""Answers of APIs that a case describes, as collectors keep them: the rule's filters are run on raw ones."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from scapkit.authoring.yaml.marked import Node
from scapkit.authoring.yaml.shape import SCALARS, Fields
from scapkit.collect.need import Need
from scapkit.dumps.tree import API_ROOTS
from scapkit.model.dump import Requirement
from scapkit.problem import Invalid, Problem, did_you_mean

if TYPE_CHECKING:
    from scapkit.collect.filtering.running import Filtering

KUBERNETES, AWS = API_ROOTS
ACCOUNT, REGION, CLUSTER = "123456789012", "eu-central-1", "shop"
# Whole numbers as JSON has them; all others stay text.
WHOLE = re.compile(r"0|[1-9][0-9]{0,17}")
FAILS = "error"
CODES = {
    "kubernetes": {"not-found": "404", "forbidden": "403", "throttled": "429"},
    "aws": {
        "not-found": "ResourceNotFoundException",
        "forbidden": "AccessDeniedException",
        "throttled": "ThrottlingException",
    },
}


class Asked(NamedTuple):
    """What a rule needs, the Values of its filters' variables, and what filters made so far, by program and answer.

    `filtering` runs the filters; without it a process is started for each answer.
    """

    needs: tuple[Need, ...]
    values: Mapping[str, str]
    made: dict[tuple[str, bytes], bytes]
    filtering: "Filtering | None" = None


class Kept(NamedTuple):
    """A requirement and, where there was an answer, what lies at its path in the dump."""

    requirement: Requirement
    data: bytes | None


def kept(answer: Fields, asked: Asked) -> Iterator[Kept]:
    """An answer, and what the rule's filters make of it. Raises Invalid for one that no collector could have had."""
    if bool(answer.text("path")) == bool(answer.text("aws")):
        raise _wrong(answer, "an answer is to a path of Kubernetes or to a call of AWS: name one")
    kind, (key, filters) = ("aws", _aws(answer, asked)) if answer.text("aws") else ("kubernetes", _path(answer, asked))
    data, status = _data(answer), answer.text("status")
    if data is None:
        yield from (_refused(kind, each, status or "not-found") for each in (key, *filters))
        return
    made = _made(answer, tuple(filters.values()), data, asked)
    there = "collected" if status == FAILS else status or "collected"
    yield _collected(kind, key, there, data)
    for filtered, program in filters.items():
        if program in made:
            yield _collected(kind, filtered, there, made[program])
        else:
            yield _refused(kind, filtered, FAILS)


def _refused(kind: str, key: str, status: str) -> Kept:
    return Kept(Requirement(kind, key, status, code=CODES[kind].get(status, "")), None)


def _collected(kind: str, key: str, status: str, data: bytes) -> Kept:
    return Kept(Requirement(kind, key, status, f"{AWS if kind == 'aws' else KUBERNETES}/{key.lstrip('/')}"), data)


def _path(answer: Fields, asked: Asked) -> tuple[str, dict[str, str]]:
    """The key of an answer of Kubernetes, and the filters of the rule by the keys of what they make."""
    from scapkit.collect.kubernetes.wanted import of_cluster

    path, own = answer.text("path"), answer.text("filter")
    if own:
        return f"{path}#{sha256((path + own).encode()).hexdigest()}", {}
    filters = (chosen for each in of_cluster(asked.needs, asked.values) if each.path == path for chosen in each.filters)
    return path, {each.key: _program(answer, each.program, each.wrong) for each in filters}


def _aws(answer: Fields, asked: Asked) -> tuple[str, dict[str, str]]:
    """The same for AWS."""
    from scapkit.collect.aws.asked import asked_of
    from scapkit.collect.aws.filters import filters_of
    from scapkit.collect.aws.names import Place, key
    from scapkit.collect.aws.plan import every_call

    name, known = answer.text("aws"), every_call()
    if name not in known:
        raise _wrong(answer, f"{name} is no call that scapkit makes", did_you_mean(name, known))
    service = known[name].service
    place = Place(CLUSTER, answer.text("account", ACCOUNT), "aws", answer.text("region", REGION))
    arguments = (node.text for node in answer.nodes("arguments"))
    found = key(place, service.name, known[name].call.operation, arguments, service.is_global)
    try:
        filters = filters_of(asked.needs, asked.values).get(name, ())
        return found, {each.key(found): each.program(asked_of(found, place)) for each in filters}
    except ValueError as error:
        raise _wrong(answer, str(error)) from None


def _program(answer: Fields, program: str, wrong: str) -> str:
    if wrong:
        raise _wrong(answer, wrong)
    return program


def _data(answer: Fields) -> bytes | None:
    """The answer; text is taken as it is."""
    node: Node | None = answer.node("answer")
    if node is None or node.tag == "null":
        return None
    return node.text.encode() if node.tag in SCALARS else json.dumps(_value(node)).encode()


def _value(node: Node) -> Any:
    if node.tag == "map":
        return {name: _value(each) for name, each in node.entries.items()}
    if node.tag == "list":
        return [_value(each) for each in node.items]
    plain = {"null": None, "true": True, "false": False}
    if node.tag in ("bool", "null"):
        return plain.get(node.text.lower())
    return int(node.text) if node.tag == "int" and WHOLE.fullmatch(node.text) else node.text


def _made(answer: Fields, programs: Iterable[str], data: bytes, asked: Asked) -> Mapping[str, bytes]:
    """What filters make of an answer, run as collectors run them; none may fail unless the case says so."""
    from scapkit.collect.filtering.running import Filtering, require_packages

    missing = [program for program in dict.fromkeys(programs) if (program, data) not in asked.made]
    if missing:
        require_packages("jq")
        with nullcontext(asked.filtering) if asked.filtering else Filtering() as filtering:
            found = filtering.made_of(data, missing)
        for program, (made, wrong) in zip(missing, found, strict=True):
            if wrong and answer.text("status") != FAILS:
                raise _wrong(answer, wrong)
            if not wrong:
                asked.made[program, data] = made
    known = {program: asked.made[program, data] for program in programs if (program, data) in asked.made}
    if answer.text("status") == FAILS and len(known) == len(set(programs)):
        raise _wrong(answer, "no filter fails on this answer", "leave out its status")
    return known


def _wrong(answer: Fields, message: str, hint: str = "") -> Invalid:
    return Invalid([Problem(answer.span, "bad-case", message, hint)])
