"""Where results are in a document, and what stands with them: content, tailorings, reports of checks, and the asset."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from scapkit.names import DS, OCIL, OVAL_DEF, XCCDF
from scapkit.problem import WARNING, Invalid, Problem, Problems, invalid
from scapkit.span import Span
from scapkit.xmlio.current import current
from scapkit.xmlio.oval_beside import oval_beside
from scapkit.xmlio.parse import Element, line_of, local_name, parse, read_bytes
from scapkit.xmlio.read.arf import ABOUT, CREATED_FOR, Collection, is_arf, read_arf
from scapkit.xmlio.read.oval_results import definition_ids, is_oval_results, judged_ids
from scapkit.xmlio.read.results import asset_of
from scapkit.xmlio.sources import Choice, Sources, sources_of

X = f"{{{XCCDF}}}"
CONTENTS = (f"{{{DS}}}data-stream-collection", f"{X}Benchmark")
OCIL_ROOT = f"{{{OCIL}}}ocil"


class Gathered(NamedTuple):
    """A TestResult element with what belongs to it; `reports` are OVAL results and OCIL documents by checks' hrefs.

    OVAL results that stand alone are a result, too.
    """

    result: Element
    sources: Sources | None = None
    reports: Mapping[str, Element] = {}
    tailorings: tuple[Element, ...] = ()
    asset: Element | None = None
    warnings: Problems = ()


def gather(
    file: str, wanted: str = "", oval_results: Iterable[str] = (), each_target: bool = False
) -> tuple[Gathered, ...]:
    """The results in a file: all of an asset report collection, of a benchmark the newest or the one that is wanted.

    `wanted` is a TestResult's id, `oval_results` are files that belong to XCCDF results. With `each_target` the newest
    of every target of a benchmark. Raises Invalid where the file cannot be read, is nothing of the kind, or has no such
    results.
    """
    root = parse(current(read_bytes(file), file), file)
    if is_arf(root):
        return _with_doubt(_of_collection(root, file, wanted), file, oval_results)
    if root.tag == f"{X}Benchmark":
        results, sources = _chosen(root, file, wanted, each_target), sources_of(file, root, Choice())
        # what lies beside the results of several targets may be of any of them
        alone = len(results) == 1
        beside = (oval_beside(each, file, oval_results) if alone else ({}, ()) for each in results)
        return tuple(
            Gathered(each, sources, reports, warnings=warnings)
            for each, (reports, warnings) in zip(results, beside, strict=True)
        )
    if root.tag == f"{X}TestResult":
        reports, warnings = oval_beside(root, file, oval_results)
        return (Gathered(root, None, reports, warnings=(*_sources((), root, file)[1], *warnings)),)
    if is_oval_results(root):
        return _with_doubt((Gathered(root),), file, oval_results)
    raise _no_results(root, file)


def _with_doubt(found: tuple[Gathered, ...], file: str, oval_results: Iterable[str]) -> tuple[Gathered, ...]:
    """Results that hold what their checks came to, so that files with more of it are of no use."""
    unused = ", ".join(oval_results)
    if not unused:
        return found
    message = f"it has OVAL results of its own: {unused} is not read"
    problem = Problem(Span(file), "unused-oval-results", message, level=WARNING)
    return (found[0]._replace(warnings=(*found[0].warnings, problem)), *found[1:])


def _no_results(root: Element, file: str) -> Invalid:
    message = f"{local_name(root)} is neither an asset report collection nor XCCDF or OVAL results"
    hint = "evaluate makes results of it" if root.tag in CONTENTS else ""
    return invalid(file, "not-results", message, line=line_of(root), hint=hint)


def _chosen(benchmark: Element, file: str, wanted: str, each_target: bool) -> tuple[Element, ...]:
    """The TestResult of an id; without one the last of those that ended last, of all or of each target."""
    found = benchmark.findall(f"{X}TestResult")
    ids = [each.get("id", "") for each in found]
    if not found:
        hint = "these are content; evaluate makes results"
        raise invalid(file, "no-test-result", "there is no TestResult in this benchmark", hint=hint)
    if wanted and wanted not in ids:
        raise _unknown(file, wanted, ids)
    targets: dict[str, list[Element]] = {}
    for each in found:
        if wanted in ("", each.get("id", "")):
            targets.setdefault((each.findtext(f"{X}target") or "").strip() if each_target else "", []).append(each)
    return tuple(max(reversed(among), key=_end) for among in targets.values())


def _unknown(file: str, wanted: str, ids: Iterable[str]) -> Invalid:
    return invalid(file, "no-test-result", f"there is no TestResult {wanted}; there are: {', '.join(ids)}")


def _end(result: Element) -> float:
    """When a result ended, in seconds; what has no time that can be read is the oldest."""
    from datetime import UTC, datetime

    try:
        time = datetime.fromisoformat(result.get("end-time", ""))
    except ValueError:
        return 0.0
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()


def _of_collection(root: Element, file: str, wanted: str) -> tuple[Gathered, ...]:
    collection = read_arf(root, file)
    found = {name: result for name, each in collection.reports.items() if (result := _result_in(each)) is not None}
    if not found:
        message = f"there is no TestResult among its {len(collection.reports)} reports"
        raise invalid(file, "no-test-result", message, line=line_of(root))
    ids = {name: each.get("id", "") for name, each in found.items()}
    if wanted and wanted not in ids.values():
        raise _unknown(file, wanted, ids.values())
    own = {name: _reports(each, collection) for name, each in found.items()}
    return tuple(_in_collection(name, found, own, collection, file) for name in found if wanted in ("", ids[name]))


def _result_in(report: Element) -> Element | None:
    """The TestResult that a report is, or the newest of one that is a benchmark."""
    if report.tag == f"{X}Benchmark":
        return max(report.findall(f"{X}TestResult"), key=_end, default=None)
    return report if report.tag == f"{X}TestResult" else None


def _reports(result: Element, collection: Collection) -> dict[str, Element]:
    """The reports that a result's checks name, by the hrefs that name them."""
    hrefs = dict.fromkeys(each.get("href", "") for each in result.iter(f"{X}check-content-ref"))
    found = ((href, collection.reports.get(href.removeprefix("#"))) for href in hrefs)
    return {href: report for href, report in found if report is not None}


