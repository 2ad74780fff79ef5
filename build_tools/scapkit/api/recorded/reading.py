"""Results that were written before, by any program, as an evaluation makes them (NIST IR 7694; NIST IR 7275r4, 6.6)."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from scapkit.api.evaluating.waiving import with_scores_before
from scapkit.api.recorded.known import Known
from scapkit.api.recorded.recorded_definitions import recorded_definitions
from scapkit.api.recorded.recorded_policy import content_of, policy_of, tailorings_in, with_values
from scapkit.api.recorded.result_files import result_files
from scapkit.api.reports.views import definitions_of, view_of
from scapkit.evaluate.contradictions import contradictions
from scapkit.evaluate.recorded import Reports, completed, sources_of
from scapkit.evaluate.recorded_asset import recorded_asset
from scapkit.evaluate.recorded_values import with_empty_variables
from scapkit.evaluate.result import outcome_code
from scapkit.model.arf import Evaluation, OcilReport
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import TestResult
from scapkit.model.xccdf import Benchmark, Tailoring
from scapkit.problem import Problems
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy
from scapkit.xmlio.content import Content
from scapkit.xmlio.current import current
from scapkit.xmlio.gathered import Gathered, gather, unnamed
from scapkit.xmlio.parse import parse, read_bytes
from scapkit.xmlio.read.asset import read_asset
from scapkit.xmlio.read.ocil import read_ocil
from scapkit.xmlio.read.oval_results import definitions_in, is_oval_results, read_oval_results, system_of
from scapkit.xmlio.read.profiles import read_tailoring
from scapkit.xmlio.read.results import read_test_result
from scapkit.xmlio.read.xccdf import read_benchmark
from scapkit.xmlio.sources import Choice, Sources

if TYPE_CHECKING:
    from scapkit.report.views.shown import ReportView


class ReadingOptions(NamedTuple):
    """How to read results; paths; empty means not asked for.

    `content` is what was judged by where the results do not hold it, `test_result` the id of one of several,
    `oval_results` the files that belong to XCCDF results and do not lie beside them, `waivers` a file of exceptions,
    `tailoring` where the profile came from where neither results nor content have it. `each_target`: of a benchmark
    with results the newest of every target, instead of the newest of all.
    """

    content: str = ""
    test_result: str = ""
    oval_results: tuple[str, ...] = ()
    waivers: str = ""
    tailoring: str = ""
    each_target: bool = False


class Recorded(NamedTuple):
    """One asset's results, with the policy that they were made by as far as it is known.

    `content` has what stood with the results, or was named; where it has no benchmark, the policy has rules of which
    no more than the ids is known. `warnings` tell what is not there, and what is shown less for it.
    """

    file: str
    content: Content
    policy: Policy
    evaluation: Evaluation
    warnings: Problems = ()

    @property
    def exit_code(self) -> int:
        """0 where no selected rule failed, erred or is unknown, else 2."""
        return outcome_code(self.evaluation.test_result)

    def view(self) -> "ReportView":
        """What every report shows."""
        policy = self.policy
        if self.content.sources.benchmark is not None:
            whole = make_policy(self.content.benchmark, policy.profile)
            policy = with_values(whole, self.evaluation.test_result)
        view = view_of(policy, self.evaluation, self.documents(), self.content.ocil)
        return view._replace(of_definitions=self.content.kind == "oval")

    def documents(self) -> Mapping[str, OvalDefinitions]:
        """The OVAL definitions that were judged, by href."""
        return definitions_of(self.evaluation, self.content.oval)


def read_results(
    paths: Iterable[str],
    options: ReadingOptions = ReadingOptions(),  # noqa: B008
    known: Known | None = None,
) -> Iterator[Recorded]:
    """The results in files, one after the other: asset report collections, XCCDF benchmarks with results, TestResults,
    and OVAL results that stand alone.

    A folder stands for all such files in it and below, OVAL results left out. `known` are contents that need not be
    read again. Raises Invalid for a file that is none, or is damaged.
    """
    for path in paths:
        for file in result_files(path).files:
            for gathered in gather(file, options.test_result, options.oval_results, options.each_target):
                yield _recorded(gathered, file, options, known)


def _recorded(gathered: Gathered, file: str, options: ReadingOptions, known: Known | None) -> Recorded:
    if is_oval_results(gathered.result):
        found = Recorded(file, *recorded_definitions(gathered.result, file, options.content))
        return found._replace(warnings=(*gathered.warnings, *found.warnings))
    result = read_test_result(gathered.result, file)
    sources, given = gathered.sources, options.content or file
    if options.content:
        sources = content_of(result, options.content)
    benchmark = _benchmark(sources, given, known)
    policy, warnings = policy_of(benchmark, _tailorings(gathered, sources, file, options), result, file)
    hrefs = sources_of(result, policy.rules)
    hrefs = {**unnamed(gathered.reports, sources, hrefs), **hrefs}
    content = _content(gathered, sources, hrefs, given)
    content = known.content(content) if known else content
    reports = _reports(gathered, content, hrefs, file)
    evaluation = _evaluation(gathered, completed(result, policy, reports), reports)
    if benchmark is not None:
        evaluation = with_scores_before(evaluation, policy)
    told = (each for each in gathered.warnings if benchmark is None or each.code != "no-benchmark")
    doubts = contradictions(evaluation.test_result.rule_results, file)
    return Recorded(file, content, policy, evaluation, (*told, *warnings, *doubts))


def _benchmark(sources: Sources | None, file: str, known: Known | None) -> Benchmark | None:
    element = sources.benchmark if sources else None
    if element is None:
        return None
    read = partial(read_benchmark, element, file, False)
    return known.benchmark(element, read) if known else read()


def _tailorings(gathered: Gathered, sources: Sources | None, file: str, options: ReadingOptions) -> Iterator[Tailoring]:
    """The tailoring that was named, those that are requests of the collection, and those inside the datastream."""
    if options.tailoring:
        data = current(read_bytes(options.tailoring), options.tailoring)
        yield read_tailoring(parse(data, options.tailoring), options.tailoring)
    for each in (*gathered.tailorings, *tailorings_in(sources)):
        yield read_tailoring(each, file)


def _content(gathered: Gathered, sources: Sources | None, hrefs: Mapping[str, str], file: str) -> Content:
    """What was judged by: definitions and questions that stand with the results come before the content's own."""
    inside = {hrefs.get(href, href): definitions_in(report) for href, report in gathered.reports.items()}
    known = sources or Sources("xccdf", gathered.result, {})
    elements = {**known.elements, **{href: each for href, each in inside.items() if each is not None}}
    return Content(file, b"", Choice(), sources=known._replace(elements=elements))


def _reports(gathered: Gathered, content: Content, hrefs: Mapping[str, str], file: str) -> Reports:
    """The results of checks, read."""
    oval, ocil = {}, {}
    for href, report in gathered.reports.items():
        source = hrefs.get(href, href)
        if is_oval_results(report):
            document = content.oval(source)
            found = read_oval_results(report, document, source, file)
            oval[href] = tuple(with_empty_variables(each, document) for each in found)
        else:
            ocil[href] = OcilReport(source, read_ocil(report, file))
    known = {source: content.oval(source) for source in (hrefs.get(href, href) for href in oval)}
    documents = {source: document for source, document in known.items() if document is not None}
    return Reports(oval, ocil, hrefs, documents)


def _evaluation(gathered: Gathered, result: TestResult, reports: Reports) -> Evaluation:
    systems = [found for each in gathered.reports.values() if (found := system_of(each)) is not None]
    named = None if gathered.asset is None else read_asset(gathered.asset)
    asset = recorded_asset(result, named, systems[0] if systems else None)
    oval = tuple(each for found in reports.oval.values() for each in found)
    return Evaluation(asset, result, oval, tuple(reports.ocil.values()))
