"""TLS as an access wants it; a client's key goes from memory to OpenSSL without a file on disk."""

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from scapkit.collect.kubernetes.access import Access
from scapkit.problem import invalid

MAX_PEM = 60_000
"""A pipe holds this much without a reader."""


def make_context(access: Access, certificate: str, key: str) -> ssl.SSLContext:
    """What to trust, and what to show. Raises Invalid: unreadable-credentials."""
    try:
        context = ssl.create_default_context(cadata=access.authorities or None)
    except ssl.SSLError:
        message = f"the certificate authority of {access.cluster} is not PEM"
        raise invalid(access.source, "unreadable-credentials", message) from None
    # Python 3.13 asks more of authorities than Go does, and than those of older clusters give
    context.verify_flags &= ~getattr(ssl, "VERIFY_X509_STRICT", 0)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if access.insecure:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if certificate:
        _show(context, access, certificate, key)
    return context


def _show(context: ssl.SSLContext, access: Access, certificate: str, key: str) -> None:
    try:
        with _readable(certificate) as first, _readable(key) as second:
            context.load_cert_chain(first, second, password=lambda: "")
    except (ssl.SSLError, OSError, ValueError):
        message = "the client certificate and its key cannot be used: not PEM, not a pair, or the key has a password"
        raise invalid(access.source, "unreadable-credentials", message) from None


@contextmanager
def _readable(text: str) -> Iterator[str]:
    """A name under which OpenSSL can open what is in memory."""
    data = text.encode("ascii")
    if len(data) > MAX_PEM:
        raise ValueError
    reading, writing = os.pipe()
    try:
        os.write(writing, data)
    finally:
        os.close(writing)
    try:
        yield f"/dev/fd/{reading}"
    finally:
        os.close(reading)
