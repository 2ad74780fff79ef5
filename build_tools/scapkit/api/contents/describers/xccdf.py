"""XCCDF documents in lines: benchmarks, tailoring and results, of 1.1.4 and 1.2 alike."""

from collections.abc import Iterator

from scapkit.api.contents.describers.lines import Line, child, counted, given, number_of, under
from scapkit.names import short_id
from scapkit.xmlio.parse import Element, local_name, text_of


def benchmark(root: Element) -> Iterator[Line]:
    """Name, version and status, what it holds in numbers, profiles, and results that are in it."""
    yield "benchmark", root.get("id", "")
    yield from given("title", child(root, "title"))
    yield from given("version", child(root, "version"))
    for status in root.iterfind("{*}status"):
        date = status.get("date")
        yield "status", f"{text_of(status)} (as of {date})" if date else text_of(status)
    yield "rules", f"{number_of(root, 'Rule')} in {number_of(root, 'Group')} groups"
    yield "values", str(number_of(root, "Value"))
    checks = (each.get("system", "") for each in root.iter("{*}check") if local_name(_parent(each)) != "rule-result")
    yield from given("checks", counted(checks))
    platforms = (each.get("idref", "") for each in root.iterfind("{*}platform"))
    yield from given("platforms", ", ".join(platforms))
    yield from under("profiles", map(_profile, root.iterfind("{*}Profile")))
    for result in root.iterfind("{*}TestResult"):
        yield from test_result(result)


def _parent(element: Element) -> Element:
    above = element.getparent()
    return element if above is None else above


def _profile(element: Element) -> str:
    extends = f" (extends {short_id(element.get('extends', ''))})" if element.get("extends") else ""
    return f"{short_id(element.get('id', '')):28} {child(element, 'title')}{extends}"


def tailoring(root: Element) -> Iterator[Line]:
    """What it tailors, and its profiles."""
    yield "tailoring", root.get("id", "")
    yield from given("version", child(root, "version"))
    for element in root.iterfind("{*}benchmark"):
        yield from given("of benchmark", f"{element.get('id', '')} {element.get('href', '')}")
    yield from under("profiles", map(_profile, root.iterfind("{*}Profile")))


def test_result(root: Element) -> Iterator[Line]:
    """Who was judged, by what and when, the outcomes in numbers, and the scores."""
    yield "result", root.get("id", "")
    for element in root.iterfind("{*}benchmark"):
        yield from given("of benchmark", element.get("id", element.get("href", "")))
    for element in root.iterfind("{*}profile"):
        yield "profile", short_id(element.get("idref", ""))
    yield from given("target", child(root, "target"))
    yield from given("started", root.get("start-time", ""))
    yield from given("finished", root.get("end-time", ""))
    outcomes = [child(each, "result") for each in root.iterfind("{*}rule-result")]
    yield "outcomes", f"{len(outcomes)} ({counted(outcomes)})" if outcomes else "0"
    for score in root.iterfind("{*}score"):
        system = score.get("system", "").removeprefix("urn:xccdf:scoring:")
        yield "score", f"{text_of(score)} of {score.get('maximum', '100')} ({system} model)"
