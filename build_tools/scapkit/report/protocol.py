"""What the extensions of this package are to the rest; each lives in a file of its own."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from scapkit.problem import Problems
from scapkit.report.contents.policy import PolicyView
from scapkit.report.contents.remedies import Remedies
from scapkit.report.contents.scope import Scope
from scapkit.report.contents.sheet import Sheet
from scapkit.report.views.shown import ReportView


def _nothing(_: Mapping[str, str]) -> str:
    return ""


class Format(NamedTuple):
    """A way to write a report: `render` turns the views, one of each asset, into the file's bytes, in chunks.

    The same views give the same bytes. They may be gone through more than once, and are best not all held, as there
    may be hundreds. A format without `many` is given one at a time, and has a file for each asset. `missing` names
    the facts about an asset without which the format's readers will not take the report.
    """

    name: str
    description: str
    suffix: str
    render: Callable[[Iterable[ReportView]], Iterable[bytes]]
    many: bool = True
    missing: Callable[[Mapping[str, str]], str] = _nothing


class Script(NamedTuple):
    """A way to write remediations, in `scripts/`: for fixes of `system`, the same bytes for the same remedies.

    `render` gives the script, the remedies that are in it, and warnings about those it had to leave out.
    """

    name: str
    system: str
    render: Callable[[Remedies, str], tuple[bytes, Remedies, Problems]]


class Table(NamedTuple):
    """A kind of table of content, in `tables/`: the same sheet for the same scope."""

    name: str
    help: str
    make: Callable[[Scope], Sheet]


class PolicyTable(NamedTuple):
    """A kind of table of a project's policies, in `policies/`: the same sheet for the same policies."""

    name: str
    help: str
    make: Callable[[tuple[PolicyView, ...]], Sheet]


class SheetFormat(NamedTuple):
    """A way to write a table, in `sheets/`: the same bytes for the same sheet."""

    name: str
    render: Callable[[Sheet], bytes]
