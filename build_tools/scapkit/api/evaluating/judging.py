"""A dump judged by content, and everything that was asked for written."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from scapkit import __version__
from scapkit.api.evaluating.doubts import doubts, tailoring_doubts
from scapkit.api.evaluating.external import read_directives, read_variables
from scapkit.api.evaluating.filtering import with_filters
from scapkit.api.evaluating.keeping import kept_parts, tidy
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.api.evaluating.tailored import find_tailoring, policy_of
from scapkit.api.evaluating.unjudged import is_mostly_open, unjudged
from scapkit.api.files.writing import Output, numbered, write_all
from scapkit.api.reports.reporting import lacking, report_outputs
from scapkit.api.reports.views import definitions_of, view_of
from scapkit.dumps.open import open_dump
from scapkit.evaluate.evaluate import evaluate as evaluate_policy
from scapkit.evaluate.result import outcome_code
from scapkit.model.arf import Evaluation
from scapkit.model.directives import Directives
from scapkit.model.oval import Generator, OvalDefinitions
from scapkit.model.xccdf import Tailoring
from scapkit.oval.evidence import Evidence
from scapkit.problem import Problems
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy
from scapkit.xmlio.content import Content, open_content

if TYPE_CHECKING:
    from scapkit.ocil.counting import Counting
    from scapkit.report.views.shown import ReportView
    from scapkit.report.views.texts import Texts
    from scapkit.waivers.counting import Waivers
    from scapkit.waivers.idle import Spent


class Means(NamedTuple):
    """What any number of dumps are judged by: content, tailoring, values of external variables, what to report, what
    people answered, and which results are waived.
    """

    content: Content
    tailoring: Tailoring | None
    external: Mapping[str, tuple[str, ...]]
    directives: Directives
    answers: "Counting | None" = None
    waivers: "Waivers | None" = None


class Judged(NamedTuple):
    """One evaluation with the content and policy that it was made by; `now` is the time that its results carry.

    `warnings` are refinements of the profile that change nothing or should not, a tailoring of another benchmark,
    documents that were not found, answers and waivers that do not count, and a dump by which nothing was judged.
    `spent` tells what came of the waivers, if there are some.
    """

    content: Content
    policy: Policy
    evaluation: Evaluation
    now: str
    warnings: Problems = ()
    spent: "Spent | None" = None

    @property
    def exit_code(self) -> int:
        """0 where no selected rule failed, erred or is unknown, or it was waived, else 2."""
        return outcome_code(self.evaluation.test_result)

    def view(self, texts: "Texts | None" = None) -> "ReportView":
        """What every report shows; `texts` are rules that others judged by this content were told of."""
        policy = make_policy(self.content.benchmark, self.policy.profile)
        return view_of(policy, self.evaluation, self.documents(), self.content.ocil, texts)

    def documents(self) -> Mapping[str, OvalDefinitions]:
        """The OVAL definitions that were judged, by href."""
        return definitions_of(self.evaluation, self.content.oval)


def evaluate(options: EvaluateOptions, now: str) -> Judged:
    """Judge a dump and write the outputs that the options name; `now` is RFC 3339, the time in all results.

    Raises Invalid for content, dump, profile, tailoring or rule that cannot be used; then nothing is written.
    """
    return evaluate_content(opened(options), options, now)


def keep(content: Content, options: EvaluateOptions) -> None:
    """Keep for the next time what had to be read of the content."""
    if content.keep():
        tidy(options.keeping)


def opened(options: EvaluateOptions) -> Content:
    """The content that the options name, with what is kept of it."""
    return open_content(options.content, options.choice, kept_parts(options.keeping, options.choice))


def evaluate_content(content: Content, options: EvaluateOptions, now: str) -> Judged:
    """The same with content that is open already."""
    means = means_of(content, options, now)
    policy = policy_of(content, means.tailoring, options.profile, options.rules, options.skip_rules)
    dump = open_dump(options.dump)
    try:
        evidence = Evidence(dump)
        judged = judge_dump(means, policy, evidence, options, now)
        others: Problems = ()
        if is_mostly_open(judged.evaluation):
            from scapkit.api.evaluating.choosing import fitting

            others = fitting(content, means.tailoring, policy, evidence, now, options.dump)
    finally:
        dump.close()
    if means.waivers is not None:
        from scapkit.waivers.idle import idle

        judged = judged._replace(warnings=(*judged.warnings, *idle(means.waivers, (judged.spent,))))
    write_all(outputs(options, judged, means.directives), inputs(options, content))
    keep(content, options)
    return judged._replace(warnings=(*tailoring_doubts([policy], means.tailoring), *judged.warnings, *others))


def means_of(content: Content, options: EvaluateOptions, now: str) -> Means:
    """What is read besides the dump, once for all that are judged. Raises Invalid for what cannot be used."""
    if options.require_signature or options.trust:
        from scapkit.api.contents.signing import require_signed

        require_signed(content, options.trust, now)
    if options.cpe:
        content.add_dictionary(options.cpe)
    directives = directives_of(options)
    external = {each.id: each.values for each in read_variables(options.variables)}
    tailoring = find_tailoring(content, options.tailoring, options.tailoring_id)
    means = Means(content, tailoring, external, directives)
    if options.answers:
        from scapkit.api.asking.answering import read_counted

        means = means._replace(answers=read_counted(content, options.answers, now, options.require_sign_off))
    if options.waivers:
        from scapkit.api.evaluating.waiving import read_in_force

        means = means._replace(waivers=read_in_force(options.waivers, content.bare_benchmark, now))
    return means


def judge_dump(means: Means, policy: Policy, evidence: Evidence, options: EvaluateOptions, now: str) -> Judged:
    """One dump, which `options.dump` names, judged by one policy; nothing is written."""
    content, tailoring, external, *_, waivers = means
    answers = means.answers.of(evidence.dump.asset.name) if means.answers is not None else None
    with_filters(evidence.dump, content, policy)
    evaluation = evaluate_policy(
        content,
        policy,
        evidence,
        lambda: now,
        only=options.rules,
        skip=options.skip_rules,
        tailoring=tailoring,
        external=external,
        answers=answers,
    )
    told: Problems = ()
    if answers is not None or options.ocil_results:
        from scapkit.api.asking.answering import warnings_of

        told = warnings_of(answers, evaluation, options.ocil_results)
    lesser = unjudged(content, policy, evaluation, evidence.dump, options.dump)
    told = (*doubts(policy, tailoring, options.content), *told, *lesser, *lacking(options.reports, evaluation))
    judged = Judged(content, policy, evaluation, now, told)
    if waivers is None:
        return judged
    from scapkit.api.evaluating.waiving import waived

    changed = waived(evaluation, policy, judged.documents(), waivers)
    warnings = (*judged.warnings, *waivers.warnings, *changed.warnings)
    return judged._replace(evaluation=changed.evaluation, spent=changed.spent, warnings=warnings)


def inputs(options: EvaluateOptions, content: Content) -> Iterator[str]:
    """What is read, and must not be written over: what the options name, and files that the content referred to."""
    yield from (options.content, options.tailoring, options.cpe, options.dump, options.variables, options.directives)
    yield from (options.answers, options.waivers)
    yield from sorted(content.files_beside)


def directives_of(options: EvaluateOptions) -> Directives:
    """What the OVAL results are to hold; raises Invalid for a directives file that cannot be used."""
    return read_directives(options.directives, options.thin_results, options.without_syschar)


def outputs(options: EvaluateOptions, judged: Judged, directives: Directives) -> Iterator[Output]:
    """What was asked for, each with the function that makes its bytes, so that nothing is made in vain."""
    from scapkit.api.reports import results

    content, evaluation, signed = judged.content, judged.evaluation, generator(judged.now)
    if options.arf:
        yield Output(options.arf, lambda: results.arf(content, evaluation, signed, directives, options.tailoring))
    if options.xccdf_results:
        yield Output(options.xccdf_results, lambda: results.xccdf(content, evaluation))
    if options.oval_results:
        documents = results.oval(content, evaluation, signed, directives)
        yield from numbered(options.oval_results, documents)
    if options.ocil_results:
        yield from numbered(options.ocil_results, results.ocil(evaluation))
    yield from report_outputs(options.all_reports, judged.view)


def generator(now: str) -> Generator:
    """Who signs the OVAL results, and when."""
    return Generator("cpe:/a:scapkit:scapkit", __version__, "5.11.3", now.removesuffix("Z"))
