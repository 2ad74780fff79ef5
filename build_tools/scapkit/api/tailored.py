"""The tailoring that an evaluation was asked to use."""

from scapkit.model.xccdf import Tailoring
from scapkit.names import short_id
from scapkit.problem import did_you_mean, invalid
from scapkit.xccdf.items import values_of, walk
from scapkit.xmlio.content import Content
from scapkit.xmlio.current import is_old


def find_tailoring(content: Content, path: str, tailoring_id: str) -> Tailoring | None:
    """That of a file, else that of an id inside the datastream, whole or of its component-ref; None without either.

    Raises Invalid: unknown-tailoring, not-tailoring, and what reading the file may raise.
    """
    if path:
        return _from_file(content, path)
    if not tailoring_id:
        return None
    known = content.tailorings
    if tailoring_id not in known:
        message = f"no tailoring {tailoring_id}; there are: {', '.join(known) or 'none'}"
        raise invalid(content.file, "unknown-tailoring", message, hint=did_you_mean(tailoring_id, known))
    return known[tailoring_id]


def _from_file(content: Content, path: str) -> Tailoring:
    from scapkit.xmlio.parse import parse, read_bytes
    from scapkit.xmlio.read.profiles import read_tailoring

    data = read_bytes(path)
    return read_tailoring(parse(_current(data, path, content), path), path)


def _current(data: bytes, path: str, content: Content) -> bytes:
    """A tailoring of XCCDF 1.1 as one of 1.2, in which the benchmark's items have the ids that they were given."""
    if not is_old(data):
        return data
    from scapkit.xmlio.upgrade import Ids, upgraded

    benchmark = content.bare_benchmark
    names = [*(item.id for item, _ in walk(benchmark)), *(value.id for value in values_of(benchmark))]
    profiles = {short_id(each.id): each.id for each in benchmark.profiles}
    return upgraded(data, path, Ids({short_id(name): name for name in names}, profiles))
