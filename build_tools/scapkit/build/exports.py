"""A rule's checks: which documents judge it, and the Values that go into them."""

from collections.abc import Iterator

from scapkit.build.draft import Draft
from scapkit.build.unit import Unit
from scapkit.model.oval import Variable
from scapkit.model.xccdf import Check, ComplexCheck, ContentRef, Export, Rule
from scapkit.names import OCIL_SYSTEM, OVAL_SYSTEM, ocil_id, oval_id, xccdf_id
from scapkit.problem import Problem, did_you_mean


def with_checks(draft: Draft, unit: Unit, problems: list[Problem]) -> Rule:
    """The unit's rule with its checks, or with one complex-check of them where it asks for that."""
    checks, joined = checks_of(draft, unit, problems), unit.source.complex_check
    if joined is None:
        return unit.rule._replace(checks=checks)
    if len(checks) < 2:
        message = "complex_check joins a check and a question, and there are not both"
        problems.append(Problem(joined.span, "bad-complex-check", message, "give ocil and ocil_clause"))
    return unit.rule._replace(complex_check=ComplexCheck(joined.text, checks))


def checks_of(draft: Draft, unit: Unit, problems: list[Problem]) -> tuple[Check, ...]:
    """The OVAL check, which goes first because the first usable one counts, then the questions."""
    name, namespace = unit.source.id, draft.project.product.check_namespace
    checks = []
    if unit.is_checked:
        reference = ContentRef(draft.hrefs.oval, oval_id(namespace, name, "def"))
        checks.append(Check(OVAL_SYSTEM, (reference,), tuple(_exports(draft, name, problems))))
    if unit.question:
        reference = ContentRef(draft.hrefs.ocil, ocil_id(namespace, name, "questionnaire"))
        checks.append(Check(OCIL_SYSTEM, (reference,)))
    return tuple(checks)


def _exports(draft: Draft, definition: str, problems: list[Problem]) -> Iterator[Export]:
    """The Value of the same name for each external variable that the definition reaches."""
    values = draft.project.values
    for key in sorted(draft.reach[definition]):
        part = draft.parts[key]
        if not isinstance(part.entry, Variable) or part.entry.kind != "external":
            continue
        if part.id in values:
            yield Export(xccdf_id(draft.project.product.namespace, "value", part.id), part.entry.id)
        else:
            message = f"no value {part.id} for this external variable, which the check of {definition} reads"
            problems.append(Problem(part.span, "unknown-value", message, did_you_mean(part.id, values)))
