"""OVAL definitions judged on their own, without a benchmark."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from scapkit.api.evaluating.external import read_variables, unused_variables
from scapkit.api.evaluating.judging import Judged, directives_of, evaluate_content, generator, inputs, keep, opened
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.api.files.writing import Output, write_all
from scapkit.api.reports.reporting import lacking, report_outputs
from scapkit.api.reports.views import definitions_of, view_of
from scapkit.dumps.open import open_dump
from scapkit.evaluate.definitions import as_benchmark
from scapkit.evaluate.evaluate import NOTHING, evaluate
from scapkit.model.arf import Evaluation
from scapkit.model.directives import Directives
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import DefinitionResult, OvalResults, Result
from scapkit.oval.evidence import Evidence
from scapkit.oval.since import SINCE, is_newer
from scapkit.problem import WARNING, Problem, Problems, did_you_mean, invalid
from scapkit.span import Span
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy
from scapkit.xmlio.content import Content
from scapkit.xmlio.read.external import ExternalValues

if TYPE_CHECKING:
    from scapkit.report.views.shown import ReportView

OF_RULES = (
    "profile",
    "tailoring",
    "tailoring_id",
    "cpe",
    "rules",
    "skip_rules",
    "answers",
    "waivers",
    "require_signature",
    "require_sign_off",
)
NEED_BENCHMARK = (*OF_RULES, "arf", "xccdf_results")


class Verdict(NamedTuple):
    """A definition's result, and why it could not be decided where it was not."""

    definition: DefinitionResult
    reasons: tuple[str, ...]


class JudgedDefinitions(NamedTuple):
    """What the definitions of a document that were asked for came to on one asset."""

    content: Content
    policy: Policy
    evaluation: Evaluation
    warnings: Problems = ()

    @property
    def results(self) -> OvalResults:
        """All that judging found."""
        return self.evaluation.oval_results[0]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The definitions that were asked for, in the document's order."""
        by_id = {each.definition_id: each for each in self.results.definitions}
        return tuple(
            Verdict(by_id[each.rule_id], tuple(message.text for message in each.messages))
            for each in self.evaluation.test_result.rule_results
        )

    @property
    def counts(self) -> tuple[tuple[Result, int], ...]:
        """How many definitions came to each result, those that none came to left out."""
        found = Counter(each.definition.result for each in self.verdicts)
        return tuple((result, found[result]) for result in Result if found[result])

    def view(self) -> "ReportView":
        """What every report shows: a rule for each definition."""
        documents = definitions_of(self.evaluation, self.content.oval)
        view = view_of(self.policy, self.evaluation, documents, lambda _: None)
        return view._replace(of_definitions=True)


def judge(options: EvaluateOptions, now: str) -> Judged | JudgedDefinitions:
    """Judge by whatever the content is: a benchmark's rules, or the definitions of an OVAL document.

    Raises Invalid as `evaluate` does, and for options that only the other kind of content gives a meaning to.
    """
    content = opened(options)
    if content.kind != "oval":
        if options.definitions:
            message = "--id is for OVAL definitions, and this is a benchmark"
            raise invalid(options.content, "no-definitions", message, hint="--rule names a rule, --oval-id definitions")
        return evaluate_content(content, options, now)
    for name in NEED_BENCHMARK:
        if getattr(options, name):
            option = name.removesuffix("s" if name.endswith("rules") else "").replace("_", "-")
            message = f"--{option} needs a benchmark, and these are OVAL definitions"
            raise invalid(options.content, "no-benchmark", message)
    return _definitions(content, options, now)


def _definitions(content: Content, options: EvaluateOptions, now: str) -> JudgedDefinitions:
    given = read_variables(options.variables)
    dump = open_dump(options.dump)
    try:
        return judge_definitions(content, options, Evidence(dump), given, now)
    finally:
        dump.close()


def judge_definitions(
    content: Content,
    options: EvaluateOptions,
    evidence: Evidence,
    given: Sequence[ExternalValues],
    now: str,
    others: Mapping[str, tuple[str, ...]] = NOTHING,
) -> JudgedDefinitions:
    """The definitions that the options name, judged by evidence, and all outputs written.

    `given` are values for external variables, `others` those of variables that are given none.
    """
    (href,) = content.hrefs
    document = content.oval(href)
    assert document is not None
    benchmark = as_benchmark(document, wanted(document, options.definitions, options.content), href.removeprefix("#"))
    policy, directives = make_policy(benchmark, None), directives_of(options)
    external = {**others, **{each.id: each.values for each in given}}
    evaluation = evaluate(content, policy, evidence, lambda: now, external=external)
    warnings = (*unused_variables(given, document, options.variables), *_too_new(document, evaluation, options.content))
    judged = JudgedDefinitions(content, policy, evaluation, (*warnings, *lacking(options.reports, evaluation)))
    write_all(_outputs(options, judged, directives, now), inputs(options, content))
    keep(content, options)
    return judged


def _too_new(document: OvalDefinitions, evaluation: Evaluation, file: str) -> Iterator[Problem]:
    """Object types that were looked for and that the version of OVAL that the document names does not have."""
    version = document.generator.schema_version
    ids = [collected.object_id for each in evaluation.oval_results for collected in each.collected]
    kinds = {document.objects[each].kind for each in ids if each in document.objects}
    for kind in sorted(kinds):
        if is_newer(kind, version):
            message = f"{kind} exists since OVAL {SINCE[kind]}, and the document says {version}"
            yield Problem(Span(file), "newer-type", message, "scapkit validate checks it by its schema", WARNING)


def wanted(document: OvalDefinitions, asked: Iterable[str], file: str) -> tuple[str, ...]:
    """The definitions that were asked for, in the document's order, or all; raises Invalid where one is not there."""
    names = set(asked)
    for name in sorted(names - set(document.definitions)):
        message, hint = f"there is no definition {name}", did_you_mean(name, document.definitions)
        raise invalid(file, "unknown-definition", message, hint=hint)
    if not document.definitions:
        raise invalid(file, "no-definitions", "there are no definitions in it, so nothing would be judged")
    return tuple(each for each in document.definitions if each in names or not names)


def _outputs(options: EvaluateOptions, judged: JudgedDefinitions, directives: Directives, now: str) -> Iterator[Output]:
    from scapkit.api.reports import results

    if options.oval_results:
        made = results.definitions(judged.content, judged.results, judged.evaluation.asset, generator(now), directives)
        yield Output(options.oval_results, lambda: made)
    yield from report_outputs(options.all_reports, judged.view)
