"""malformed-filter: a jq filter that jq does not compile; looked at only where the package jq is installed."""

from collections.abc import Iterator

from scapkit.lint.filters import compile_error
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import ERROR


def run(whole: Whole) -> Iterator[Finding]:
    """Filters of collect entries, each way through their conditions."""
    for compiled in whole.compiled:
        entries = [entry for rule in compiled.rules.values() for entry in rule.collect]
        entries += [entry for platform in compiled.project.platforms.values() for entry in platform.collect]
        for entry in entries:
            reason = compile_error(entry.filter) if entry.filter else ""
            if reason:
                yield Finding(entry.span, f"jq does not compile the filter: {reason}", "try it with jq -n 'FILTER'")


LINT = Lint(
    "malformed-filter",
    ERROR,
    "A filter that does not compile fails on every cluster, so that nothing is collected. Try it with jq at a prompt.",
    run,
)
