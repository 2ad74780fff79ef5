"""XCCDF 1.2 benchmarks to the model (NIST IR 7275r4, section 6)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from scapkit.model.xccdf import Benchmark, Fix, Group, Ident, Notice, Reference, Rule, Text, Value, Warning
from scapkit.names import CPE_LANG, DC, XCCDF
from scapkit.problem import invalid
from scapkit.xmlio.parse import Element, boolean, line_of, local_name, markup, namespace, text_of
from scapkit.xmlio.read.checks import read_check, read_complex_check
from scapkit.xmlio.read.platforms import read_platform
from scapkit.xmlio.read.profiles import read_profile
from scapkit.xmlio.read.prose import LANG, given, platforms, references, statuses, text, texts
from scapkit.xmlio.read.values import read_value

X = f"{{{XCCDF}}}"
CPE = f"{{{CPE_LANG}}}"


def read_benchmark(root: Element, file: str, prose: bool = True) -> Benchmark:
    """The benchmark under a Benchmark element; raises Invalid for another root. `file` is for problems.

    Without `prose`, of groups, rules and values only what an evaluation needs is read: titles, but no other texts.
    """
    _expect_benchmark(root, file)
    version = root.find(f"{X}version")
    return Benchmark(
        id=root.get("id", ""),
        version=text_of(version),
        version_time="" if version is None else version.get("time", ""),
        version_update="" if version is None else version.get("update", ""),
        titles=texts(root, "title"),
        descriptions=texts(root, "description"),
        status=statuses(root),
        notices=tuple(Notice(each.get("id", ""), text(each)) for each in root.iterfind(f"{X}notice")),
        front_matter=texts(root, "front-matter"),
        rear_matter=texts(root, "rear-matter"),
        references=references(root),
        plain_texts=tuple((each.get("id", ""), each.text or "") for each in root.iterfind(f"{X}plain-text")),
        platform_specification=tuple(
            read_platform(each) for each in root.iterfind(f"{CPE}platform-specification/{CPE}platform")
        ),
        platforms=platforms(root),
        metadata=_metadata(root),
        models=tuple(each.get("system", "") for each in root.iterfind(f"{X}model")),
        profiles=tuple(read_profile(each) for each in root.iterfind(f"{X}Profile")),
        values=_values(root, prose),
        children=_children(root, prose),
        style=root.get("style", ""),
        resolved=boolean(root.get("resolved")),
        lang=root.get(LANG, ""),
    )


def _expect_benchmark(root: Element, file: str) -> None:
    if root.tag != f"{X}Benchmark":
        message = f"expected an XCCDF Benchmark, found {local_name(root)}"
        raise invalid(file, "not-xccdf", message, line=line_of(root))


def _metadata(root: Element) -> tuple[tuple[str, str], ...]:
    elements = (each for metadata in root.iterfind(f"{X}metadata") for each in metadata)
    return tuple((local_name(each), text_of(each)) for each in elements if namespace(each) == DC)


def _children(parent: Element, prose: bool) -> tuple[Group | Rule, ...]:
    readers: dict[str, Callable[[Element, bool], Group | Rule]] = {f"{X}Group": _group, f"{X}Rule": _rule}
    return tuple(readers[str(child.tag)](child, prose) for child in parent if child.tag in readers)


def _values(parent: Element, prose: bool) -> tuple[Value, ...]:
    values = (read_value(each) for each in parent.iterfind(f"{X}Value"))
    if not prose:
        return tuple(values)
    described = ((texts(each, "description"), _warnings(each)) for each in parent.iterfind(f"{X}Value"))
    return tuple(
        value._replace(descriptions=texts_, warnings=warnings)
        for value, (texts_, warnings) in zip(values, described, strict=True)
    )


class _Prose(NamedTuple):
    """What groups and rules say to people."""

    descriptions: tuple[Text, ...]
    rationales: tuple[Text, ...]
    warnings: tuple[Warning, ...]
    references: tuple[Reference, ...]


def _prose(element: Element) -> dict[str, Any]:
    read = _Prose(texts(element, "description"), texts(element, "rationale"), _warnings(element), references(element))
    return read._asdict()


def _requires(parent: Element) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(each.get("idref", "").split()) for each in parent.iterfind(f"{X}requires"))


def _conflicts(parent: Element) -> tuple[str, ...]:
    return tuple(each.get("idref", "") for each in parent.iterfind(f"{X}conflicts"))


def _warnings(parent: Element) -> tuple[Warning, ...]:
    return tuple(Warning(text(each), each.get("category", "general")) for each in parent.iterfind(f"{X}warning"))


def _group(element: Element, prose: bool) -> Group:
    group = Group(
        id=element.get("id", ""),
        titles=texts(element, "title"),
        platforms=platforms(element),
        requires=_requires(element),
        conflicts=_conflicts(element),
        values=_values(element, prose),
        children=_children(element, prose),
        selected=boolean(element.get("selected"), True),
        weight=element.get("weight", "1.0"),
        hidden=boolean(element.get("hidden")),
        prohibit_changes=boolean(element.get("prohibitChanges")),
        abstract=boolean(element.get("abstract")),
        extends=element.get("extends", ""),
        cluster_id=element.get("cluster-id", ""),
    )
    return group._replace(**_prose(element)) if prose else group


def _rule(element: Element, prose: bool) -> Rule:
    complex_check = element.find(f"{X}complex-check")
    rule = Rule(
        id=element.get("id", ""),
        titles=texts(element, "title"),
        platforms=platforms(element),
        requires=_requires(element),
        conflicts=_conflicts(element),
        idents=tuple(Ident(each.get("system", ""), text_of(each)) for each in element.iterfind(f"{X}ident")),
        checks=tuple(read_check(each) for each in element.iterfind(f"{X}check")),
        complex_check=None if complex_check is None else read_complex_check(complex_check),
        severity=element.get("severity", "unknown"),
        role=element.get("role", "full"),
        weight=element.get("weight", "1.0"),
        selected=boolean(element.get("selected"), True),
        multiple=boolean(element.get("multiple")),
        hidden=boolean(element.get("hidden")),
        prohibit_changes=boolean(element.get("prohibitChanges")),
        abstract=boolean(element.get("abstract")),
        extends=element.get("extends", ""),
        cluster_id=element.get("cluster-id", ""),
        version=text_of(element.find(f"{X}version")),
        status=statuses(element),
        given=given(element),
    )
    if not prose:
        return rule
    fixes = tuple(_fix(each) for each in element.iterfind(f"{X}fix"))
    return rule._replace(**_prose(element), fixtexts=texts(element, "fixtext"), fixes=fixes)


def _fix(element: Element) -> Fix:
    return Fix(
        markup(element),
        element.get("system", ""),
        element.get("id", ""),
        element.get("complexity", ""),
        element.get("disruption", ""),
        element.get("strategy", ""),
        boolean(element.get("reboot")),
    )
