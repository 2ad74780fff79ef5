"""Cases of criteria, sets and variables as parts of one OVAL document, so that one run of oscap answers them all."""

import re
from pathlib import Path
from typing import Any, NamedTuple

from conformance.cases import cases
from scapkit.names import OVAL_COMMON, OVAL_DEF

FILES = {"/etc/ab": "a\nb\n", "/etc/bc": "b\nc\n", "/etc/pairs": "a=1\nb=2\n", "/etc/numbers": "1\n2\n"}
SECTIONS = ("definitions", "tests", "objects", "states", "variables")
TOPICS = ("criteria", "sets", "variables")
_OUTCOMES = {"T": "true", "F": "false", "E": "error", "U": "unknown"}
_OBJECTS = {
    "AB": "ab",
    "BC": "bc",
    "NONE": "none",
    "BAD": "bad",
    "PAIRS": "pairs",
    "NUMBERS": "numbers",
    "ALIEN": "alien",
}


class Case(NamedTuple):
    """A case, the topic that it belongs to, and the id of the definition or object that answers it."""

    topic: str
    case: dict[str, Any]
    name: str


def all_cases() -> list[Case]:
    """The cases of all topics, in order."""
    found = [(topic, case) for topic in TOPICS for _, case in cases(topic)]
    kinds = {"criteria": "def", "sets": "obj", "variables": "obj"}
    return [Case(topic, case, f"oval:t:{kinds[topic]}:{n}") for n, (topic, case) in enumerate(found, 1001)]


def make_tree(root: Path) -> None:
    """The files that the objects look at."""
    for path, text in FILES.items():
        place = root / path.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def document(chosen: list[Case]) -> str:
    """The OVAL definitions that ask all these cases."""
    parts: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for section, text in (*_prelude(), *(part for case in chosen for part in _parts(case))):
        parts[section].append(text)
    body = "".join(f"<{section}>{''.join(parts[section])}</{section}>" for section in SECTIONS)
    return (
        f'<oval_definitions xmlns="{OVAL_DEF}" xmlns:ind="{OVAL_DEF}#independent" xmlns:unix="{OVAL_DEF}#unix" '
        f'xmlns:win="{OVAL_DEF}#windows" xmlns:oval="{OVAL_COMMON}"><generator><oval:schema_version>5.11.1'
        "</oval:schema_version><oval:timestamp>2024-01-01T00:00:00</oval:timestamp></generator>"
        f"{body}</oval_definitions>"
    )


def _prelude() -> list[tuple[str, str]]:
    parts = [("objects", _lines(name, f"/etc/{name}")) for name in ("ab", "bc", "none", "numbers")]
    parts += [("objects", _lines("pairs", "/etc/pairs", r"^(\w)=(\d)$")), ("objects", _lines("bad", "/etc/ab", "("))]
    parts.append(
        ("objects", '<win:family_object id="oval:t:obj:alien" version="1"><win:name>x</win:name></win:family_object>')
    )
    parts += [("states", _state(name, f"<ind:text>{name}</ind:text>")) for name in "abcz"]
    parts.append(("states", _state("malformed", '<ind:text operation="pattern match">^(a</ind:text>')))
    parts.append(("states", _state("group", "<ind:subexpression>1</ind:subexpression>")))
    parts += [
        ("tests", _test("true", "ab")),
        ("tests", _test("false", "none")),
        ("tests", _test("error", "bad")),
        ("tests", _test("unknown", "ab", "group")),
    ]
    constants = {"ab": ("string", "ab"), "one": ("string", "a"), "numbers": ("int", "12"), "empty": ("string", [""])}
    for name, (datatype, values) in constants.items():
        inner = "".join(f"<value>{value}</value>" for value in values)
        parts.append(
            ("variables", _variable(name, f'<constant_variable datatype="{datatype}">{inner}</constant_variable>'))
        )
    # One that leads nowhere, as an object without items has no values.
    nothing = '<local_variable><object_component object_ref="oval:t:obj:none" item_field="text"/></local_variable>'
    parts.append(("variables", _variable("nothing", nothing)))
    parts += [
        ("definitions", _definition(word, _expanded(f"<criteria><{letter}/></criteria>")))
        for letter, word in _OUTCOMES.items()
    ]
    return parts


