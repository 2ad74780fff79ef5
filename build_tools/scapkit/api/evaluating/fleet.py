"""Several dumps judged by one content, each by the profile that fits it, and everything that was asked for written."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scapkit.api.evaluating.choosing import Candidate, choose
from scapkit.api.evaluating.doubts import tailoring_doubts
from scapkit.api.evaluating.fleet_doubts import fleet_doubts
from scapkit.api.evaluating.fleet_reports import FleetReports, with_one_page
from scapkit.api.evaluating.judging import Judged, Means, inputs, judge_dump, keep, means_of, opened, outputs
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.api.evaluating.outlines import outline_of
from scapkit.api.evaluating.tailored import policy_of
from scapkit.api.files.staging import Staging
from scapkit.api.files.writing import Output
from scapkit.dumps.collection import ARCHIVES, dumps_at
from scapkit.dumps.open import open_dump
from scapkit.names import short_id
from scapkit.oval.evidence import Evidence
from scapkit.problem import Invalid, Problem, Problems
from scapkit.report.fleets.fleet import Fleet, JudgedAsset, make_fleet
from scapkit.report.views.assets import UnjudgedAsset
from scapkit.waivers.idle import Spent, idle
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.profiles import family
from scapkit.xmlio.content import Content

if TYPE_CHECKING:
    from scapkit.report.views.texts import Texts

FOLDERS = ("arf", "xccdf_results", "oval_results", "ocil_results")
"""The outputs that are a file for each asset."""
ENDS = {
    "arf": "-arf.xml",
    "xccdf_results": "-xccdf.xml",
    "oval_results": "-oval.xml",
    "ocil_results": "-ocil.xml",
}


class Place(NamedTuple):
    """A dump, and what its own files are called."""

    path: str
    stem: str


class Assets(NamedTuple):
    """The dumps of all collections that were named, and what these have no dump of."""

    name: str
    places: tuple[Place, ...]
    left_out: tuple[UnjudgedAsset, ...]
    missing: tuple[str, ...]


class JudgedFleet(NamedTuple):
    """What all assets came to."""

    fleet: Fleet
    exit_code: int
    warnings: Problems = ()


def evaluate_fleet(options: EvaluateOptions, dumps: Sequence[str], profiles: Sequence[str], now: str) -> JudgedFleet:
    """Judge all dumps, and those in collections, and write the outputs that the options name; `now` is RFC 3339.

    With one profile an asset is judged by it, or by the one of its family whose platform it has; with several by the
    first whose platform it has. `arf`, `xccdf_results`, `oval_results` and `html` are folders, with a file for each
    asset, as are `reports` in formats that hold one only. Raises Invalid as `evaluate` does; then nothing is written.
    """
    options = with_one_page(options)
    content = opened(options)
    means = means_of(content, options, now)
    candidates = candidates_of(options, means, profiles)
    assets = assets_of(dumps)
    with Staging() as staging:
        for name in FOLDERS:
            if getattr(options, name):
                staging.open(getattr(options, name))
        reports = FleetReports(options.reports, staging, options.html)
        judging = _Judging(options, means, candidates, staging, reports, now)
        for place in assets.places:
            judging.judge(place)
        judged = judging.finish(assets)
        summaries = (*_summaries(options, judged.fleet, content, now), *reports.outputs(judged.fleet))
        staging.deliver(summaries, (*dumps, *inputs(options, content)))
    keep(content, options)
    return judged


def candidates_of(options: EvaluateOptions, means: Means, profiles: Sequence[str]) -> tuple[Candidate, ...]:
    """The policies of the profiles, of one alone those of its family. Raises Invalid as `policy_of` does."""
    benchmark = means.content.bare_benchmark
    names = list(profiles)
    if len(names) == 1:
        names = [each.id for each in family(benchmark, means.tailoring, names[0], options.content)] or names
    asked = (options.rules, options.skip_rules)
    policies = (policy_of(means.content, means.tailoring, name, *asked) for name in names or [""])
    return tuple(Candidate(means.content, policy) for policy in policies)


def assets_of(dumps: Sequence[str]) -> Assets:
    """The dumps that are named or lie in the collections that are. Raises Invalid for a collection that is damaged."""
    places: list[Place] = []
    left_out: list[UnjudgedAsset] = []
    missing: list[str] = []
    for given in dumps:
        found = dumps_at(given)
        if found is None:
            places.append(Place(given, _stem(Path(given).resolve().name) or "dump"))
            continue
        above = f"{Path(given).resolve().name}/" if len(dumps) > 1 else ""
        places += (Place(each, above + _stem(str(Path(each).relative_to(given)))) for each in found.dumps)
        left_out += (UnjudgedAsset("", each.name, each.kind, (each.reason,)) for each in found.record.left_out)
        left_out += (_lost(each, given) for each in found.lost)
        missing += found.record.missing
    name = Path(dumps[0]).resolve().name if len(dumps) == 1 else f"{len(dumps)} dumps"
    return Assets(name, tuple(_unlike(places)), tuple(left_out), tuple(missing))


def _lost(path: str, above: str) -> UnjudgedAsset:
    """What should be a dump: if nobody told of it, the asset would be thought to be judged."""
    reason = "there is no dump in it: no manifest.json, or it is packed in a way that is not read"
    return UnjudgedAsset(str(Path(path).relative_to(above)), "", "", (reason,), fails=True)


def _stem(name: str) -> str:
    return next((name.removesuffix(end) for end in ARCHIVES if name.endswith(end)), name)


def _unlike(places: Sequence[Place]) -> Iterator[Place]:
    """Numbers behind stems that are there already."""
    taken: set[str] = set()
    for place in places:
        stem, number = place.stem, 1
        while stem in taken:
            number += 1
            stem = f"{place.stem}-{number}"
        taken.add(stem)
        yield place._replace(stem=stem)


class _Judging:
    """The work on the assets, one after the other: of each only what the summary needs is kept."""

    def __init__(
        self,
        options: EvaluateOptions,
        means: Means,
        candidates: Sequence[Candidate],
        staging: Staging,
        reports: FleetReports,
        now: str,
    ) -> None:
        self._options, self._means, self._candidates, self._now = options, means, candidates, now
        self._staging, self._reports = staging, reports
        self._texts = _texts() if options.html or options.reports else None
        self._judged: list[JudgedAsset] = []
        self._unjudged: list[UnjudgedAsset] = []
        self._failed = False
        self._warnings: dict[Problem, None] = {}
        self._spent: list[Spent | None] = []
        self._unreadable: list[Problem] = []

    def judge(self, place: Place) -> None:
        """One asset; one that cannot be read is told of in the summary."""
        try:
            dump = open_dump(place.path)
        except Invalid as error:
            self._unreadable += error.problems
            reasons = tuple(str(each) for each in error.problems)
            self._unjudged.append(UnjudgedAsset(place.stem, "", "", reasons, fails=True))
            return
        try:
            evidence = Evidence(dump)
            chosen = choose(self._candidates, evidence, self._now)
            if chosen.policy is None or not self._is_asked(chosen.policy):
                reasons = chosen.reasons or ("its profile has none of the rules that were asked for",)
                self._unjudged.append(UnjudgedAsset(place.stem, dump.asset.name, dump.asset.kind, reasons))
                return
            own = self._options._replace(dump=place.path)
            self._take(judge_dump(self._means, chosen.policy, evidence, own, self._now), place)
        finally:
            dump.close()

    def _is_asked(self, policy: Policy) -> bool:
        """Whether a policy, of several, has any of the rules that were named, if some were."""
        known = {name for each in policy.selected for name in (each, short_id(each))}
        return len(self._candidates) < 2 or not self._options.rules or not known.isdisjoint(self._options.rules)

    def _take(self, judged: Judged, place: Place) -> None:
        policy = judged.policy
        self._failed |= judged.exit_code != 0
        self._warnings.update(dict.fromkeys(judged.warnings))
        self._spent.append(judged.spent)
        name = short_id(policy.profile.id) if policy.profile else ""
        self._judged.append(JudgedAsset(place.stem, judged.evaluation.asset.kind, name, outline_of(judged)))
        for folder in FOLDERS:
            if target := getattr(self._options, folder):
                self._write(judged, place.stem, folder, target)
        self._reports.take(place.stem, lambda: judged.view(self._texts))

    def _write(self, judged: Judged, stem: str, kind: str, target: str) -> None:
        given = self._options._asdict()
        own = EvaluateOptions(
            **(given | dict.fromkeys((*FOLDERS, "html", "json"), "") | {kind: stem + ENDS[kind], "reports": ()})
        )
        for output in outputs(own, judged, self._means.directives):
            self._staging.add(target, output.path, output)

    def finish(self, assets: Assets) -> JudgedFleet:
        """The whole. Raises Invalid where no asset could be read."""
        if self._unreadable and not self._judged:
            raise Invalid(tuple(self._unreadable))
        unjudged = (*self._unjudged, *assets.left_out)
        fleet = make_fleet(assets.name, self._judged, unjudged, assets.missing)
        failed = self._failed or bool(fleet.missing) or any(each.fails for each in unjudged)
        policies = [each.policy for each in self._candidates]
        self._warnings.update(dict.fromkeys(self._reports.warnings))
        told = (*tailoring_doubts(policies, self._means.tailoring), *self._warnings, *fleet_doubts(fleet))
        spare = () if self._means.waivers is None else tuple(idle(self._means.waivers, self._spent))
        return JudgedFleet(fleet, 2 if failed else 0, (*told, *spare))


def _texts() -> "Texts":
    from scapkit.report.views.texts import Texts

    return Texts()


def _summaries(options: EvaluateOptions, fleet: Fleet, content: Content, now: str) -> Iterator[Output]:
    """What is written once for all."""
    if options.json:
        from scapkit.report.fleets.fleet_json import render

        yield Output(options.json, lambda: render(fleet, content.bare_benchmark.id, now))
