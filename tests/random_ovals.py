"""Whole OVAL documents made up at random from a seed: criteria, sets, filters, variables, functions, entities.

What scapkit reads otherwise than oscap (docs/differences.md) is not made up: errors in filters, components of fields that
items lack, values of another datatype, states on fields that may be missing under ONE and XOR.
"""

from random import Random
from xml.sax.saxutils import escape, quoteattr

from scapkit.names import OVAL_COMMON, OVAL_DEF, XSI

FILES = {
    "etc/a.conf": "a=1\nb=2\nc\n",
    "etc/b.conf": "b=2\nkey = value\nx y\n",
    "etc/sub/c.conf": "a\nb\nA\n10\n1.2.3\n",
    "etc/empty": "",
}
TEXTS = ("a", "b", "abc", "A", "x y", "a.b", "1", "10", "/etc/a.conf", "b=2", "a-b-c")
NUMBERS = ("1", "2", "10", "0", "15", "6")
PATTERNS = ("a", "^a", "b$", "^[ab]$", ".", r"(\w+)=(\w*)", r"\d+", "^(?:a|b)", r"x\s", "^.*$")
CHECKS = ("all", "at least one", "only one", "none satisfy")
EXISTENCES = ("all_exist", "any_exist", "at_least_one_exists", "none_exist", "only_one_exists")
OPERATORS = ("AND", "OR", "ONE", "XOR")
ORDERED = ("equals", "not equal", "greater than", "less than", "greater than or equal", "less than or equal")
OPERATIONS = {
    "string": ("equals", "not equal", "case insensitive equals", "case insensitive not equal", "pattern match"),
    "int": (*ORDERED, "bitwise and", "bitwise or"),
}
FAMILIES = {"variable": "ind:variable", "text": "ind:textfilecontent54", "file": "unix:file"}


def element(name: str, text: str = "", **attributes: str) -> str:
    """An element; attributes that are empty are left out."""
    written = "".join(f" {key.rstrip('_')}={quoteattr(value)}" for key, value in attributes.items() if value)
    return f"<{name}{written}>{text}</{name}>"


