"""Content in numbers."""

import json
from pathlib import Path

from scapkit.api.contents.table_options import SHEETS
from scapkit.api.contents.targets import benchmark_of
from scapkit.api.files.naming import named
from scapkit.model.xccdf import Benchmark
from scapkit.names import short_id
from scapkit.report.contents.scope import make_scope
from scapkit.report.contents.statistics import Statistics, as_data, compared, count
from scapkit.report.protocol import SheetFormat
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.profiles import find_profile, resolve_profile, selectable


def statistics(target: str, profile: str = "", source: str | None = None) -> Statistics:
    """The numbers of a content file or a product: of the rules of one profile, or of all rules."""
    benchmark = benchmark_of(target, source)
    policy = make_policy(benchmark, find_profile(benchmark, None, profile, target), target)
    profiles = {} if profile else _profiles(benchmark, target)
    return count(Path(target).name, make_scope(policy, target), profiles)


def stats(targets: list[str], profile: str, source: str | None, name: str) -> bytes:
    """The numbers of several targets side by side, as JSON or in a format of tables."""
    if name == "json":
        counted = [as_data(statistics(each, profile, source)) for each in targets]
        return (json.dumps(counted, indent=2, ensure_ascii=False) + "\n").encode()
    sheet_format: SheetFormat = named(SHEETS, "SHEET_FORMAT", name, "format")
    return sheet_format.render(compared([statistics(each, profile, source) for each in targets]))


def _profiles(benchmark: Benchmark, file: str) -> dict[str, int]:
    """How many rules each profile selects."""
    found = {}
    for profile in selectable(benchmark).values():
        policy = make_policy(benchmark, resolve_profile(benchmark, None, profile, file), file)
        found[short_id(profile.id)] = len(policy.selected)
    return found
