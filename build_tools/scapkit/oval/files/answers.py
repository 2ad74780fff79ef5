"""Answers of an API by a pattern of paths, in a dump whose manifest says what was asked.

Account and region stand in the path of an AWS answer, so that content can only name it by a pattern. A folder of
answers cannot be listed as a node's folder is: what is not there may not have been asked for. The manifest's
requirements can.
"""

import re
from collections.abc import Callable, Iterator

from scapkit.dumps.protocol import Dump
from scapkit.dumps.requirements import asked_for
from scapkit.dumps.tree import API_ROOTS
from scapkit.model.dump import Entry, Missing
from scapkit.oval.matching.literal import literal_start
from scapkit.oval.protocols import Wanted

_DIGEST = re.compile("#([0-9a-f]{64})")
_ROOTS = tuple(f"/{root}/" for root in API_ROOTS)
_NAME = r"(?:\[\^/\]\+|[\w-]+)"
_ONE_CALL = re.compile(
    rf"\^/{API_ROOTS[1]}/{_NAME}/{_NAME}/([\w-]+/\w+)(?:\(\?:/\[\^#\]\+\)\?)?(?:#[0-9a-f]{{64}})?\\\.json\$"
)
"""The patterns of the answers to one call, as content mostly has them: only these need be looked at."""


def names_answers(wanted: Wanted, dump: Dump) -> bool:
    """Whether an entity's patterns can match nothing but API answers of a dump with a manifest."""
    if dump.manifest is None or wanted.operation != "pattern match" or wanted.var_check.startswith("none"):
        return False
    return bool(wanted.values) and all(literal_start(each).text.startswith(_ROOTS) for each in wanted.values)


def find_answers(wanted: Wanted, dump: Dump, accept: Callable[[str], bool]) -> Iterator[Entry | Missing]:
    """The answers that the patterns match; Missing where one was refused, or where nobody asked for any such."""
    asked = [place for place in _places(wanted, dump) if accept(place)]
    for place in asked:
        entry = dump.entry(place)
        if entry is not None:
            yield entry
    if not asked:
        told = " or ".join(dict.fromkeys(map(asked_for, wanted.values)))
        yield Missing(f"not collected: nobody asked for {told}")


def _places(wanted: Wanted, dump: Dump) -> list[str]:
    """Where the answers that were asked for lie, and where what a filter makes of them would."""
    digests = {each for pattern in wanted.values for each in _DIGEST.findall(pattern)}
    places = set()
    for place in dump.answers(_call(wanted.values)):
        places.add(place)
        stem, suffix = (place[:-5], ".json") if place.endswith(".json") else (place, "")
        places.update(f"{stem}#{digest}{suffix}" for digest in digests if "#" not in place)
    return sorted(places)


def _call(patterns: tuple[str, ...]) -> str:
    """The one call of AWS that the patterns are about; empty where that cannot be told."""
    found = _ONE_CALL.fullmatch(patterns[0]) if len(patterns) == 1 else None
    return found[1] if found else ""
