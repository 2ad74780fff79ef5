"""The Heimdall Data Format (InSpec's ExecJSON 1.0), for Heimdall and the SAF CLI."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from hashlib import sha256

from scapkit import __version__
from scapkit.names import short_id
from scapkit.report.protocol import Format
from scapkit.report.tools.hdf_control import SKIPPED, STATUS, control
from scapkit.report.tools.stig import day
from scapkit.report.views.facts import judge_of
from scapkit.report.views.shown import GroupView, ReportView, RuleView
from scapkit.report.writing.hosts import addresses, full_name, hardware
from scapkit.report.writing.jsontext import Json, around, dumped
from scapkit.report.writing.plain import plain
from scapkit.report.writing.stable import first_time

NUMBER = re.compile(r"\d{1,9}", re.ASCII)

Rules = list[tuple[RuleView, ...]]


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The document of one asset, a control a line."""
    text = cache(plain)
    for view in views:
        rules = _by_rule(view)
        yield from around(_document(view, rules), "controls", (control(each, text, view.end_time) for each in rules))


def _document(view: ReportView, rules: Rules) -> Json:
    """Platform, statistics and one profile: the benchmark under the profile that it was judged by."""
    began, ended = (datetime.fromisoformat(first_time(*each)) for each in _times(view))
    return {
        "platform": {"name": view.target_kind or "scapkit", "release": __version__, "target_id": view.target},
        "version": __version__,
        "statistics": {"duration": max((ended - began).total_seconds(), 0.0), "controls": _statistics(view)},
        "profiles": [_profile(view, rules)],
        "passthrough": _passthrough(view),
    }


def _times(view: ReportView) -> tuple[tuple[str, str], tuple[str, str]]:
    """Beginning and end, either of which may not be known."""
    return (view.start_time, view.end_time), (view.end_time, view.start_time)


def _by_rule(view: ReportView) -> Rules:
    """The results of each rule together: a rule that is judged for several things has several."""
    found: dict[str, list[RuleView]] = {}
    for rule in view.rules:
        found.setdefault(rule.text.id, []).append(rule)
    return [tuple(rules) for rules in found.values()]


def _statistics(view: ReportView) -> Json:
    counts = {"passed": 0, "failed": 0, SKIPPED: 0}
    for outcome, number in view.counts:
        word = STATUS.get(outcome, SKIPPED)
        if word in counts:
            counts[word] += number
    return {word: {"total": number} for word, number in counts.items()}


def _profile(view: ReportView, rules: Rules) -> Json:
    name = _name(view)
    known = [(each[0].text.short_id, each[0].text.title) for each in rules]
    return {
        "name": name,
        "version": view.benchmark_version,
        "title": ": ".join(filter(None, (view.title, view.profile_title))),
        "maintainer": None,
        "summary": view.profile_title,
        "license": None,
        "copyright": None,
        "copyright_email": None,
        "supports": [],
        "attributes": [],
        "groups": [_group(each) for each in view.root.walk() if each.rules],
        "controls": None,
        "sha256": sha256(dumped([name, known]).encode()).hexdigest(),
        "status": "loaded",
    }


def _name(view: ReportView) -> str:
    return "-".join(filter(None, (short_id(view.benchmark_id), short_id(view.profile_id)))) or "benchmark"


def _group(group: GroupView) -> Json:
    controls = list(dict.fromkeys(rule.text.short_id for rule in group.rules))
    return {"id": short_id(group.id), "title": group.title, "controls": controls}


def _passthrough(view: ReportView) -> Json:
    """What the format has no place for."""
    return {
        "metadata": _metadata(view),
        "scapkit": {
            "benchmark": view.benchmark_id,
            "profile": view.profile_id,
            "started": view.start_time,
            "finished": view.end_time,
            "facts": dict(view.facts),
            "scores": [{"model": each.model, "value": each.value, "maximum": each.maximum} for each in view.scores],
            "counts": dict(view.counts),
            "not_selected": view.not_selected,
        },
    }


def _metadata(view: ReportView) -> Json:
    """What `saf convert hdf2ckl` makes the asset and the STIG of; it refuses numbers and names that are none."""
    version, release = ([*NUMBER.findall(view.benchmark_version), "0", "0"])[:2]
    profile = {
        "name": _name(view),
        "title": view.title,
        "version": int(version),
        "releasenumber": int(release),
        "releasedate": day(view.release.date),
    }
    return {
        "hostname": view.target,
        "hostfqdn": full_name(view),
        "hostip": ",".join(addresses(view)),
        "hostmac": ",".join(hardware(view)),
        "assettype": "Computing",
        "role": "None",
        "targetcomment": f"{' '.join(judge_of(view)).strip()}, {view.end_time}",
        "profiles": [profile],
    }


FORMAT = Format("hdf", "Heimdall Data Format, for Heimdall and the SAF CLI", ".hdf.json", render, many=False)
