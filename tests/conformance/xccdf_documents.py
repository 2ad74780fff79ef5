"""Benchmarks, tailorings and their checks as XML, from the short notation of the cases in conformance/xccdf/.

Ids are short: what is called `a` becomes xccdf_x_rule_a, xccdf_x_group_a or xccdf_x_value_a by its kind. A check is
the name of a definition (`pass`, `fail`, `unknown`, `error`) or a map. `RAW` puts XML in as it stands.
"""

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from conformance.xccdf_checks import definition_id, definitions_xml, element, plain, platform, text, variable_id
from scapkit.names import CPE_LANG, OCIL_SYSTEM, OVAL_DEF, XCCDF, XHTML

SYSTEMS = {"oval": OVAL_DEF, "ocil": OCIL_SYSTEM, "sce": "http://open-scap.org/page/SCE"}
ITEM_ATTRIBUTES = {
    "selected": "selected",
    "weight": "weight",
    "severity": "severity",
    "role": "role",
    "hidden": "hidden",
    "prohibit": "prohibitChanges",
    "abstract": "abstract",
    "multiple": "multiple",
    "cluster": "cluster-id",
    "type": "type",
    "operator": "operator",
}


class Ids:
    """Short names to whole ids: those that an item or Value of the benchmark has, all others as they are."""

    def __init__(self, benchmark: Mapping[str, Any]) -> None:
        self.known: dict[str, str] = {}
        self._values(benchmark.get("values", ()))
        self._items(benchmark.get("items", ()))

    def _values(self, values: Any) -> None:
        for each in values:
            ((name, _),) = each.items()
            self.known[name] = f"xccdf_x_value_{name}"

    def _items(self, items: Any) -> None:
        for each in items:
            ((kind_name, body),) = each.items()
            kind, name = kind_name.split()
            self.known[name] = f"xccdf_x_{kind}_{name}"
            if isinstance(body, dict):
                self._values(body.get("values", ()))
                self._items(body.get("items", ()))

    def __call__(self, names: str) -> str:
        return " ".join(self.known.get(name, name) for name in str(names).split(" "))


def benchmark_xml(given: Mapping[str, Any], namespace: str = XCCDF) -> str:
    """The Benchmark document of a case."""
    ids = Ids(given)
    parts = [text("status", "draft", date="2026-01-01"), text("title", "b"), *map(str, given.get("raw", ()))]
    parts += [text("plain-text", value, id=name) for name, value in given.get("plain", {}).items()]
    if "platforms_defined" in given:
        inner = "".join(platform(name, test) for name, test in given["platforms_defined"].items())
        parts.append(f'<cpe:platform-specification xmlns:cpe="{CPE_LANG}">{inner}</cpe:platform-specification>')
    parts += [element("platform", idref=name) for name in given.get("platforms", ())]
    parts.append(text("version", "1"))
    parts += [element("model", system=f"urn:xccdf:scoring:{name}") for name in given.get("models", ())]
    parts += [_profile(name, body, ids) for name, body in profiles_of(given).items()]
    parts += [_value(each, ids) for each in given.get("values", ())]
    parts += [_item(each, ids) for each in given.get("items", ())]
    opened = f'xmlns="{namespace}" xmlns:html="{XHTML}" id="xccdf_x_benchmark_b"'
    resolved = ' resolved="true"' if given.get("resolved") else ""
    return f"<Benchmark {opened}{resolved}>\n{''.join(parts)}</Benchmark>"


def profiles_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """The case's profiles; `do` alone is the profile p."""
    return {**({"p": {"do": given["do"]}} if "do" in given else {}), **given.get("profiles", {})}


def tailoring_xml(given: Mapping[str, Any]) -> str:
    """The Tailoring document of a case."""
    ids, tailoring = Ids(given), given["tailoring"]
    profiles = "".join(_profile(name, body, ids) for name, body in tailoring["profiles"].items())
    benchmark = element("benchmark", href="b-xccdf.xml", id=tailoring.get("benchmark"))
    version = text("version", "1", time="2026-01-01T00:00:00")
    return f'<Tailoring xmlns="{XCCDF}" id="xccdf_x_tailoring_t">\n{benchmark}{version}{profiles}</Tailoring>'


def _profile(name: str, body: Mapping[str, Any], ids: Ids) -> str:
    parts = [text("title", each) for each in body.get("titles", ("p",))]
    parts += [element("platform", idref=each) for each in body.get("platforms", ())]
    parts += [_refinement(each, ids) for each in body.get("do", ())]
    extends = body.get("extends")
    base = f"xccdf_x_profile_{extends}" if extends else None
    whole = f"xccdf_x_profile_{name}"
    return element("Profile", "".join(parts), id=whole, extends=base, abstract=body.get("abstract"))