class RandomOval:
    """A document in the making."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.parts: dict[str, list[str]] = {
            name: [] for name in ("definitions", "tests", "objects", "states", "variables")
        }
        self.ids: dict[str, list[str]] = {}
        self.datatypes: dict[str, str] = {}

    def document(self) -> str:
        """The whole of it: some forty parts, and a definition for every test."""
        for _ in range(4):
            self._constant()
        for family in FAMILIES:
            self._object(family)
        for _ in range(40):
            self.random.choice(
                (self._constant, self._local, self._local, self._some_object, self._state, self._state)
            )()
        for _ in range(20):
            self._test()
        for _ in range(8):
            self._definition(self._criteria(2))
        self._definition(element("criteria", "".join(element("criterion", test_ref=test) for test in self.ids["tst"])))
        schemas = f'xmlns="{OVAL_DEF}" xmlns:ind="{OVAL_DEF}#independent" xmlns:unix="{OVAL_DEF}#unix"'
        made = element("oval:schema_version", "5.11.1") + element("oval:timestamp", "2024-01-01T00:00:00")
        body = "".join(element(name, "".join(parts)) for name, parts in self.parts.items() if parts)
        return (
            f'<oval_definitions {schemas} xmlns:oval="{OVAL_COMMON}" xmlns:xsi="{XSI}">'
            f"{element('generator', made)}{body}</oval_definitions>"
        )

    def _maybe(self, share: float) -> bool:
        return self.random.random() < share

    def _new(self, kind: str, group: str = "") -> str:
        name = f"oval:f:{kind}:{sum(map(len, self.parts.values())) + 1}"
        self.ids.setdefault(kind, []).append(name)
        if group:
            self.ids.setdefault(f"{kind}:{group}", []).append(name)
        return name

    def _add(self, section: str, name: str, text: str, identifier: str, **attributes: str) -> None:
        self.parts[section].append(element(name, text, id=identifier, version="1", **attributes))

    def _variable(self, kind: str, datatype: str, text: str) -> None:
        name = self._new("var")
        self.datatypes[name] = datatype
        self._add("variables", f"{kind}_variable", text, name, comment="c", datatype=datatype)

    def _constant(self) -> None:
        datatype = self.random.choice(("string", "string", "int"))
        values = self.random.choices(NUMBERS if datatype == "int" else TEXTS, k=self.random.choice((1, 1, 2, 3)))
        self._variable("constant", datatype, "".join(element("value", escape(value)) for value in values))

    def _local(self) -> None:
        self._variable("local", "string", self._component(self.random.choice((1, 2, 2, 3))))

    def _leaf(self) -> str:
        kind = self.random.choice(("literal", "variable", "object"))
        if kind == "literal":
            return element("literal_component", escape(self.random.choice(TEXTS)))
        if kind == "variable":
            return element("variable_component", var_ref=self.random.choice(self.ids["var"]))
        family, fields = self.random.choice(
            (("variable", ("value",)), ("text", ("text", "instance", "path")), ("file", ("filename", "size")))
        )
        looked_for = self.random.choice(self.ids[f"obj:{family}"])
        return element("object_component", object_ref=looked_for, item_field=self.random.choice(fields))

    def _component(self, depth: int) -> str:
        if depth <= 1:
            return self._leaf()
        name, attributes, count = self.random.choice(
            (
                ("concat", {}, 2),
                ("unique", {}, 2),
                ("count", {}, 1),
                ("begin", {"character": "/"}, 1),
                ("end", {"character": "b"}, 1),
                ("escape_regex", {}, 1),
                ("split", {"delimiter": "="}, 1),
                ("substring", {"substring_start": "1", "substring_length": "2"}, 1),
                ("regex_capture", {"pattern": "^(.)"}, 1),
            )
        )
        return element(name, "".join(self._component(depth - 1) for _ in range(count)), **attributes)

    def _entity(
        self,
        name: str,
        values: tuple[str, ...],
        datatype: str = "string",
        operations: tuple[str, ...] = (),
        **more: str,
    ) -> str:
        operation = self.random.choice(operations or OPERATIONS[datatype])
        attributes = {
            **more,
            "datatype": datatype.replace("string", ""),
            "operation": operation.replace("equals", "", operation == "equals"),
        }
        able = [each for each, other in self.datatypes.items() if other == datatype]
        if able and operation != "pattern match" and self._maybe(0.2):
            return element(
                name, **attributes, var_ref=self.random.choice(able), var_check=self.random.choice(CHECKS[:2])
            )
        return element(
            name,
            escape(self.random.choice(PATTERNS if operation == "pattern match" and not operations else values)),
            **attributes,
        )

    def _some_object(self) -> None:
        self._object(self.random.choice(tuple(FAMILIES)))

    def _object(self, family: str) -> None:
        if self.ids.get(f"obj:{family}") and self._maybe(0.3):
            body = self._set(family, 2)
        elif family == "variable":
            body = element("ind:var_ref", self.random.choice(self.ids["var"])) + self._filters(family)
        else:
            body = self._place(family) + self._filters(family)
        self._add("objects", f"{FAMILIES[family]}_object", body, self._new("obj", family))

    def _place(self, family: str) -> str:
        prefix = FAMILIES[family].partition(":")[0]
        if self._maybe(0.6):
            body = self._entity(
                f"{prefix}:filepath", ("/etc/a.conf", "/etc/b.conf", "/etc/empty", "/etc/none"), "string", ("equals",)
            )
        else:
            body = element(f"{prefix}:path", self.random.choice(("/etc", "/etc/sub", "/none")))
            body += self._entity(f"{prefix}:filename", ("a.conf", "c.conf", "none"), "string", ("equals", "not equal"))
        if family == "text":
            body += element("ind:pattern", escape(self.random.choice(PATTERNS)), operation="pattern match")
            body += self._entity("ind:instance", ("1", "2"), "int", ("equals", "greater than or equal", "less than"))
        return body

    def _filters(self, family: str) -> str:
        states = self.ids.get(f"ste:{family}:plain", [])
        if not states or self._maybe(0.75):
            return ""
        return element("filter", self.random.choice(states), action=self.random.choice(("", "include", "exclude")))

    def _set(self, family: str, depth: int) -> str:
        if depth > 1 and self._maybe(0.3):
            inner = "".join(self._set(family, depth - 1) for _ in range(self.random.choice((1, 2))))
        else:
            chosen = self.random.choices(self.ids[f"obj:{family}"], k=self.random.choice((1, 2, 2)))
            inner = "".join(element("object_reference", name) for name in chosen)
        return element("set", inner, set_operator=self.random.choice(("", "UNION", "INTERSECTION", "COMPLEMENT")))

    def _state(self) -> None:
        family = self.random.choice(tuple(FAMILIES))
        check = self.random.choice(("", "", *CHECKS))
        fields = {
            "variable": (("ind:value", TEXTS, "string"),),
            "text": (("ind:text", ("a=1", "b", "a"), "string"), ("ind:instance", ("1", "2"), "int")),
            "file": (("unix:type", ("regular", "directory"), "string"), ("unix:size", ("0", "10"), "int")),
        }[family]
        body = "".join(
            self._entity(*field, entity_check=check) for field in fields if self._maybe(0.8) or field == fields[0]
        )
        operators = ("", *OPERATORS)
        if family == "text" and self._maybe(0.3):
            body, operators = body + element("ind:subexpression", "b"), ("", "AND", "OR")
        plain = ":plain" if "var_ref" not in body and "subexpression" not in body else ""
        name = self._new("ste", family)
        self.ids.setdefault(f"ste:{family}{plain}", []).append(name)
        self._add("states", f"{FAMILIES[family]}_state", body, name, operator=self.random.choice(operators))

    def _test(self) -> None:
        family = self.random.choice(tuple(FAMILIES))
        prefix = FAMILIES[family].partition(":")[0]
        body = element(f"{prefix}:object", object_ref=self.random.choice(self.ids[f"obj:{family}"]))
        states = self.ids.get(f"ste:{family}", [])
        for _ in range(self.random.choice((0, 1, 1, 2)) if states else 0):
            body += element(f"{prefix}:state", state_ref=self.random.choice(states))
        self._add(
            "tests",
            f"{FAMILIES[family]}_test",
            body,
            self._new("tst"),
            comment="c",
            check=self.random.choice(CHECKS),
            check_existence=self.random.choice(("", *EXISTENCES)),
            state_operator=self.random.choice(("", *OPERATORS)),
        )

    def _criteria(self, depth: int) -> str:
        inner = ""
        for _ in range(self.random.choice((1, 2, 3))):
            negate = self.random.choice(("", "", "true"))
            if depth and self._maybe(0.3):
                inner += self._criteria(depth - 1)
            elif self.ids.get("def") and self._maybe(0.2):
                inner += element("extend_definition", definition_ref=self.random.choice(self.ids["def"]), negate=negate)
            else:
                inner += element("criterion", test_ref=self.random.choice(self.ids["tst"]), negate=negate)
        return element("criteria", inner, operator=self.random.choice(("", *OPERATORS)))

    def _definition(self, criteria: str) -> None:
        metadata = element("metadata", element("title", "t") + element("description", "d"))
        self._add("definitions", "definition", metadata + criteria, self._new("def"), class_="miscellaneous")
