"""HTML guides rendered from a datastream."""

from collections.abc import Iterator, Mapping

from scapkit.model.xccdf import Check
from scapkit.names import OCIL_SYSTEM
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.profiles import find_profile
from scapkit.xmlio.content import Content, open_content


def guide(file: str, profile: str) -> bytes:
    """The guide of one profile, its id short or whole, as one self-contained HTML file."""
    content = open_content(file)
    benchmark = content.benchmark
    return render(content, make_policy(benchmark, find_profile(benchmark, None, profile, file)))


def render(content: Content, policy: Policy) -> bytes:
    """The guide of a policy."""
    from scapkit.report.guide import make_guide, render_guide

    titles = {item.name: item.title for dictionary in content.dictionaries for item in dictionary.items}
    return render_guide(make_guide(policy, titles, questions=questions(content, policy)))


def questions(content: Content, policy: Policy) -> Mapping[str, str]:
    """Rule id to the text of its OCIL questions, for the selected rules that have any."""
    found = {}
    for rule in policy.rules:
        if rule.id in policy.selected:
            texts = [text for check in rule.checks if check.system == OCIL_SYSTEM for text in _texts(content, check)]
            if texts:
                found[rule.id] = "\n\n".join(texts)
    return found


def _texts(content: Content, check: Check) -> Iterator[str]:
    for reference in check.contents:
        document = content.ocil(reference.href)
        if document is not None:
            text_of = {question.id: question.text for question in document.questions}
            question_of = {action.id: action.question_ref for action in document.actions}
            for questionnaire in document.questionnaires:
                if questionnaire.id == reference.name:
                    yield from (text_of.get(question_of.get(name, ""), "") for name in questionnaire.action_refs)
