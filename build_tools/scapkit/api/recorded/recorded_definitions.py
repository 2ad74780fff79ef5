"""OVAL results that stand alone, as judging definitions without a benchmark makes them: a rule for each definition."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scapkit.evaluate.definitions import as_benchmark
from scapkit.evaluate.recorded import Reports, completed
from scapkit.evaluate.recorded_values import with_empty_variables
from scapkit.evaluate.truth import outcome_of
from scapkit.model.arf import Evaluation
from scapkit.model.dump import Asset
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import CheckResult, OvalResults, Result, RuleResult, TestResult
from scapkit.model.xccdf import Benchmark, Rule
from scapkit.names import OVAL_RES, OVAL_SYSTEM
from scapkit.problem import WARNING, Problem, Problems, invalid
from scapkit.span import Span
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy
from scapkit.xmlio.content import Content
from scapkit.xmlio.current import current
from scapkit.xmlio.parse import Element, line_of, read_bytes
from scapkit.xmlio.read.oval import read_generator
from scapkit.xmlio.read.oval_results import SYSTEM, definitions_in, read_oval_results, system_of
from scapkit.xmlio.sources import Choice, Sources, read_sources


class RecordedDefinitions(NamedTuple):
    """What definitions came to, with the policy that has a rule for each."""

    content: Content
    policy: Policy
    evaluation: Evaluation
    warnings: Problems


def recorded_definitions(root: Element, file: str, content: str) -> RecordedDefinitions:
    """OVAL results of one system under their root element; `content` has the definitions if the results do not.

    Definitions that were not evaluated are left out. Raises Invalid as the readers do, and for other content.
    """
    name = Path(file).name
    element = definitions_in(root)
    found = _named(content) if content else element
    known = Content(
        content or file, b"", Choice(), sources=Sources("oval", root, {} if found is None else {name: found})
    )
    document = known.oval(name)
    results = tuple(with_empty_variables(each, document) for each in read_oval_results(root, document, name, file))
    judged = [each for one in results for each in one.definitions if each.result is not Result.NOT_EVALUATED]
    policy = make_policy(_benchmark(document, tuple(each.definition_id for each in judged), name), None)
    asset = system_of(root) or Asset("unknown")
    reports = Reports({name: results}, {}, {}, {name: document} if document else {})
    result = completed(_result(root, name, asset, results), policy, reports)
    return RecordedDefinitions(
        known, policy, Evaluation(asset, result, results), tuple(_warnings(root, document, file))
    )


def _named(path: str) -> Element:
    """The definitions in a file of content."""
    found = read_sources(path, current(read_bytes(path), path), Choice())
    if found.kind != "oval":
        raise invalid(
            path, "no-definitions", "these are OVAL results, and this is a benchmark", hint="name its OVAL file"
        )
    return next(iter(found.elements.values()))


def _benchmark(document: OvalDefinitions | None, ids: tuple[str, ...], name: str) -> Benchmark:
    known = document.definitions if document else {}
    told = as_benchmark(document, [each for each in dict.fromkeys(ids) if each in known], name) if document else None
    others = tuple(Rule(each) for each in dict.fromkeys(ids) if each not in known)
    return Benchmark(name, "", told.titles if told else (), children=(*(told.children if told else ()), *others))


def _result(root: Element, name: str, asset: Asset, results: tuple[OvalResults, ...]) -> TestResult:
    time = read_generator(root.find(f"{{{OVAL_RES}}}generator")).timestamp
    return TestResult(
        id="",
        benchmark_id=name,
        benchmark_href=name,
        benchmark_version="",
        title="",
        profile_id="",
        target=asset.name,
        start_time=time,
        end_time=time,
        rule_results=tuple(_rule_results(name, time, results)),
    )


def _rule_results(name: str, time: str, results: tuple[OvalResults, ...]) -> Iterator[RuleResult]:
    for each in (each for one in results for each in one.definitions if each.result is not Result.NOT_EVALUATED):
        check = CheckResult(OVAL_SYSTEM, name, each.definition_id)
        yield RuleResult(
            each.definition_id, outcome_of(each), "unknown", time=time, version=each.version, checks=(check,)
        )


def _warnings(root: Element, document: OvalDefinitions | None, file: str) -> Iterator[Problem]:
    span, more = Span(file, line_of(root)), len(root.findall(SYSTEM)) - 1
    if more > 0:
        message = f"of {more + 1} systems only the first is shown"
        yield Problem(span, "several-systems", message, "", WARNING)
    if document is None:
        message = "the definitions are not in it, so no more than their ids is known"
        yield Problem(span, "no-definitions", message, "--content names them", WARNING)
