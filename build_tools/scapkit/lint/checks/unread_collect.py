"""unread-collect: something is collected that the check does not read."""

from collections.abc import Iterator

from scapkit.lint.collecting import literals, reads
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """Collect entries of checked rules that stand nowhere in what their check reaches; of answers and files only."""
    for compiled in whole.compiled:
        for name, unit in compiled.draft.units.items():
            if not unit.is_checked or not compiled.complete:
                continue
            texts = literals(compiled, name)
            for entry in unit.source.collect:
                read = entry.file or entry.dump_path
                if read and not reads(texts, read):
                    message = f"the check of {name} does not read {entry.file or entry.path}"
                    yield Finding(entry.span, message, "read it through its dump_path, or delete the entry")


LINT = Lint(
    "unread-collect",
    WARNING,
    "What no check reads costs rights and time at every collection, and the check may read another path than meant.",
    run,
)
