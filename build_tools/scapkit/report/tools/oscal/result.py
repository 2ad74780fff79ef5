"""One evaluation as a result of OSCAL: its scope, observations, findings and risks."""

from collections.abc import Iterable
from functools import cache

from scapkit.model.results import RuleOutcome
from scapkit.names import short_id
from scapkit.report.tools.oscal.assets import assessment_assets, inventory_item, subject
from scapkit.report.tools.oscal.controls import Control, controls_of
from scapkit.report.tools.oscal.findings import Observed, findings, tells
from scapkit.report.tools.oscal.observations import observation
from scapkit.report.tools.oscal.risks import risk
from scapkit.report.tools.oscal.words import Json, filled, marked, props, token, when
from scapkit.report.views.shown import ReportView, RuleText, RuleView
from scapkit.report.views.told import named
from scapkit.report.writing.plain import markdown
from scapkit.report.writing.stable import stable_uuid

ByControl = dict[Control, list[Observed]]


class Assessment:
    """The results of one document: identifiers are unique in it, and what rules are about is worked out once."""

    def __init__(self) -> None:
        self._controls: dict[RuleText, tuple[Control, ...]] = {}
        self._taken: set[str] = set()
        self._markdown = cache(markdown)

    def result(self, view: ReportView) -> Json:
        """One evaluation."""
        identity = (view.benchmark_id, view.benchmark_version, view.profile_id, view.target, view.end_time)
        uuid, asset = self._unique("result", *identity), self._unique("asset", view.target)
        assets = assessment_assets(view, tool := stable_uuid(uuid, "tool"), stable_uuid(uuid, "platform"))
        return {
            "uuid": uuid,
            "title": marked(f"{view.profile_title or view.title} on {view.target}"),
            "description": _description(view),
            "start": when(view.start_time, view.end_time),
            "end": when(view.end_time, view.start_time),
            "props": _props(view),
            "local-definitions": {"inventory-items": [inventory_item(view, asset)], "assessment-assets": assets},
            **self._found(view, uuid, asset, {"actors": [{"type": "tool", "actor-uuid": tool}]}),
        }

    def _found(self, view: ReportView, uuid: str, asset: str, origin: Json) -> Json:
        """What was looked at, and what came of it."""
        observed = [_observed(rule, name, uuid) for name, rule in named(view.rules)]
        about, seen = self._by_control(each for each in observed if tells(each.rule)), subject(view, asset)
        failed = [each for each in observed if each.risk]
        prose = self._markdown
        return filled(
            {
                "reviewed-controls": _reviewed(about, view),
                "observations": [observation(view, each.rule, each.observation, origin, seen) for each in observed],
                "risks": [risk(view, each.rule, (each.risk, each.observation), origin, prose) for each in failed],
                "findings": list(findings(about, uuid, origin)),
            }
        )

    def _unique(self, *names: str) -> str:
        """The UUID of these names; of the second thing of the same names another one."""
        number, uuid = 1, stable_uuid(*names)
        while uuid in self._taken:
            number += 1
            uuid = stable_uuid(*names, str(number))
        self._taken.add(uuid)
        return uuid

    def _by_control(self, observed: Iterable[Observed]) -> ByControl:
        found: ByControl = {}
        for each in observed:
            text = each.rule.text
            if text not in self._controls:
                self._controls[text] = controls_of(text)
            for control in self._controls[text]:
                found.setdefault(control, []).append(each)
        return found


def _observed(rule: RuleView, name: str, result: str) -> Observed:
    failed = RuleOutcome.FAIL in (rule.original, rule.outcome)
    return Observed(rule, stable_uuid(result, "observation", name), stable_uuid(result, "risk", name) if failed else "")


def _description(view: ReportView) -> str:
    counts = ", ".join(f"{number} {outcome}" for outcome, number in view.counts) or "no rule was judged"
    return marked(f"{view.title}, {view.profile_title or 'default profile'}, on {view.target}: {counts}.")


def _props(view: ReportView) -> list[Json]:
    return props(
        ("benchmark-id", view.benchmark_id),
        ("benchmark-version", view.benchmark_version),
        ("profile-id", view.profile_id),
        *((f"count-{outcome}", str(number)) for outcome, number in view.counts),
        ("count-notselected", str(view.not_selected)),
        *(("score", f"{each.text} by {each.model}") for each in view.scores),
        *(("score-before-waivers", f"{each.text} by {each.model}") for each in view.scores_before),
    )


def _reviewed(about: ByControl, view: ReportView) -> Json:
    """The controls that rules told of; where none did the benchmark stands for them, as one must be named."""
    ids = list(dict.fromkeys(each.id for each in about))
    if not ids:
        nothing = [{"control-id": token(short_id(view.benchmark_id))}]
        return {"control-selections": [{"description": "No rule told of any control.", "include-controls": nothing}]}
    objectives = dict.fromkeys(each.objective for each in about)
    return {
        "control-selections": [{"include-controls": [{"control-id": each} for each in ids]}],
        "control-objective-selections": [{"include-objectives": [{"objective-id": each} for each in objectives]}],
    }
