"""OVAL documents of all kinds in lines."""

from collections.abc import Iterable, Iterator

from scapkit.api.contents.describers.lines import Line, child, counted, given, under
from scapkit.xmlio.parse import Element, local_name, namespace, text_of

SECTIONS = ("tests", "objects", "states", "variables")
MAX_KINDS = 40


def definitions(root: Element) -> Iterator[Line]:
    """Definitions by class, the other parts in numbers, and what must be handed in from outside."""
    yield from _generated(root)
    found = root.findall("{*}definitions/{*}definition")
    classes = counted(each.get("class", "no class") for each in found)
    yield "definitions", f"{len(found)} ({classes})" if found else "0"
    for name in SECTIONS:
        yield name, str(len(root.findall(f"{{*}}{name}/*")))
    yield from given("object types", ", ".join(_kinds(root.iterfind("{*}objects/*"), "_object")))
    externals = root.iterfind("{*}variables/{*}external_variable")
    yield from under("asks for", (f"{each.get('id')} ({each.get('datatype')})" for each in externals))


def _kinds(parts: Iterable[Element], suffix: str) -> list[str]:
    kinds = {f"{namespace(each).rpartition('#')[2]}:{local_name(each).removesuffix(suffix)}" for each in parts}
    return sorted(kinds)[:MAX_KINDS]


def variables(root: Element) -> Iterator[Line]:
    """Each variable with its values."""
    yield from _generated(root)
    yield from under("variables", map(_variable, root.iterfind("{*}variables/{*}variable")))


def _variable(element: Element) -> str:
    values = ", ".join(each.text or "" for each in element.iterfind("{*}value"))
    return f"{element.get('id')} ({element.get('datatype')}) = {values}"


def characteristics(root: Element) -> Iterator[Line]:
    """The system, the objects by flag, and the items by type."""
    yield from _generated(root)
    yield from _system(root)


def _system(root: Element) -> Iterator[Line]:
    info = root.find("{*}system_info")
    if info is not None:
        yield "system", child(info, "primary_host_name")
        yield "", f"{child(info, 'os_name')} {child(info, 'os_version')}, {child(info, 'architecture')}"
    objects = root.findall("{*}collected_objects/{*}object")
    flags = counted(each.get("flag", "") for each in objects)
    yield "objects", f"{len(objects)} ({flags})" if objects else "0"
    items = root.findall("{*}system_data/*")
    kinds = counted(local_name(each).removesuffix("_item") for each in items)
    yield "items", f"{len(items)} ({kinds})" if items else "0"


def results(root: Element) -> Iterator[Line]:
    """For each system what the definitions came to."""
    yield from _generated(root)
    for system in root.iterfind("{*}results/{*}system"):
        found = system.findall("{*}definitions/{*}definition")
        came = counted(each.get("result", "") for each in found)
        yield "definitions", f"{len(found)} ({came})" if found else "0"
        yield "tests", str(len(system.findall("{*}tests/{*}test")))
        for each in system.iterfind("{*}oval_system_characteristics"):
            yield from _system(each)


def directives(root: Element) -> Iterator[Line]:
    """What is to be reported, by default and for classes of definitions."""
    yield from _generated(root)
    for element in (*root.iterfind("{*}directives"), *root.iterfind("{*}class_directives")):
        yield from under(element.get("class", "all classes"), map(_directive, element))


def _directive(element: Element) -> str:
    name = local_name(element).removeprefix("definition_").replace("_", " ")
    reported = element.get("reported") in ("true", "1")
    return f"{name}: {element.get('content', 'full') if reported else 'not reported'}"


def _generated(root: Element) -> Iterator[Line]:
    generator = root.find("{*}generator")
    if generator is not None:
        versions = (each for each in generator.iterfind("{*}schema_version") if each.get("platform") is None)
        yield from under("schema version", map(text_of, versions))
        yield from given("made by", f"{child(generator, 'product_name')} {child(generator, 'product_version')}")
        yield from given("made at", child(generator, "timestamp"))
