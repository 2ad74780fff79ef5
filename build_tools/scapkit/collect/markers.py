"""What content says itself must be collected: pieces of code marked in warnings of rules, and notes of platforms.

The classes are those that the Compliance Operator looks for (`ocp-api-endpoint`, `ocp-api-filter`, `ocp-dump-location`,
tied together by the ids H, filter-H and dump-H), and for what it does not collect others of the same kind.
"""

from collections.abc import Iterable, Iterator

from scapkit.collect.answers import digest
from scapkit.collect.need import Need
from scapkit.names import XCCDF, XHTML
from scapkit.problem import Invalid
from scapkit.xmlio.parse import Element, parse

ENDPOINT = "ocp-api-endpoint"
FILTER = "-api-filter"
CALL = "aws-api-call"
NODE = {"node-file": "file", "node-glob": "glob", "node-fact": "fact"}
_MARKS = (ENDPOINT, CALL, *NODE)
_CODE = f"{{{XHTML}}}code"


def marked_needs(markup: str, owner: str) -> Iterator[Need]:
    """The needs that stand in some prose; `owner` is the short id of the rule, or the name of the platform."""
    if not any(mark in markup for mark in _MARKS):
        return
    try:
        root = parse(f'<x xmlns="{XHTML}" xmlns:xccdf="{XCCDF}">{markup}</x>'.encode(errors="replace"), "prose")
    except Invalid:
        return
    texts = {each.get("id", ""): _text(each) for each in root.iter(_CODE)}
    for code in root.iter(_CODE):
        name, identifier = code.get("class", ""), code.get("id", "")
        need = _need(name, _text(code), texts.get(f"filter-{identifier}", ""), texts.get(f"dump-{identifier}", ""))
        if need:
            yield need._replace(rules=(owner,))


def noted_needs(notes: Iterable[str], owner: str) -> Iterator[Need]:
    """The needs in the notes of a platform's name: class and text, a filter right after what it is for."""
    words = [note.partition(" ") for note in notes]
    for (name, _, text), (following, _, jq) in zip(words, (*words[1:], ("", "", "")), strict=False):
        need = _need(name, text.strip(), jq if following.endswith(FILTER) else "")
        if need:
            yield need._replace(rules=(owner,))


def _need(name: str, text: str, jq: str, place: str = "") -> Need | None:
    if not text:
        return None
    if ENDPOINT in name:
        # that of the kubelet's configuration stands in quotes, and for all nodes
        need = Need("kubernetes", text.strip('"'), jq)
        usual = jq == "" or place in ("", f"{need.key}#{digest(need)}")
        return need if usual else need._replace(arguments=(("dump", place),))
    if name == CALL:
        return Need("aws", text, jq)
    return Need(NODE[name], text) if name in NODE else None


def _text(element: Element) -> str:
    """The text without what is substituted: the root of all answers."""
    return "".join(element.itertext()).strip()  # type: ignore[arg-type]
