"""What a command is about: a file of content, or a product, which is then built in memory."""

from pathlib import Path

from scapkit.model.xccdf import Benchmark
from scapkit.xmlio.content import open_content

# Nothing that is told of a product depends on the time of its build.
TIME = "1970-01-01T00:00:00Z"


def is_product(target: str) -> bool:
    """Whether a word names a product: it is no file, and does not look like the path of one."""
    path = Path(target)
    return not path.exists() and path.name == target and path.suffix not in (".xml", ".bz2")


def benchmark_of(target: str, source: str | None = None) -> Benchmark:
    """The benchmark of a content file, or of a product of the project in `source` (None: here, else shipped)."""
    if not is_product(target):
        return open_content(target).benchmark
    from scapkit.api.projects.building import BuildOptions, source_folder
    from scapkit.build.pipeline import compile_product

    return compile_product(source_folder(BuildOptions(target, source)), target, TIME).benchmark
