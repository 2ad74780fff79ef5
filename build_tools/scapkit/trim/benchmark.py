"""A benchmark cut down to some of its rules, and a profile that selects them (NIST IR 7275r4, 6)."""

from collections.abc import Iterable, Iterator

from scapkit.model.xccdf import Profile, Refinement, RefineRule, Select, Text
from scapkit.names import CPE_LANG, XCCDF, short_id
from scapkit.trim.parts import drop
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.parse import Element, boolean, escape, parse
from scapkit.xmlio.serialise import Element as Written
from scapkit.xmlio.write.xccdf import write_profile

X = f"{{{XCCDF}}}"
CPE = f"{{{CPE_LANG}}}"
GROUP, RULE, VALUE, PROFILE = (X + name for name in ("Group", "Rule", "Value", "Profile"))
ITEMS = (GROUP, RULE, VALUE)
NAME = "thin"


def trim_benchmark(benchmark: Element, wanted: Iterable[str], refinements: Iterable[Refinement] = ()) -> str:
    """Cut a benchmark down to these rules and what they need; returns the id of its only profile, which selects them.

    Of the refinements those of Values and rules that stay are carried over.
    """
    items = {each.get("id", ""): each for each in benchmark.iter(*ITEMS)}
    rules = _needed_rules(items, list(wanted))
    for each in [*benchmark.iterfind(PROFILE), *benchmark.iterfind(f"{X}TestResult")]:
        drop(each)
    stay = rules | {item for name in rules for item in _above(items[name])}
    _remove(items, stay | _named_values(benchmark, items, stay))
    left = {each.get("id", ""): each for each in benchmark.iter(*ITEMS)}
    _mend(left)
    _trim_platforms(benchmark)
    carried = [each for each in refinements if each.idref in left and not isinstance(each, Select)]
    return _add_profile(benchmark, left, carried)


def _needed_rules(items: dict[str, Element], wanted: list[str]) -> set[str]:
    """The rules, those they extend, and of each requirement one alternative."""
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in found or name not in items:
            continue
        found.add(name)
        wanted.append(items[name].get("extends", ""))
        for each in items[name].iterfind(f"{X}requires"):
            alternatives = each.get("idref", "").split()
            if not found.intersection(alternatives):
                wanted += alternatives[:1]
    return found


def _above(item: Element) -> Iterator[str]:
    return (each.get("id", "") for each in item.iterancestors(GROUP))


def _named_values(benchmark: Element, items: dict[str, Element], stay: set[str]) -> set[str]:
    """The Values that anything which stays names, the Values that these extend, and the groups that hold them."""
    waiting = [name for element in _staying(benchmark, stay) for name in _names(element)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in items and name not in found and items[name].tag == VALUE:
            found.update((name, *_above(items[name])))
            waiting += [items[name].get("extends", ""), *_all_names(items[name])]
    return found


def _staying(element: Element, stay: set[str]) -> Iterator[Element]:
    """The element and all below it, items that do not stay left out."""
    yield element
    for child in element:
        if child.tag not in ITEMS or child.get("id") in stay:
            yield from _staying(child, stay)


def _all_names(element: Element) -> Iterator[str]:
    return (name for each in element.iter() for name in _names(each))


def _names(element: Element) -> tuple[str, str]:
    return element.get("idref", ""), element.get("value-id", "")


def _remove(items: dict[str, Element], stay: set[str]) -> None:
    for name, element in items.items():
        if name not in stay:
            drop(element)


def _mend(left: dict[str, Element]) -> None:
    """Take out what names items that are gone: conflicts with them, and alternatives to what was kept."""
    for item in left.values():
        for each in [*item.iterfind(f"{X}requires"), *item.iterfind(f"{X}conflicts")]:
            names = [name for name in each.get("idref", "").split() if name in left]
            each.set("idref", " ".join(names))
            if not names:
                drop(each)


def _trim_platforms(benchmark: Element) -> None:
    used = {each.get("idref", "").removeprefix("#") for each in benchmark.iter(f"{X}platform")}
    for specification in list(benchmark.iterfind(f"{CPE}platform-specification")):
        for each in list(specification):
            if each.get("id") not in used:
                specification.remove(each)
        if not len(specification):
            drop(specification)


def _add_profile(benchmark: Element, left: dict[str, Element], carried: Iterable[Refinement]) -> str:
    rules = [name for name, each in left.items() if each.tag == RULE and not boolean(each.get("abstract"))]
    groups = [name for name, each in left.items() if each.tag == GROUP and not boolean(each.get("selected"), True)]
    told = ", ".join(escape(short_id(name)) for name in rules)
    profile = Profile(
        id=f"{benchmark.get('id', '').rpartition('_benchmark_')[0] or 'xccdf_org.scapkit'}_profile_{NAME}",
        titles=(Text(f"Only {told}"),),
        descriptions=(Text(f"Selects {told} and nothing else."),),
        refinements=(*(Select(name, True) for name in (*groups, *rules)), *filter(_changes, carried)),
    )
    element = _parsed(profile)
    first = next(each for each in benchmark if each.tag in ITEMS)
    first.addprevious(element)
    element.tail = first.tail
    return profile.id


def _parsed(profile: Profile) -> Element:
    around = Written("", "around")
    write_profile(around, profile)
    return parse(to_bytes(around), profile.id)[0]


def _changes(refinement: Refinement) -> bool:
    """Whether a refinement says anything: one of a rule that names nothing but the rule does not."""
    return not isinstance(refinement, RefineRule) or any(refinement[1:])
