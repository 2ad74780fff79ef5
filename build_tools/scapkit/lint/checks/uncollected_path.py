"""uncollected-path: a check reads an API answer that the rule does not collect."""

from collections.abc import Iterator

from scapkit.build.collect import ROOT_VALUE
from scapkit.lint.collecting import api_paths
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.names import oval_id
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """Paths put behind the root of API answers for which the rule has no collect entry."""
    for compiled in whole.compiled:
        root = oval_id(compiled.project.product.check_namespace, ROOT_VALUE, "var")
        for name, unit in compiled.draft.units.items():
            if not compiled.complete or not unit.is_checked:
                continue
            collected = {entry.dump_path for entry in unit.source.collect}
            for path, span in api_paths(compiled, name, root):
                if path not in collected:
                    message = f"the check of {name} reads {path.partition('#')[0]}, which is not collected"
                    place = unit.source.template.name.span if unit.source.template else span
                    yield Finding(place, message, "add a collect entry with this path to the rule")


LINT = Lint(
    "uncollected-path",
    WARNING,
    "What is not collected is missing evidence, and the rule can only be unknown. Name every path under collect.",
    run,
)