def _parts(case: Case) -> list[tuple[str, str]]:
    given, number = _expanded(case.case["given"]), case.name.rpartition(":")[2]
    if case.topic == "criteria":
        return [("definitions", _definition(number, given))]
    asked = [
        ("tests", _test(number, number)),
        ("definitions", _definition(number, f'<criteria><criterion test_ref="oval:t:tst:{number}"/></criteria>')),
    ]
    if case.topic == "sets":
        kind = "textfilecontent54"
        return [*asked, ("objects", f'<ind:{kind}_object id="{case.name}" version="1">{given}</ind:{kind}_object>')]
    looked_for = f'<ind:variable_object id="{case.name}" version="1"><ind:var_ref>oval:t:var:{number}</ind:var_ref></ind:variable_object>'
    return [
        ("tests", _test(number, number, kind="variable")),
        asked[1],
        ("objects", looked_for),
        ("variables", _variable(number, given)),
    ]


def _expanded(text: str) -> str:
    """`<T/>` is a criterion that is true, `<T!/>` one negated, `<T+/>` a definition; `<AB/>` an object in a set, `{-a}` a filter."""
    for letter, word in _OUTCOMES.items():
        text = text.replace(f"<{letter}/>", f'<criterion test_ref="oval:t:tst:{word}"/>')
        text = text.replace(f"<{letter}!/>", f'<criterion negate="true" test_ref="oval:t:tst:{word}"/>')
        text = text.replace(f"<{letter}+/>", f'<extend_definition definition_ref="oval:t:def:{word}"/>')
        text = text.replace(f"<{letter}+!/>", f'<extend_definition negate="true" definition_ref="oval:t:def:{word}"/>')
    for short, name in _OBJECTS.items():
        text = text.replace(f"<{short}/>", f"<object_reference>oval:t:obj:{name}</object_reference>")
    text = re.sub(r"\{-(\w+)\}", r"<filter>oval:t:ste:\1</filter>", text)
    text = re.sub(r"\{(\w+)\}", r'<filter action="include">oval:t:ste:\1</filter>', text)
    return re.sub(r'"(obj|var):(\w+)"', r'"oval:t:\1:\2"', text)


def _definition(name: str, criteria: str) -> str:
    return (
        f'<definition id="oval:t:def:{name}" version="1" class="miscellaneous"><metadata><title>t</title>'
        f"<description>d</description></metadata>{criteria}</definition>"
    )


def _test(name: str, looked_for: str, state: str = "", kind: str = "textfilecontent54") -> str:
    held = f'<ind:state state_ref="oval:t:ste:{state}"/>' if state else ""
    return (
        f'<ind:{kind}_test id="oval:t:tst:{name}" version="1" check="all" comment="c">'
        f'<ind:object object_ref="oval:t:obj:{looked_for}"/>{held}</ind:{kind}_test>'
    )


def _lines(name: str, path: str, pattern: str = "^.$") -> str:
    return (
        f'<ind:textfilecontent54_object id="oval:t:obj:{name}" version="1"><ind:filepath>{path}</ind:filepath>'
        f'<ind:pattern operation="pattern match">{pattern}</ind:pattern>'
        '<ind:instance datatype="int" operation="greater than or equal">1</ind:instance></ind:textfilecontent54_object>'
    )


def _state(name: str, entity: str) -> str:
    return f'<ind:textfilecontent54_state id="oval:t:ste:{name}" version="1">{entity}</ind:textfilecontent54_state>'


def _variable(name: str, text: str) -> str:
    datatype = "" if " datatype=" in text[: text.index(">")] else ' datatype="string"'
    attributes = f'id="oval:t:var:{name}" version="1" comment="c"{datatype}'
    return text.replace("_variable", f"_variable {attributes}", 1)