def _refinement(each: Mapping[str, Any], ids: Ids) -> str:
    verb, what = next(iter(each.items()))
    if verb in ("select", "deselect"):
        return element("select", idref=ids(what), selected=verb == "select")
    if verb == "set":
        ((name, value),) = what.items()
        if isinstance(value, list):
            return element("set-complex-value", _items_of(value), idref=ids(name))
        return text("set-value", value, idref=ids(name))
    more = {key: value for key, value in each.items() if key != verb}
    return element({"value": "refine-value", "rule": "refine-rule"}[verb], idref=ids(what), **more)


def _items_of(values: list[Any]) -> str:
    return "".join(text("item", value) for value in values)


def _value(each: Mapping[str, Any], ids: Ids) -> str:
    ((name, body),) = each.items()
    body = body if isinstance(body, dict) else {"value": body}
    parts = [text("title", body.get("title", name))]
    for tag in ("value", "default", "match", "lower-bound", "upper-bound"):
        for selector, value in _by_selector(body.get(tag)):
            complex_ = isinstance(value, list)
            inner = _items_of(value) if complex_ else escape(plain(value))
            parts.append(element(f"complex-{tag}" if complex_ else tag, inner, selector=selector or None))
    for selector, choices in _by_selector(body.get("choices")):
        inner = "".join(
            element("complex-choice", _items_of(one)) if isinstance(one, list) else text("choice", one)
            for one in choices
        )
        parts.append(element("choices", inner, selector=selector or None, mustMatch=body.get("must", True)))
    return element("Value", "".join(parts), id=ids(name), extends=_extends(body, ids), **_attributes(body))


def _by_selector(given: Any) -> list[tuple[str, Any]]:
    """`{selector: value}`; anything else stands under the empty selector."""
    if given is None:
        return []
    return list(given.items()) if isinstance(given, dict) else [("", given)]


def _extends(body: Mapping[str, Any], ids: Ids) -> str | None:
    return ids(body["extends"]) if "extends" in body else None


def _attributes(body: Mapping[str, Any]) -> dict[str, Any]:
    return {ITEM_ATTRIBUTES[key]: value for key, value in body.items() if key in ITEM_ATTRIBUTES}


def _item(each: Mapping[str, Any], ids: Ids) -> str:
    ((kind_name, body),) = each.items()
    kind, name = kind_name.split()
    body = body if isinstance(body, dict) else {"checks": [body]} if body else {}
    parts = [
        one if str(one).startswith("<") else text("title", one)
        for one in body.get("titles", () if "extends" in body else (name,))
    ]
    parts += [element("platform", idref=one) for one in body.get("platforms", ())]
    parts += [element("requires", idref=ids(one)) for one in body.get("requires", ())]
    parts += [element("conflicts", idref=ids(one)) for one in body.get("conflicts", ())]
    parts += map(str, body.get("raw", ()))
    parts += [_value(one, ids) for one in body.get("values", ())]
    parts += [_item(one, ids) for one in body.get("items", ())]
    parts += [check_xml(one, ids) for one in body.get("checks", ())]
    if "complex" in body:
        parts.append(_complex(body["complex"], ids))
    tag = kind.capitalize()
    return element(tag, "".join(parts), id=ids(name), extends=_extends(body, ids), **_attributes(body))


def check_xml(given: Any, ids: Ids) -> str:
    """A check: a definition's name, or a map of use, refs, system, selector, negate, multi, exports, imports, inline."""
    given = given if isinstance(given, dict) else {"use": given}
    parts = [element("check-import", import_name=name) for name in given.get("imports", ())]
    for name, variable in given.get("exports", {}).items():
        parts.append(element("check-export", value_id=ids(name), export_name=variable_id(variable)))
    uses = given["use"] if isinstance(given.get("use"), list) else [given["use"]] if "use" in given else []
    parts += [element("check-content-ref", href="b-oval.xml", name=definition_id(one)) for one in uses]
    for one in given.get("refs", ()):
        parts.append(
            element("check-content-ref", href=one["href"], name=definition_id(one["name"]) if "name" in one else None)
        )
    if "inline_oval" in given:
        parts.append(element("check-content", definitions_xml(given["inline_oval"])))
    if "inline" in given:
        parts.append(element("check-content", given["inline"]))
    system = SYSTEMS.get(given.get("system", "oval"), given.get("system"))
    options = {"selector": given.get("selector"), "negate": given.get("negate"), "multi_check": given.get("multi")}
    return element("check", "".join(parts), system=system, **options)


def _complex(given: Mapping[str, Any], ids: Ids) -> str:
    operator = "AND" if "AND" in given else "OR"
    inner = "".join(
        _complex(one, ids) if isinstance(one, dict) and ("AND" in one or "OR" in one) else check_xml(one, ids)
        for one in given[operator]
    )
    return element("complex-check", inner, operator=operator, negate=given.get("negate"))
