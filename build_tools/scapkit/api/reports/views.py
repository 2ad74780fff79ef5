"""What every report shows of results, whoever judged: made of content, profile and evaluation."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from scapkit.model.arf import Evaluation
from scapkit.model.oval import OvalDefinitions
from scapkit.xccdf.policy import Policy

if TYPE_CHECKING:
    from scapkit.model.ocil import Ocil
    from scapkit.report.views.shown import ReportView
    from scapkit.report.views.texts import Texts


def view_of(
    policy: Policy,
    evaluation: Evaluation,
    documents: Mapping[str, OvalDefinitions],
    ocil: "Callable[[str], Ocil | None]",
    texts: "Texts | None" = None,
) -> "ReportView":
    """The view; `policy` has the benchmark's prose, `documents` are the OVAL definitions that were judged, by href.

    `texts` are the rules that other assets were told of, by the same benchmark.
    """
    from scapkit.api.contents.guides import questions
    from scapkit.evaluate.reported import with_masks
    from scapkit.report.views.view import make_view

    evaluation = with_masks(evaluation, documents)
    return make_view(policy, evaluation, documents, questions(ocil, policy), texts=texts)


def definitions_of(
    evaluation: Evaluation, oval: Callable[[str], OvalDefinitions | None]
) -> Mapping[str, OvalDefinitions]:
    """The OVAL definitions that were judged, by href."""
    found = {each.source: oval(each.source) for each in evaluation.oval_results}
    return {href: document for href, document in found.items() if document is not None}
