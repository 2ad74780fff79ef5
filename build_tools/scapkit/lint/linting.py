"""One run over a project: compile every product, ask every check, leave out what is suppressed or not wanted."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from scapkit.lint.compiling import Outcome, compile_leniently
from scapkit.lint.protocol import Lint, Report
from scapkit.lint.suppressing import read_suppressions, suppress
from scapkit.lint.texts import read_texts
from scapkit.lint.whole import Compiled, Whole
from scapkit.problem import ERROR, Problem, Problems, did_you_mean, invalid
from scapkit.registry import discover

CHECKS = "scapkit.lint.checks"
OWN = (
    (
        "bad-suppression",
        "warning",
        "A comment that suppresses names the codes and the reason: who reads it must see why.",
    ),
    ("unused-suppression", "note", "A comment that suppresses nothing hides the next mistake; take it away."),
)


class Wanted(NamedTuple):
    """What to lint: products (none: all) of the project at `root`; codes to look for (none: all) and to leave out."""

    root: Path
    products: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def run_checks(wanted: Wanted, shipped: Path) -> tuple[Whole, Report]:
    """Everything found, sorted by file and line; `shipped` is where the templates lie that are everybody's.

    Raises Invalid for codes that no check has.
    """
    lints: dict[str, Lint] = discover(CHECKS, "LINT")
    helps = (*OWN, *((lint.name, lint.level, lint.help) for lint in lints.values()))
    _check_codes(wanted, [name for name, _, _ in helps])
    whole = read_whole(wanted.root, shipped)
    judged = frozenset(lints) - frozenset(wanted.ignore) & frozenset(wanted.select or lints)
    problems: list[Problem] = []
    suppressions = read_suppressions((*whole.texts, *whole.templates), lints, problems)
    found = (problem for name in sorted(judged) for problem in _ask(lints[name], whole))
    problems += suppress(found, suppressions, judged)
    chosen = _chosen(wanted, {*whole.problems, *problems})
    return whole, Report(str(wanted.root), tuple(sorted(chosen)), tuple(sorted(helps)))


def _check_codes(wanted: Wanted, known: Collection[str]) -> None:
    for code in (*wanted.select, *wanted.ignore):
        if code not in known:
            raise invalid(code, "unknown-code", "no check has this code", hint=did_you_mean(code, known))


def _ask(lint: Lint, whole: Whole) -> Iterator[Problem]:
    for finding in lint.run(whole):
        yield Problem(finding.span, lint.name, finding.message, finding.hint, lint.level)


def _chosen(wanted: Wanted, found: Collection[Problem]) -> Iterator[Problem]:
    """What is about the wanted products and codes; errors of the build are always told."""
    others = [root / name for name in _others(wanted) for root in (wanted.root / "content", wanted.root / "profiles")]
    for problem in found:
        listed = problem.code in (wanted.select or (problem.code,)) and problem.code not in wanted.ignore
        elsewhere = any(Path(problem.span.file).is_relative_to(folder) for folder in others)
        if not elsewhere and (listed or problem.level == ERROR):
            yield problem


def _others(wanted: Wanted) -> list[str]:
    return [name for name in product_ids(wanted.root) if wanted.products and name not in wanted.products]


def product_ids(root: Path) -> tuple[str, ...]:
    """The products that a project has."""
    return tuple(sorted(path.parent.name for path in (root / "content").glob("*/product.yml")))


def read_whole(root: Path, shipped: Path) -> Whole:
    """Every product compiled as far as it goes, with what stopped it."""
    compiled: list[Compiled] = []
    problems: Problems = ()
    products = product_ids(root)
    texts = {
        name: (*read_texts(root, root / "content" / name), *read_texts(root, root / "profiles" / name))
        for name in products
    }
    for name in products:
        outcome: Outcome = compile_leniently(root, name)
        problems += tuple(outcome.problems)
        if outcome.draft is not None:
            compiled.append(Compiled(name, outcome.draft, texts[name], outcome.sound))
    own = () if root.resolve() == shipped.resolve() else read_texts(root, root / "templates")
    every = tuple(text for name in products for text in texts[name])
    return Whole(root, tuple(compiled), every, own, problems, products, {text.file: text for text in every})