def _in_collection(
    name: str,
    results: Mapping[str, Element],
    own: Mapping[str, dict[str, Element]],
    collection: Collection,
    file: str,
) -> Gathered:
    result, report = results[name], collection.reports[name]
    asset = next(iter(collection.related(name, ABOUT)), "") or asset_of(result)
    if asset not in collection.assets and len(collection.assets) == 1:
        asset = next(iter(collection.assets))
    taken = {id(each) for reports in own.values() for each in reports.values()}
    # what no result names, such as checks of platforms, belongs to the only one
    others = {
        f"#{key}": each for key, each in collection.reports.items() if id(each) not in taken and key not in results
    }
    requests = [collection.requests[each] for each in _requests(name, collection)]
    contents = [report] if report.tag in CONTENTS else [each for each in requests if each.tag in CONTENTS]
    sources, warnings = _sources(contents, result, file)
    place = {f"#{key}": number for number, key in enumerate(collection.reports)}
    found = {**own[name], **(others if len(results) == 1 else {})}
    reports = dict(sorted(found.items(), key=lambda each: place.get(each[0], len(place))))
    return Gathered(
        result,
        sources,
        {href: each for href, each in reports.items() if is_oval_results(each) or each.tag == OCIL_ROOT},
        tuple(each for each in requests if each.tag == f"{X}Tailoring"),
        collection.assets.get(asset),
        (*warnings, *_dangling(result, own[name], sources, file)),
    )


def _requests(name: str, collection: Collection) -> tuple[str, ...]:
    related = tuple(each for each in collection.related(name, CREATED_FOR) if each in collection.requests)
    return related or tuple(collection.requests)


def _sources(contents: Iterable[Element], result: Element, file: str) -> tuple[Sources | None, Problems]:
    """The documents of the content that has the result's benchmark; without any a warning."""
    benchmark = result.find(f"{X}benchmark")
    wanted = "" if benchmark is None else benchmark.get("id", "")
    for content in contents:
        try:
            found = sources_of(file, content, Choice(benchmark_id=wanted))
        except Invalid:
            continue
        if found.benchmark is not None and wanted in ("", found.benchmark.get("id", "")):
            return found, ()
    message = f"the benchmark {wanted or 'of the results'} is not in it, so rules have no more than their ids"
    hint = "--content names it"
    return None, (Problem(Span(file, line_of(result)), "no-benchmark", message, hint, "warning"),)


def _dangling(result: Element, reports: Mapping[str, Element], sources: Sources | None, file: str) -> Iterator[Problem]:
    """A warning for each report that checks name and that is not there."""
    known = sources.elements if sources else {}
    seen: set[str] = set()
    for rule in result.iterfind(f"{X}rule-result"):
        if (rule.findtext(f"{X}result") or "").strip() not in ("pass", "fail"):
            continue
        for each in rule.iter(f"{X}check-content-ref"):
            href = each.get("href", "")
            if href.startswith("#") and href not in reports and href not in known and href not in seen:
                seen.add(href)
                message = f"a check names the report {href[1:]}, which is not there, so its evidence is not shown"
                yield Problem(Span(file, line_of(each)), "dangling-reference", message, "", "warning")


def unnamed(reports: Mapping[str, Element], sources: Sources | None, named: Container[str]) -> Mapping[str, str]:
    """The hrefs in the content of those OVAL results that no check of a rule names, as checks of platforms are."""
    tag = f"{{{OVAL_DEF}}}oval_definitions"
    documents = {href: each for href, each in (sources.elements if sources else {}).items() if each.tag == tag}
    found: dict[str, str] = {}
    for href, report in reports.items():
        if href not in named and is_oval_results(report):
            judged = judged_ids(report)
            source = next((name for name, each in documents.items() if judged and judged <= definition_ids(each)), "")
            found.update({href: source} if source else {})
    return found
