"""What a terminal shows of an evaluation."""

from scapkit.api.evaluating.judging import Judged
from scapkit.evaluate.reported import with_masks
from scapkit.report.console.outline import Outline, make_outline
from scapkit.report.views.findings import findings_by_rule


def outline_of(judged: Judged) -> Outline:
    """Results and scores, why rules stayed open, and what made rules fail."""
    documents = judged.documents()
    found = findings_by_rule(with_masks(judged.evaluation, documents), documents, judged.policy.values)
    return make_outline(judged.policy, judged.evaluation.test_result).with_findings(found)
