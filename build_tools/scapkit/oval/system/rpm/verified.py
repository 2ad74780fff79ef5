"""Items on the files of RPM packages: which of them an object names, and how each of them verifies."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Item
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.walk import target
from scapkit.oval.protocols import Collection, Query, Wanted
from scapkit.oval.system.chosen import chooser
from scapkit.oval.system.rpm.files import Attribute, File, Kind, read_files, read_paths
from scapkit.oval.system.rpm.header import DamagedError, Header, Tag, numbers
from scapkit.oval.system.rpm.packages import Package, read_headers
from scapkit.oval.system.rpm.queries import collect_packages, is_on
from scapkit.oval.system.rpm.verify import Verified, verify

KINDS = {
    "configuration_file": Kind.CONFIG,
    "documentation_file": Kind.DOC,
    "ghost_file": Kind.GHOST,
    "license_file": Kind.LICENSE,
    "readme_file": Kind.README,
}
_BEHAVIORS = {
    "nolinkto": Attribute.LINK,
    "nomd5": Attribute.DIGEST,
    "nofiledigest": Attribute.DIGEST,
    "nosize": Attribute.SIZE,
    "nouser": Attribute.USER,
    "nogroup": Attribute.GROUP,
    "nomtime": Attribute.MTIME,
    "nomode": Attribute.MODE,
    "nordev": Attribute.DEVICE,
    "nocaps": Attribute.CAPABILITIES,
}
_SKIPPED = {"noconfigfiles": Kind.CONFIG, "noghostfiles": Kind.GHOST}
_MD5 = 1


class Shape(NamedTuple):
    """How items look: what identifies a package, before the path and after it, and the names of results."""

    before: Callable[[Package], Mapping[str, str]]
    after: Callable[[Package], Mapping[str, str]]
    results: Mapping[str, Attribute]


class _Look(NamedTuple):
    """How a file verifies, and what it is to its package."""

    result: Verified
    kind: int


def collect_verified(query: Query, evidence: Evidence, fields: Mapping[str, str], shape: Shape) -> Collection:
    """An item for each file of each package that the object names."""
    return collect_packages(query, evidence, fields, lambda packages: _items(packages, query, evidence, shape))


def _items(packages: Sequence[Package], query: Query, evidence: Evidence, shape: Shape) -> Iterator[Item | Missing]:
    """Items share the fields that they have in common: there may be hundreds of thousands of them."""
    tails: dict[_Look, tuple[Field, ...]] = {}
    keeps = _keeper(query, shape)
    for found in read_headers(evidence, frozenset(packages).__contains__) if packages else ():
        if isinstance(found, Missing):
            yield found
            continue
        package, header = found
        before, after = _texts(shape.before(package)), _texts(shape.after(package))
        for verified in _verified(package, header, query, evidence):
            if isinstance(verified, Missing):
                yield verified
                continue
            path, look = verified
            if look not in tails:
                tails[look] = (*_results(look.result, shape.results), *_kinds(look.kind))
            item = Item(query.kind, (*before, Field("filepath", path), *after, *tails[look]))
            if keeps(look, item):
                yield item


def _keeper(query: Query, shape: Shape) -> Callable[[_Look, Item], bool]:
    """Whether the object's filters want a file: asked once for all that look alike, where they look at nothing else."""
    sieve = query.sieve
    if sieve is None:
        return lambda _look, _item: True
    if not sieve.names <= {*shape.results, *KINDS}:
        return lambda _look, item: sieve.keeps(item)
    decided: dict[_Look, bool] = {}

    def keeps(look: _Look, item: Item) -> bool:
        if look not in decided:
            decided[look] = sieve.keeps(item)
        return decided[look]

    return keeps


def _texts(values: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(Field(name, value) for name, value in values.items())


def _verified(
    package: Package, header: Header, query: Query, evidence: Evidence
) -> Iterator[tuple[str, _Look] | Missing]:
    """The files of a package that the object names, verified by all that its behaviors leave."""
    omitted = sum({attribute for name, attribute in _BEHAVIORS.items() if is_on(query, name)})
    skipped = sum(kind for name, kind in _SKIPPED.items() if is_on(query, name))
    try:
        named = _named(header, query.entities["filepath"], evidence)
        algorithm = next(iter(numbers(header, Tag.FILEDIGESTALGO)), _MD5) if named else _MD5
    except DamagedError as error:
        yield Missing(f"the RPM header of {package.extended_name} is damaged: {error}")
        return
    for path, file in named:
        if not file.kind & skipped:
            result = verify(file, omitted, algorithm, evidence)
            yield result if isinstance(result, Missing) else (path, _Look(result, file.kind))


def _named(header: Header, wanted: Wanted, evidence: Evidence) -> Sequence[tuple[str, File]]:
    """The files of a package that are wanted, each with the path by which it is."""
    ends = [each.rpartition("/")[2].encode() for each in wanted.values] if _is_named(wanted) else [b""]
    if not any(end in header.store for end in ends):
        return ()
    paths, find = read_paths(header), _finder(wanted, evidence)
    places = {place: known_as for place, path in enumerate(paths) if (known_as := find(path))}
    return list(zip(places.values(), read_files(header, paths, places), strict=True)) if places else ()


def _is_named(wanted: Wanted) -> bool:
    return wanted.operation == "equals" and not wanted.var_check.startswith("none")


def _finder(wanted: Wanted, evidence: Evidence) -> Callable[[str], str]:
    """What gives for a path the one by which it is wanted, or the empty string.

    A path that is named may be where the file really is: packages still put files into /bin where that is a link to
    /usr/bin.
    """
    accepts = chooser(wanted)
    if not _is_named(wanted):
        return lambda path: path if accepts(path) else ""
    names = {each.rpartition("/")[2] for each in wanted.values}

    def find(path: str) -> str:
        folder, _, name = path.rpartition("/")
        if name not in names or accepts(path):
            return path if name in names else ""
        real = evidence.once(("real folder", folder), lambda: target(folder or "/", evidence.dump).path)
        found = f"{real.rstrip('/')}/{name}"
        return found if accepts(found) else ""

    return find


def _results(verified: Verified, names: Mapping[str, Attribute]) -> Iterator[Field]:
    """`pass`, `fail` or `not performed` under each name (EntityItemRpmVerifyResultType)."""
    for name, attribute in names.items():
        if attribute & verified.differs:
            yield Field(name, "fail")
        else:
            yield Field(name, "not performed" if attribute & verified.untold else "pass")


def _kinds(kind: int) -> Iterator[Field]:
    """What the file is to its package, as booleans."""
    for name, each in KINDS.items():
        yield Field(name, "true" if kind & each else "false", "boolean")
