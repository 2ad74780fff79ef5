"""Collections and the smaller documents in lines: datastreams, ARF, assets, OCIL and CPE."""

from collections.abc import Iterator

from scapkit.api.contents.describers import oval, xccdf
from scapkit.api.contents.describers.lines import Line, child, counted, given, under
from scapkit.model.datastream import DataStream
from scapkit.xmlio.kinds import identify
from scapkit.xmlio.parse import Element, local_name
from scapkit.xmlio.read.datastream import components, read_streams

ROLES = ("checklists", "checks", "dictionaries", "extended-components")


def collection(root: Element) -> Iterator[Line]:
    """Each datastream with its components, and each benchmark and tailoring document in it."""
    yield "collection", root.get("id", "")
    parts = components(root)
    for stream in read_streams(root):
        yield "datastream", stream.id
        yield from given("use case", f"{stream.use_case} (SCAP {stream.scap_version})")
        yield from _components(stream)
        for ref in stream.role("checklists"):
            component = parts.get(ref.component_id)
            if component is not None and len(component):
                tailors = local_name(component[0]) == "Tailoring"
                yield from xccdf.tailoring(component[0]) if tailors else xccdf.benchmark(component[0])


def _components(stream: DataStream) -> Iterator[Line]:
    for role in ROLES:
        outside = {True: " (elsewhere, not fetched)", False: ""}
        yield from under(role, (f"{ref.id}{outside['://' in ref.component_id]}" for ref in stream.role(role)))


def reports(root: Element) -> Iterator[Line]:
    """The requests, assets and reports of an asset report collection."""
    requests = root.iterfind("{*}report-requests/{*}report-request")
    yield from under("requests", (f"{each.get('id')}: {_content(each)}" for each in requests))
    for asset in root.iterfind("{*}assets/{*}asset"):
        yield from _asset(asset)
    for report in root.iterfind("{*}reports/{*}report"):
        yield "report", f"{report.get('id')}: {_content(report)}"
        for element in report.iterfind("{*}content/*"):
            if local_name(element) == "TestResult":
                yield from xccdf.test_result(element)
            elif local_name(element) == "oval_results":
                yield from oval.results(element)


def _content(element: Element) -> str:
    inside = element.find("{*}content/*")
    if inside is None:
        return "elsewhere" if element.find("{*}remote-resource") is not None else "nothing"
    kind = identify(inside)
    return kind.name if kind else local_name(inside)


def assets(root: Element) -> Iterator[Line]:
    """Each asset by what it is called."""
    found = root.findall("{*}asset")
    for asset in found:
        yield from _asset(asset)
    if not found:
        yield "asset", f"{local_name(root)} {_called(root)}".rstrip()


def _asset(element: Element) -> Iterator[Line]:
    for inside in element:
        yield "asset", f"{element.get('id')}: {local_name(inside)} {_called(inside)}".rstrip()


def _called(element: Element) -> str:
    names = [child(element, name) for name in ("fqdn", "hostname", "system-name", "service-name", "installation-id")]
    synthetic = element.find("{*}synthetic-id")
    names += [synthetic.get("id", "")] if synthetic is not None else []
    return next((name for name in names if name), "")


def questionnaires(root: Element) -> Iterator[Line]:
    """What is asked, in numbers and by title."""
    found = root.findall("{*}questionnaires/{*}questionnaire")
    yield "questionnaires", str(len(found))
    for name in ("test_actions", "questions", "artifacts", "variables"):
        number = len(root.findall(f"{{*}}{name}/*"))
        if number:
            yield name.replace("_", " "), str(number)
    answers = root.findall("{*}results/{*}questionnaire_results/{*}questionnaire_result")
    yield from given("results", counted(each.get("result", "") for each in answers))


def dictionary(root: Element) -> Iterator[Line]:
    """The names of platforms, and how many can be told by a check."""
    items = root.findall("{*}cpe-item")
    checked = sum(1 for each in items if each.find("{*}check") is not None)
    yield "items", f"{len(items)}, of which {checked} have a check"
    yield from under("names", (f"{each.get('name'):40} {child(each, 'title')}" for each in items))


def platforms(root: Element) -> Iterator[Line]:
    """The platforms that are defined."""
    found = root.iterfind("{*}platform")
    yield from under("platforms", (f"{each.get('id'):40} {child(each, 'title')}".rstrip() for each in found))
