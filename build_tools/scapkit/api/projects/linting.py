"""What is wrong with a project, or could be better, found, written down and where asked repaired."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from scapkit.api.files.writing import Output, write_all
from scapkit.authoring.sources import check_product, shipped_source
from scapkit.lint.fixing import mend_files
from scapkit.lint.linting import Wanted, product_ids, run_checks
from scapkit.lint.protocol import Format, Report
from scapkit.problem import LEVELS, Problem, did_you_mean, invalid
from scapkit.registry import discover

FORMATS = "scapkit.lint.formats"


class LintOptions(NamedTuple):
    """What to lint: products (none: all) of the project at `source` (None: here, else what is shipped).

    `select` and `ignore` are codes; `fix` repairs what is mechanical.
    """

    products: tuple[str, ...] = ()
    source: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fix: bool = False


class Linted(NamedTuple):
    """What was found and is left, how many of each level, and what was repaired: files with codes."""

    report: Report
    counts: dict[str, int]
    mended: tuple[tuple[str, tuple[str, ...]], ...] = ()


def lint(options: LintOptions) -> Linted:
    """Everything found; raises Invalid where there is no such project, product or code.

    With `fix`, what is mechanical is repaired first, and what is left is told.
    """
    root = source_of(options)
    wanted = Wanted(root, options.products, options.select, options.ignore)
    whole, report = run_checks(wanted, shipped_source())
    mended = tuple(mend_files((*whole.texts, *whole.templates), report.problems)) if options.fix else ()
    if mended:
        write_all([Output(each.file, lambda each=each: each.data) for each in mended])  # type: ignore[misc]
        _, report = run_checks(wanted, shipped_source())
    return Linted(report, counted(report.problems), tuple((each.file, each.codes) for each in mended))


def counted(problems: Iterable[Problem]) -> dict[str, int]:
    """How many there are of each level."""
    levels = [problem.level for problem in problems]
    return {level: levels.count(level) for level in LEVELS}


def source_of(options: LintOptions) -> Path:
    """Where the project is: as given, in the working directory, or shipped, which is never repaired."""
    root = Path(options.source or "")
    if not (options.source or options.fix or (root / "content").is_dir()):
        root = shipped_source()
    if not product_ids(root):
        raise invalid(str(root), "unknown-product", "there is no content/PRODUCT/product.yml here")
    for product in options.products:
        check_product(root, product)
    return root


def written_down(linted: Linted, name: str, colour: bool) -> str:
    """The findings in a format; raises Invalid where there is no such format."""
    formats: dict[str, Format] = discover(FORMATS, "FORMAT")
    if name not in formats:
        raise invalid(name, "unknown-format", f"the formats are {', '.join(formats)}", hint=did_you_mean(name, formats))
    return formats[name].render(linted.report, colour)


def save(path: str, text: str) -> None:
    """Write findings to a file; raises Invalid where that cannot be done."""
    write_all([Output(path, text.encode)])
