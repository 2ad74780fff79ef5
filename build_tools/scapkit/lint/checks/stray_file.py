"""stray-file: a file in a place where nothing reads it."""

from collections.abc import Iterator

from scapkit.authoring.layout import further_folders
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.strays import fault_of
from scapkit.lint.texts import walk
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING
from scapkit.span import Span

BENCHMARK = "benchmark.yml"


def run(whole: Whole) -> Iterator[Finding]:
    """Files of the generator's kinds, or nearly so, that no stage opens."""
    for product in whole.product_ids:
        elsewhere = {each / BENCHMARK for each in further_folders(whole.root, product)}
        for folder in (whole.root / "content" / product, whole.root / "profiles" / product):
            for path in walk(folder):
                fault, hint = fault_of(folder, path, whole.product_ids)
                is_read = path in elsewhere and not (folder / BENCHMARK).is_file()
                if fault and not is_read:
                    yield Finding(Span(str(path)), fault, hint)


LINT = Lint(
    "stray-file",
    WARNING,
    "A file that nothing reads looks as if it counted. Names and places are fixed: rule.yml, oval/shared.xml, x.var.",
    run,
)
