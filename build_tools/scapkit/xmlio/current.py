"""Documents of XCCDF 1.1 told from those of 1.2, and brought up to it."""

from scapkit.names import XCCDF, XCCDF_11


def current(data: bytes, path: str) -> bytes:
    """A document as it is, or one of XCCDF 1.1 as it would be in 1.2."""
    if not is_old(data):
        return data
    from scapkit.xmlio.upgrade import upgraded

    return upgraded(data, path)


def is_old(data: bytes) -> bool:
    """Whether bytes hold XCCDF 1.1 and not 1.2, as elements: prose may name either."""
    return not _declared(XCCDF, data) and _declared(XCCDF_11, data)


def _declared(namespace: str, data: bytes) -> bool:
    return any(f"{quote}{namespace}{quote}".encode() in data for quote in "\"'")
