"""What somebody should know of an evaluation that judged less than was asked for, or by less evidence."""

from collections import Counter
from collections.abc import Iterator

from scapkit.dumps.protocol import Dump
from scapkit.evaluate.sessions import checks_of
from scapkit.model.arf import Evaluation
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import OvalResults, RuleOutcome
from scapkit.problem import Problem, Problems
from scapkit.span import Span
from scapkit.xccdf.policy import Policy
from scapkit.xmlio.content import Content

DECIDED = (RuleOutcome.PASS, RuleOutcome.FAIL, RuleOutcome.FIXED)
UNJUDGED = (RuleOutcome.NOTAPPLICABLE, RuleOutcome.NOTCHECKED)
SYSTEM_ROOTS = ("/etc", "/kubernetes-api-resources", "/aws-api-resources")
"""What a tree of some system has at least one of."""
MAX_NAMED = 3
EMPTY = "empty-tree"


def unjudged(content: Content, policy: Policy, evaluation: Evaluation, dump: Dump, place: str) -> Problems:
    """Documents that were not found, that no rule came to pass or fail, and a tree of nothing; `place` is the dump's
    path.
    """
    nothing = tuple(_nothing_judged(evaluation, place))
    tree: Problems = ()
    if not nothing and _is_bare(dump) and _is_missed(content, evaluation):
        message = "has no /etc and no API answers, so that all that the rules look for there does not exist"
        tree = (Problem(Span(place), EMPTY, message, "is it the right folder?"),)
    return (*_missing(content, policy, evaluation), *nothing, *tree)


def is_mostly_open(evaluation: Evaluation) -> bool:
    """Whether fewer than half of the rules that were judged came to pass or fail."""
    came = Counter(each.outcome for each in evaluation.test_result.rule_results)
    total = came.total() - came[RuleOutcome.NOTSELECTED]
    return 2 * sum(came[each] for each in DECIDED) < total


def _missing(content: Content, policy: Policy, evaluation: Evaluation) -> Iterator[Problem]:
    """A warning for each document; a rule needs it where a check of it has no other content."""
    lacking = content.lacking
    if not lacking:
        return
    left_out = (RuleOutcome.NOTSELECTED, RuleOutcome.NOTAPPLICABLE)
    judged = {each.rule_id for each in evaluation.test_result.rule_results if each.outcome not in left_out}
    needed: Counter[str] = Counter()
    for rule in policy.rules:
        if rule.id in judged:
            groups = ({ref.href for ref in check.contents} for check in checks_of(rule))
            needed.update({href for hrefs in groups if hrefs <= set(lacking) for href in hrefs})
    for href in lacking:
        number = needed[href]
        who = f"{number} rule{'s need' if number != 1 else ' needs'} it" if number else "a platform's check names it"
        message = f"{href} was not found, and {who}: {content.why_absent(href)}"
        yield Problem(Span(content.file), "missing-document", message)


def _nothing_judged(evaluation: Evaluation, place: str) -> Iterator[Problem]:
    results = [each for each in evaluation.test_result.rule_results if each.outcome is not RuleOutcome.NOTSELECTED]
    counts = Counter(each.outcome for each in results)
    if not results:
        yield Problem(Span(place), "nothing-judged", "no rule is selected, so nothing was judged")
    elif set(counts) == {RuleOutcome.NOTAPPLICABLE}:
        message = "none of the selected rules applies to it"
        yield Problem(Span(place), "nothing-applies", message, "is it a dump of what the profile is about?")
    elif counts.keys() <= set(UNJUDGED):
        numbers = ", ".join(f"{counts[each]} {each}" for each in UNJUDGED if counts[each])
        checked = (each for each in results if each.outcome is RuleOutcome.NOTCHECKED)
        reasons = list(dict.fromkeys(message.text for each in checked for message in each.messages))
        why = "; ".join(reasons[:MAX_NAMED]) + (f"; and {len(reasons) - MAX_NAMED} more" * (len(reasons) > MAX_NAMED))
        yield Problem(Span(place), "nothing-checked", f"no selected rule came to pass or fail: {numbers}", why)


def _is_bare(dump: Dump) -> bool:
    """Whether it is a plain tree with nothing of a system in it."""
    return dump.manifest is None and all(dump.entry(root) is None for root in SYSTEM_ROOTS)


def _is_missed(content: Content, evaluation: Evaluation) -> bool:
    return any(_reads_system(each, content.oval(each.source)) for each in evaluation.oval_results)


def _reads_system(results: OvalResults, document: OvalDefinitions | None) -> bool:
    """Whether what was looked for lies where a system has it."""
    texts = [value for each in results.variables for value in each.values]
    for each in results.collected:
        wanted = document.objects.get(each.object_id) if document else None
        texts += [entity.value for entity in wanted.entities] if wanted else []
    return any(text.lstrip("^").startswith(SYSTEM_ROOTS) for text in texts)
