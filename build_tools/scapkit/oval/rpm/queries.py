"""What the object types on RPM packages share: choosing packages and files, verification as fields."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.chosen import else_facts, is_chosen, satisfies
from scapkit.oval.evidence import Evidence
from scapkit.oval.facts import facts_items
from scapkit.oval.protocols import Collection, Query
from scapkit.oval.rpm.database import find_database
from scapkit.oval.rpm.files import Attribute, File, Kind, read_files
from scapkit.oval.rpm.header import Header, Tag, numbers
from scapkit.oval.rpm.packages import Package, read_headers, read_packages
from scapkit.oval.rpm.verify import Verified, verify
from scapkit.oval.walk import target

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
_MD5 = 1

Make = Callable[[Sequence[Package]], Iterator[Item | Missing]]


def is_on(query: Query, behavior: str) -> bool:
    """Whether a behavior is true."""
    return query.behaviors.get(behavior) in ("true", "1")


def collect_packages(query: Query, evidence: Evidence, fields: Mapping[str, str], make: Make) -> Collection:
    """What `make` yields for the packages that the object names; facts where the database is not to be had.

    A system without a database has no RPM, and the object is not applicable to it (FlagEnumeration).
    """
    if find_database(evidence) is None:
        told = facts_items(query, evidence, fields)
        return told if told.items or not told.missing else Collection(flag=Flag.NOT_APPLICABLE)
    known = read_packages(evidence)
    if known.missing and not known.packages:
        return else_facts(known.missing, query, evidence, fields)
    items: dict[Item, None] = {}
    missing = list(known.missing)
    try:
        for found in make([each for each in known.packages if is_chosen(query, identity(each))]):
            if isinstance(found, Missing):
                missing.append(found)
            else:
                items[found] = None
    except (ValueError, TimeoutError) as error:
        return Collection(missing=missing, messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(tuple(items), tuple(dict.fromkeys(missing)))


def identity(package: Package) -> Mapping[str, str]:
    """A package's entities, in the order of the items on verification."""
    return {name: getattr(package, name) for name in ("name", "epoch", "version", "release", "arch")}


def collect_verified(
    query: Query,
    evidence: Evidence,
    fields: Mapping[str, str],
    identified: Callable[[Package, File], Mapping[str, str]],
    results: Mapping[str, Attribute],
) -> Collection:
    """An item for each file of each package that the object names: `identified` fields, then `results` and kind."""

    def make(packages: Sequence[Package]) -> Iterator[Item | Missing]:
        for found in verified_files(packages, query, evidence):
            if isinstance(found, Missing):
                yield found
                continue
            package, file, verified = found
            names = (Field(name, value) for name, value in identified(package, file).items())
            yield Item(query.kind, (*names, *result_fields(verified, results), *kind_fields(file)))

    return collect_packages(query, evidence, fields, make)


def verified_files(
    packages: Sequence[Package], query: Query, evidence: Evidence
) -> Iterator[tuple[Package, File, Verified] | Missing]:
    """The files of packages that the object names, verified by all that its behaviors leave."""
    omitted = Attribute(0)
    for name, attribute in _BEHAVIORS.items():
        omitted |= attribute if is_on(query, name) else Attribute(0)
    left_out = (Kind.CONFIG if is_on(query, "noconfigfiles") else Kind(0)) | (
        Kind.GHOST if is_on(query, "noghostfiles") else Kind(0)
    )
    for found in read_headers(evidence, frozenset(packages).__contains__) if packages else ():
        if isinstance(found, Missing):
            yield found
            continue
        package, header = found
        for file in _files(package, header):
            if isinstance(file, Missing):
                yield file
            elif not file.kind & left_out and (path := _wanted_path(file.path, query, evidence)):
                result = verify(file, omitted, _algorithm(header), evidence)
                yield result if isinstance(result, Missing) else (package, file._replace(path=path), result)


def _files(package: Package, header: Header) -> Iterator[File | Missing]:
    try:
        yield from read_files(header)
    except ValueError as error:
        yield Missing(f"the RPM header of {package.extended_name} is damaged: {error}")


def _wanted_path(path: str, query: Query, evidence: Evidence) -> str:
    """The path by which a file is wanted, or the empty string.

    A path that is named may be where the file really is: packages still put files into /bin where that is a link to
    /usr/bin.
    """
    wanted = query.entities["filepath"]
    if satisfies(wanted, path):
        return path
    folder, _, name = path.rpartition("/")
    if wanted.operation != "equals" or not any(each.endswith(f"/{name}") for each in wanted.values):
        return ""
    real = evidence.once(("real folder", folder), lambda: target(folder or "/", evidence.dump).path)
    found = f"{real.rstrip('/')}/{name}"
    return found if found != path and satisfies(wanted, found) else ""


def _algorithm(header: Header) -> int:
    return next(iter(numbers(header, Tag.FILEDIGESTALGO)), _MD5)


def result_fields(verified: Verified, names: Mapping[str, Attribute]) -> Iterator[Field]:
    """`pass`, `fail` or `not performed` under each name (EntityItemRpmVerifyResultType)."""
    for name, attribute in names.items():
        if attribute & verified.differs:
            yield Field(name, "fail")
        else:
            yield Field(name, "not performed" if attribute & verified.untold else "pass")


def kind_fields(file: File) -> Iterator[Field]:
    """What the file is to its package, as booleans."""
    for name, kind in KINDS.items():
        yield Field(name, "true" if kind in file.kind else "false", "boolean")
