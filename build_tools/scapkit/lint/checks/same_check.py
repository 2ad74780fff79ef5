"""same-check: two rules that check the same."""

from collections.abc import Iterator

from scapkit.build.unit import Unit
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import NOTE


def run(whole: Whole) -> Iterator[Finding]:
    """Rules whose OVAL is that of another rule before them but for the names of its parts and its comments."""
    for compiled in whole.compiled:
        first: dict[object, str] = {}
        for name, unit in compiled.draft.units.items():
            if unit.parts:
                other = first.setdefault(_said(unit), name)
                if other != name:
                    place = unit.source.template.name.span if unit.source.template else unit.parts[0].span
                    yield Finding(place, f"{name} checks the same as {other}", "one of the two may do")


def _said(unit: Unit) -> object:
    """The check with the rule's own name taken out of it."""
    return "\n".join(sorted(repr(_plain(part.entry)).replace(unit.source.id, "*") for part in unit.parts))


def _plain(entry: object) -> object:
    """An entry without its comments, titles and descriptions, which may differ."""
    if isinstance(entry, tuple) and hasattr(entry, "_fields"):
        names = [name for name in entry._fields if name not in ("comment", "title", "description")]
        return (type(entry).__name__, *(_plain(getattr(entry, name)) for name in names))
    return tuple(map(_plain, entry)) if isinstance(entry, tuple) else entry


LINT = Lint(
    "same-check",
    NOTE,
    "Two rules with one check pass and fail together and count twice in a score. Merge them, or say why there are two.",
    run,
)
