"""An XCCDF rule's checks (NIST IR 7275r4, 6.4.4.4)."""

from typing import NamedTuple


class Export(NamedTuple):
    """A Value handed to a check (check-export)."""

    value_id: str
    export_name: str


class Import(NamedTuple):
    """Something a check hands back (check-import)."""

    import_name: str
    import_xpath: str = ""


class ContentRef(NamedTuple):
    """Where a check's content is; no name means all of the document."""

    href: str
    name: str = ""


class Check(NamedTuple):
    """One check (NIST IR 7275r4, 6.4.4.4); only the reference is used, inline content is not run."""

    system: str
    contents: tuple[ContentRef, ...] = ()
    exports: tuple[Export, ...] = ()
    imports: tuple[Import, ...] = ()
    selector: str = ""
    multi_check: bool = False
    negate: bool = False
    id: str = ""
    inline: str = ""


class ComplexCheck(NamedTuple):
    """Checks joined by operator AND or OR."""

    operator: str
    children: tuple["Check | ComplexCheck", ...]
    negate: bool = False
