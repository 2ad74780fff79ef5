"""OVAL definitions, CPE dictionary and platforms of the cases in conformance/xccdf/, as XML.

Definitions come to what their names say: `pass` and `fail` are of class compliance, `vulnerable` and `safe` of class
vulnerability. `external` holds where all values of the variable `ext` are "good", `any` where one of them is, and
`number` where `num` is above 5.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from scapkit.names import CPE_DICT, OVAL_COMMON, OVAL_DEF

INDEPENDENT = f"{OVAL_DEF}#independent"
# Name: class, object, state and check of the test; none has no criteria at all.
DEFINITIONS: Mapping[str, tuple[str, str, str, str]] = {
    "pass": ("compliance", "constant", "good", "all"),
    "fail": ("compliance", "constant", "bad", "all"),
    "unknown": ("compliance", "", "", "all"),
    "error": ("compliance", "constant", "malformed", "all"),
    "external": ("compliance", "ext", "good", "all"),
    "any": ("compliance", "ext", "some", "at least one"),
    "number": ("compliance", "num", "above", "all"),
    "vulnerable": ("vulnerability", "constant", "good", "all"),
    "safe": ("vulnerability", "constant", "bad", "all"),
    "patch": ("patch", "constant", "good", "all"),
    "installed": ("inventory", "constant", "good", "all"),
    "absent": ("inventory", "constant", "bad", "all"),
    "unsure": ("inventory", "", "", "all"),
}
VARIABLES = {"constant": 1, "ext": 2, "num": 3}
STATES = {
    "good": "<value>good</value>",
    "bad": "<value>bad</value>",
    "some": '<value entity_check="at least one">good</value>',
    "malformed": '<value operation="pattern match">(((</value>',
    "above": '<value datatype="int" operation="greater than">5</value>',
}
# The dictionary's names by what their check comes to.
NAMES = {
    "cpe:/a:x:yes": "installed",
    "cpe:/a:x:no": "absent",
    "cpe:/a:x:unsure": "unsure",
    "cpe:/o:linux:linux_kernel:6.1": "installed",
}


def plain(value: Any) -> str:
    """A scalar of YAML as XML writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def element(name: str, content: str = "", /, **attributes: Any) -> str:
    """An element on a line of its own, as oscap loses some that follow each other at once.

    Attributes that are None are left out, an underscore in a name is a hyphen.
    """
    given = {key.replace("_", "-"): plain(value) for key, value in attributes.items() if value is not None}
    opened = name + "".join(f" {key}={quoteattr(value)}" for key, value in given.items())
    return f"<{opened}>{content}</{name}>\n" if content else f"<{opened}/>\n"


def text(name: str, value: Any, /, **attributes: Any) -> str:
    """An element with text alone."""
    return element(name, escape(plain(value)), **attributes)


def definition_id(name: str) -> str:
    """The id of a definition; what is none of ours stands as it is."""
    return f"oval:x:def:{1 + list(DEFINITIONS).index(name)}" if name in DEFINITIONS else name


def variable_id(name: str) -> str:
    """The id of an external variable."""
    return f"oval:x:var:{VARIABLES[name]}" if name in VARIABLES else name


def definitions_xml(names: Iterable[str] = tuple(DEFINITIONS)) -> str:
    """An OVAL document with these definitions."""
    names = list(names)
    variables = "".join(_variable(name, number) for name, number in VARIABLES.items())
    generator = text("oval:schema_version", "5.11.1") + text("oval:timestamp", "2026-01-01T00:00:00")
    parts = {
        "definitions": "".join(map(_definition, names)),
        "tests": "".join(map(_test, names)),
        "objects": "".join(_object(name, number) for name, number in VARIABLES.items()),
        "states": "".join(_state(name, number) for number, name in enumerate(STATES, 1)),
    }
    inner = "".join(element(name, content) for name, content in parts.items() if content)
    opened = f'xmlns="{OVAL_DEF}" xmlns:oval="{OVAL_COMMON}"'
    generated, held = element("generator", generator), element("variables", variables)
    return f"<oval_definitions {opened}>\n{generated}{inner}{held}</oval_definitions>"


def _number(name: str) -> str:
    return definition_id(name).rpartition(":")[2]


def _definition(name: str) -> str:
    metadata = element("metadata", text("title", name) + text("description", name))
    criteria = element("criteria", f'\n<criterion test_ref="oval:x:tst:{_number(name)}"/>\n')
    return f'<definition id="{definition_id(name)}" version="1" class="{DEFINITIONS[name][0]}">{metadata}{criteria}</definition>\n'


def _test(name: str) -> str:
    _, object_, state, check = DEFINITIONS[name]
    opened = f'xmlns="{INDEPENDENT}" id="oval:x:tst:{_number(name)}" version="1" comment="c" check="{check}"'
    if not object_:
        return f"<unknown_test {opened}/>\n"
    number = 1 + list(STATES).index(state)
    inner = f'<object object_ref="oval:x:obj:{VARIABLES[object_]}"/><state state_ref="oval:x:ste:{number}"/>'
    return f"<variable_test {opened}>{inner}</variable_test>\n"


def _object(name: str, number: int) -> str:
    inner = f"<var_ref>{variable_id(name)}</var_ref>"
    return f'<variable_object xmlns="{INDEPENDENT}" id="oval:x:obj:{number}" version="1">{inner}</variable_object>\n'


def _state(name: str, number: int) -> str:
    return (
        f'<variable_state xmlns="{INDEPENDENT}" id="oval:x:ste:{number}" version="1">{STATES[name]}</variable_state>\n'
    )


def _variable(name: str, number: int) -> str:
    kind, datatype = ("constant", "string") if number == 1 else ("external", "int" if name == "num" else "string")
    opened = f'id="oval:x:var:{number}" version="1" comment="c" datatype="{datatype}"'
    return f"<{kind}_variable {opened}>{'<value>good</value>' if number == 1 else ''}</{kind}_variable>\n"


def dictionary_xml() -> str:
    """The CPE dictionary."""
    items = (
        element(
            "cpe-item",
            text("title", name) + text("check", definition_id(check), system=OVAL_DEF, href="b-oval.xml"),
            name=name,
        )
        for name, check in NAMES.items()
    )
    return f'<cpe-list xmlns="{CPE_DICT}">{"".join(items)}</cpe-list>'


def platform(name: str, test: Any) -> str:
    """A platform of a platform-specification."""
    return f'<cpe:platform id="{name}"><cpe:title>{name}</cpe:title>{_logical(test)}</cpe:platform>\n'


def _logical(test: Any) -> str:
    """`{AND: [...], negate: true}`; a text is a name, or a check where it is one of ours."""
    if isinstance(test, str):
        if test in DEFINITIONS:
            return f'<cpe:check-fact-ref system="{OVAL_DEF}" href="b-oval.xml" id-ref="{definition_id(test)}"/>\n'
        return f'<cpe:fact-ref name="{test}"/>\n'
    operator = "AND" if "AND" in test else "OR"
    inner = "".join(map(_logical, sorted(test[operator], key=_rank)))
    negate = plain(test.get("negate", False))
    return f'<cpe:logical-test operator="{operator}" negate="{negate}">{inner}</cpe:logical-test>\n'


def _rank(test: Any) -> int:
    """The schema wants inner tests first, then names, then checks; AND and OR do not care."""
    return 0 if not isinstance(test, str) else 2 if test in DEFINITIONS else 1
