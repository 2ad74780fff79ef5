"""A project compiled and written; what did not change since the last build is not done again."""

import os
from pathlib import Path
from typing import NamedTuple

from scapkit.api.files.writing import write_all
from scapkit.authoring.sources import check_product, shipped_source
from scapkit.build.cache.inputs import Inputs, read_inputs
from scapkit.program import digest, program
from scapkit.store import Store

Stamp = tuple[str, int, int]
# The key of the inputs of a build, its time, and what it wrote.
Last = tuple[str, str, tuple[Stamp, ...]]
CACHE = ".cache"
LAST = "last/"
# The modules of the frozen data that units and their sources are made of.
KEPT = ("scapkit.model", "scapkit.authoring", "scapkit.build.unit", "scapkit.build.cache.kept", "scapkit.span")


class BuildOptions(NamedTuple):
    """What to build: a product of the project at `source` (None: here, else what is shipped), into `output`/product.

    `cache`: keep compiled rules in `output`/.cache and use those that are there.
    `keep_time`: where nothing changed but the time, what was written stays as it is, with its time.
    """

    product: str
    source: str | None = None
    output: str = "output"
    guides: bool = True
    cache: bool = True
    keep_time: bool = False


class Written(NamedTuple):
    """The files of a build, and the project they were built from; `datastream` is the one to evaluate with.

    `is_new` tells that they were written now, and not left as they were because nothing had changed.
    """

    datastream: str
    paths: tuple[str, ...]
    source: Path
    is_shipped: bool
    is_new: bool = True


def build(options: BuildOptions, now: str) -> Written:
    """Compile a product and write everything; `now` is RFC 3339, the time in all documents.

    Raises Invalid with every problem of the stage that found them; then nothing is written.
    """
    source = source_folder(options)
    if not options.cache:
        return Written(*_made(options, source, now, None), source, source == shipped_source())
    file = Path(options.output) / CACHE / f"{options.product}.sqlite3"
    store = Store(file, KEPT)
    inputs = read_inputs(source, options.product, shipped_source())
    key = digest(program(), inputs.digest, str(source.resolve()), str(options.guides))
    name = LAST + os.path.realpath(options.output)
    last: Last | tuple[()] = store.load(name).get("", ())
    paths = _unchanged(last, key, "" if options.keep_time else now)
    if paths:
        return Written(paths[0], paths, source, source == shipped_source(), is_new=False)
    # what another version of the program kept may have other fields
    written = _made(options, source, now, (Store(file, KEPT, program().encode()), inputs))
    _remove_stale(last, frozenset(written[1]), Path(options.output) / options.product)
    store.save({name: (key, now, tuple(map(_stamp, written[1])))})
    return Written(*written, source, source == shipped_source())


def _made(
    options: BuildOptions, source: Path, now: str, cache: tuple[Store, Inputs] | None
) -> tuple[str, tuple[str, ...]]:
    from scapkit.api.projects.documents import outputs_of
    from scapkit.build.cache.kept import Kept
    from scapkit.build.pipeline import compile_product

    kept = Kept(*cache) if cache else None
    built = compile_product(source, options.product, now, kept)
    outputs = list(outputs_of(built, Path(options.output) / options.product, now, options.guides))
    paths = write_all(outputs)
    if kept:
        kept.save()
    return paths[0], paths


def _unchanged(last: Last | tuple[()], key: str, now: str) -> tuple[str, ...]:
    """The files of the last build where it was of the same inputs and they are as they were left; else none."""
    if not last or last[0] != key or now not in ("", last[1]):
        return ()
    paths = tuple(stamp[0] for stamp in last[2])
    return paths if all(_stamp(path) == stamp for path, stamp in zip(paths, last[2], strict=True)) else ()


def _remove_stale(last: Last | tuple[()], written: frozenset[str], folder: Path) -> None:
    """Remove what the last build wrote into the product's folder and this one did not, unless somebody changed it."""
    for stamp in last[2] if last else ():
        path = Path(stamp[0])
        if stamp[0] not in written and path.parent == folder and _stamp(stamp[0]) == stamp and not path.is_symlink():
            path.unlink(missing_ok=True)


def _stamp(path: str) -> Stamp:
    """A file's size and time of change; zero where it is not there."""
    try:
        found = Path(path).stat()
    except OSError:
        return path, 0, 0
    return path, found.st_size, found.st_mtime_ns


def source_folder(options: BuildOptions) -> Path:
    """Where the product's content is: as given, in the working directory, or shipped; Invalid where it is nowhere."""
    places = [Path(options.source)] if options.source else [Path(), shipped_source()]
    holds = (folder for folder in places if (folder / "content" / options.product / "product.yml").is_file())
    # Where it is nowhere, what is wrong is told of the project here, if this is one.
    found = next(holds, next((folder for folder in places if (folder / "content").is_dir()), places[-1]))
    is_here = options.source is not None or found == Path()
    check_product(found, options.product, "" if is_here else "no project is here; --source names its folder")
    return found


def shipped_samples() -> Path:
    """The folder of the sample dumps that come with scapkit: `cluster` and `node`."""
    return shipped_source() / "content" / "eks" / "samples"
