"""A project's files as their authors typed them, with the kind of each."""

from collections.abc import Iterator
from pathlib import Path

from scapkit.authoring import kinds
from scapkit.authoring.sources import read_source
from scapkit.authoring.yaml.shape import Shape
from scapkit.lint.whole import Text
from scapkit.problem import Invalid

NAMES = {
    "rule.yml": kinds.RULE,
    "group.yml": kinds.GROUP,
    "product.yml": kinds.PRODUCT,
    "benchmark.yml": kinds.BENCHMARK,
}
FOLDERS = {"controls": kinds.POLICY, "applicability": kinds.APPLICABILITY, "comparisons": kinds.COMPARISON}
ENDINGS = {".var": kinds.VALUE, ".profile": kinds.PROFILE}
LEFT_OUT = "samples"


def read_texts(root: Path, folder: Path) -> tuple[Text, ...]:
    """The text files below a folder, sorted; links and hidden files are left out, as are what cannot be read."""
    return tuple(text for path in walk(folder) for text in _read(root, path))


def walk(folder: Path) -> Iterator[Path]:
    """Every file below a folder, sorted, without samples, hidden files and symbolic links."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or path.name.startswith("."):
            continue
        if path.is_dir() and path.name != LEFT_OUT:
            yield from walk(path)
        elif path.is_file():
            yield path


def _read(root: Path, path: Path) -> Iterator[Text]:
    try:
        yield Text(path, str(path), read_source(root, path).text, shape_of(path))
    except Invalid:
        return


def shape_of(path: Path) -> Shape | None:
    """What a file's keys are, by its name and place; None where it is no YAML file that the generator reads."""
    if path.suffix in ENDINGS:
        return ENDINGS[path.suffix]
    if path.suffix == ".yml" and path.parent.name in FOLDERS:
        return FOLDERS[path.parent.name]
    return NAMES.get(path.name)
