"""Questions for people: what a rule or its template asks, and what each answer means."""

import re
from typing import Any

from scapkit import __version__
from scapkit.authoring.jinja.expand import render
from scapkit.authoring.project import CheckTemplate, Project, RuleSource
from scapkit.authoring.prose import BLOCKS, parse_markup
from scapkit.authoring.yaml.marked import Node
from scapkit.build.draft import Draft
from scapkit.model.ocil import ActionRef, Handler, Ocil, Question, QuestionAction, Questionnaire
from scapkit.names import ocil_id
from scapkit.problem import Invalid, Problem, did_you_mean
from scapkit.xmlio.parse import Element, line_of, local_name

BLANK_LINES = re.compile(r"\n{3,}")
MEANING = (Handler("when_true", "FAIL"), Handler("when_false", "PASS"))


def question_of(
    project: Project, rule: RuleSource, template: CheckTemplate | None, values: dict[str, Any], problems: list[Problem]
) -> tuple[str, str] | None:
    """What to look at and the clause that names the bad state, both as plain text; None where nothing is asked."""
    if rule.template and "ocil" in rule.template.off and rule.ocil is None:
        return None
    context = _plain(project, rule.ocil or _block(rule, template, values, "ocil", problems), problems)
    clause = _plain(project, rule.ocil_clause or _block(rule, template, values, "ocil_clause", problems), problems)
    if context and not clause and rule.ocil:
        message = "ocil needs ocil_clause, which names the bad state"
        problems.append(Problem(rule.ocil.span, "missing-ocil-clause", message))
    return (context, clause.rstrip("?. ")) if clause else None


def _block(
    rule: RuleSource, template: CheckTemplate | None, values: dict[str, Any], name: str, problems: list[Problem]
) -> Node | None:
    """A template's default text as if the rule had written it."""
    if template is None or name not in template.compiled.template.blocks:
        return None
    try:
        source = render(template.compiled, values, name)
    except Invalid as error:
        problems.extend(error.problems)
        return None
    return Node(rule.span, "str", source.text, lines=source.lines, start=0, literal=True)


def _plain(project: Project, node: Node | None, problems: list[Problem]) -> str:
    if node is None:
        return ""
    try:
        root = parse_markup(node)
    except Invalid as error:
        problems.extend(error.problems)
        return ""
    return BLANK_LINES.sub("\n\n", _text(project, root, node, problems)).strip()


def _text(project: Project, element: Element, node: Node, problems: list[Problem]) -> str:
    """The text under an element, what stands in blocks on lines of its own."""
    if local_name(element) == "sub" and "idref" in element.attrib:
        return _value(project, element, node, problems)
    parts = [element.text or ""]
    for child in element:
        inner = _text(project, child, node, problems)
        parts.append(_placed(local_name(child), inner))
        parts.append(child.tail or "")
    return "".join(parts)


def _placed(name: str, inner: str) -> str:
    if name == "br":
        return "\n"
    if name == "li":
        return f"- {inner.strip()}\n"
    if name in BLOCKS:
        return "\n" + inner.strip("\n") + "\n"
    return inner


def _value(project: Project, element: Element, node: Node, problems: list[Problem]) -> str:
    """A Value's default: OCIL 2.0 cannot refer to an XCCDF Value."""
    name = str(element.get("idref"))
    value = project.values.get(name)
    if value is None:
        span = node.span_of_line(line_of(element) - 1)
        problems.append(Problem(span, "unknown-value", f"no value {name}", did_you_mean(name, project.values)))
        return ""
    return value.options["default"].text


def make_ocil(draft: Draft) -> Ocil:
    """The questionnaires of all rules that ask something: yes to a question about the bad state is a fail."""
    namespace = draft.project.product.check_namespace
    questionnaires, actions, questions = [], [], []
    for name, unit in sorted(draft.units.items()):
        if unit.question is None:
            continue
        context, clause = unit.question
        ids = {kind: ocil_id(namespace, name, kind) for kind in ("questionnaire", "testaction", "question")}
        text = f"{context}\n\nIs it the case that {clause}?".strip()
        questionnaires.append(Questionnaire(ids["questionnaire"], unit.source.title, (ActionRef(ids["testaction"]),)))
        actions.append(QuestionAction(ids["testaction"], ids["question"], MEANING))
        questions.append(Question(ids["question"], ((text,),)))
    return Ocil(
        questionnaires=tuple(questionnaires),
        actions=tuple(actions),
        questions=tuple(questions),
        product_name="scapkit",
        product_version=__version__,
        timestamp=draft.now,
    )
