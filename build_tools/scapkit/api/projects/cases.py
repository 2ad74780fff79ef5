"""A project's cases judged: each described system made into a dump, and the rule's result on it compared."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from scapkit.api.evaluating.judging import evaluate_content
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.api.projects.building import BuildOptions, build
from scapkit.api.projects.case_answers import Asked
from scapkit.api.projects.scaffolding import only_product
from scapkit.api.projects.systems import write_system
from scapkit.api.projects.trials import real_places, trial_of, with_trials
from scapkit.authoring.cases import FOLDER, UNDECIDED, Case, read_cases
from scapkit.collect.filtering.running import Filtering
from scapkit.collect.plan import make_plan
from scapkit.names import short_id
from scapkit.problem import Invalid, Problem, did_you_mean, invalid
from scapkit.xccdf.items import rules_of
from scapkit.xccdf.make_policy import make_policy
from scapkit.xmlio.content import Content, open_content

NOW = "2000-01-01T00:00:00Z"


class JudgedCase(NamedTuple):
    """A case, the result that it came to, and what the evaluation said about it."""

    case: Case
    found: str
    reasons: tuple[str, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Whether the case says which result is right."""
        return self.case.result != UNDECIDED

    @property
    def is_right(self) -> bool:
        """Whether the result is the right one."""
        return self.found == self.case.result

    def __str__(self) -> str:
        wanted = f"must be {self.case.result}" if self.is_decided else "say which result is right"
        tail = f" ({'; '.join(self.reasons)})" if self.reasons else ""
        return f"{self.case.span}: {self.case}: {wanted}; it is {self.found}{tail}"


def judge_cases(source: str | Path = ".", rules: tuple[str, ...] = ()) -> tuple[JudgedCase, ...]:
    """Build what the cases of a project are about and judge each, in their order; those of some rules or templates.

    Raises Invalid for cases, rules and templates that are broken, and for a rule that has no cases.
    """
    root = Path(source)
    cases = [case for case in read_cases(root) if not rules or {case.rule, case.template} & set(rules)]
    if unknown := set(rules) - {name for case in cases for name in (case.rule, case.template)}:
        raise invalid(str(root / FOLDER), "no-cases", f"there are no cases of {', '.join(sorted(unknown))}")
    products = [only_product(root, case.product) for case in cases]
    judged: dict[int, JudgedCase] = {}
    for product in sorted(set(products)):
        own = [number for number, each in enumerate(products) if each == product]
        with TemporaryDirectory(prefix="scapkit-") as folder, Filtering() as filtering:
            found = _judged(root, product, [cases[number] for number in own], Path(folder), filtering)
        judged.update(zip(own, found, strict=True))
    return tuple(judged[number] for number in range(len(cases)))


def _judged(root: Path, product: str, cases: list[Case], folder: Path, filtering: Filtering) -> list[JudgedCase]:
    rules = [case.rule or trial_of(number) for number, case in enumerate(cases)]
    content = _content(root, product, cases, folder)
    known = [short_id(rule.id) for rule in rules_of(content.bare_benchmark)]
    problems = [
        Problem(case.span, "unknown-rule", f"no rule {rule} in {product}", did_you_mean(rule, known))
        for case, rule in zip(cases, rules, strict=True)
        if rule not in known
    ]
    if problems:
        raise Invalid(problems)
    asked = needs_of(content, [rule for case, rule in zip(cases, rules, strict=True) if _has_answers(case)], filtering)
    dumps = [
        write_system(folder / "systems" / str(number), case.systems, asked.get(rules[number], Asked((), {}, {})))
        for number, case in enumerate(cases)
    ]
    return [_judge(content, *each) for each in zip(cases, rules, dumps, strict=True)]


def _has_answers(case: Case) -> bool:
    return any(system.many("answers") for system in case.systems)


def needs_of(content: Content, rules: list[str], filtering: Filtering | None = None) -> dict[str, Asked]:
    """What each of these rules needs, by short id, and what runs its filters."""
    if not rules:
        return {}
    policy = make_policy(content.benchmark, None)
    found, made = {}, dict[tuple[str, bytes], bytes]()
    for rule in policy.rules:
        if (name := short_id(rule.id)) in rules:
            plan = make_plan(content, policy._replace(selected=frozenset((rule.id,))))
            found[name] = Asked(plan.needs, plan.values, made, filtering)
    return found


def _content(root: Path, product: str, cases: list[Case], folder: Path) -> Content:
    """The product built; where templates are tried, built from a copy that has a rule for each of their cases."""
    source = with_trials(root, product, cases, folder / "project")
    try:
        made = build(BuildOptions(product, str(source), str(folder / "output"), guides=False), NOW)
    except Invalid as error:
        raise Invalid(real_places(error, root, source, cases)) from None
    return open_content(made.datastream)


def _judge(content: Content, case: Case, rule: str, dump: Path) -> JudgedCase:
    options = EvaluateOptions(content="", dump=str(dump), rules=(rule,))
    judged = evaluate_content(content, options, NOW)
    results = judged.evaluation.test_result.rule_results
    result = next(each for each in results if short_id(each.rule_id) == rule)
    return JudgedCase(case, result.outcome.value, tuple(message.text for message in result.messages))
