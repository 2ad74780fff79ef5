"""Report formats over many assets: time and memory of each, in a process of its own.

python tests/bench/formats.py [--rules 500] [--assets 200] [FORMAT...]
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "build_tools")]

import report_views  # noqa: E402
from scapkit.model.results import RuleOutcome  # noqa: E402
from scapkit.registry import discover, find  # noqa: E402
from scapkit.report.views.shown import GroupView, ReportView  # noqa: E402

FORMATS = "scapkit.report.formats"
OUTCOMES = (RuleOutcome.PASS,) * 5 + (RuleOutcome.FAIL,) * 3 + (RuleOutcome.UNKNOWN, RuleOutcome.NOTAPPLICABLE)
ONE = "--one"


class Views:
    """Views that are made when they are asked for, and not kept: each of other verdicts and of another asset."""

    def __init__(self, rules: int, assets: int) -> None:
        self._rules, self._assets = rules, assets

    def __iter__(self) -> Iterator[ReportView]:
        sample = report_views.view()
        like = {rule.outcome: rule for rule in sample.rules}
        for asset in range(self._assets):
            told = tuple(
                like[outcome]._replace(
                    anchor=f"r{number}",
                    text=like[outcome].text._replace(
                        id=f"xccdf_org.x_rule_r{number}", short_id=f"r{number}", title=f"Rule {number}"
                    ),
                )
                for number in range(self._rules)
                for outcome in (OUTCOMES[(number + asset) % len(OUTCOMES)],)
            )
            yield sample._replace(target=f"node-{asset}", root=GroupView("g", "All", (), told))


def _render(name: str, rules: int, assets: int) -> None:
    began, size = time.process_time(), 0
    for piece in find(FORMATS, "FORMAT", name).render(Views(rules, assets)):
        size += len(piece)
    took, most = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<15} {took:7.1f} s of CPU {most:7.0f} MB {size / 1e6:9.1f} MB written")


def main() -> None:
    """Every format that holds several assets, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*")
    parser.add_argument("--rules", type=int, default=500)
    parser.add_argument("--assets", type=int, default=200)
    parser.add_argument(ONE, action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    names = given.formats or [name for name, each in discover(FORMATS, "FORMAT").items() if each.many]
    for name in names:
        if given.one:
            _render(name, given.rules, given.assets)
        else:
            sizes = ("--rules", str(given.rules), "--assets", str(given.assets))
            subprocess.run([sys.executable, __file__, ONE, *sizes, name], check=True, env=os.environ)


if __name__ == "__main__":
    main()
