"""textfilecontent54_object: what a pattern matches in text files (OVAL 5.11 independent schema)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scapkit.model.dump import Missing
from scapkit.model.results import Result
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.compare import compare
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.contents import as_text, find_contents, place
from scapkit.oval.logic import combine_check
from scapkit.oval.matching.patterns import MAX_MATCHES, compiled, find_all
from scapkit.oval.matching.searching import Limited
from scapkit.oval.protocols import Collection, Probe, Query, Wanted

if TYPE_CHECKING:
    from regex import Match


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each wanted match; a bad pattern, or a file that is not UTF-8, makes the object an error."""
    items: list[Item] = []
    missing: list[Missing] = []
    messages: list[Message] = []
    try:
        patterns = [(text, _compiled(text, query)) for text in query.entities["pattern"].values]
        for found in find_contents(query, evidence):
            if isinstance(found, Missing):
                missing.append(found)
                continue
            file, data = found
            try:
                for text, pattern in patterns:
                    items += _matches(file, as_text(data), text, pattern, query.entities["instance"])
                if len(items) > MAX_MATCHES:
                    raise ValueError(f"more than {MAX_MATCHES} matches in all files")
            except (ValueError, TimeoutError) as error:
                messages.append(Message(f"{file}: {error}", "error"))
    except (ValueError, TimeoutError) as error:
        messages.append(Message(str(error), "error"))
    return Collection(items, missing, messages, Flag.ERROR if messages else None)


def _compiled(text: str, query: Query) -> Limited:
    """The pattern with the behaviors (Textfilecontent54Behaviors): line by line unless told otherwise."""
    flags = {name: query.behaviors.get(name) in ("true", "1") for name in ("ignore_case", "singleline")}
    return compiled(text, multiline=query.behaviors.get("multiline", "true") in ("true", "1"), **flags)


def _matches(file: str, content: str, text: str, pattern: Limited, instance: Wanted) -> Iterator[Item]:
    last = _last(instance)
    found: list[Match[str]] = []
    for match in find_all(pattern, content):
        found.append(match)
        if len(found) == last:
            break
    for number, match in enumerate(found, 1):
        if _is_wanted(instance, number, len(found)):
            yield _item(file, text, number, match)


def _last(instance: Wanted) -> int | None:
    """The last instance worth looking for; None where it takes all of them to know."""
    if instance.operation in ("equals", "less than or equal") and instance.var_check != "none satisfy":
        numbers = [int(each) for each in instance.values]
        if min(numbers, default=0) > 0:
            return max(numbers)
    return None


def _is_wanted(instance: Wanted, number: int, count: int) -> bool:
    """Positive instances count from the first match, negative ones from the last."""
    results = []
    for each in instance.values:
        actual = number - count - 1 if each.strip().startswith("-") else number
        results.append(compare("int", instance.operation, str(actual), each))
    result = combine_check(instance.var_check, results)
    if result not in (Result.TRUE, Result.FALSE):
        raise ValueError(f"instance: cannot compare {instance.operation!r} with {' and '.join(instance.values)!r}")
    return result is Result.TRUE


def _item(file: str, text: str, number: int, match: "Match[str]") -> Item:
    """Groups that took no part in the match give no subexpression."""
    groups = (group for group in match.groups() if group is not None)
    return Item(
        "independent:textfilecontent",
        (
            *place(file),
            Field("pattern", text),
            Field("instance", str(number), "int"),
            Field("text", match[0]),
            *(Field("subexpression", group) for group in groups),
        ),
    )


PROBE = Probe("independent:textfilecontent54", collect)
