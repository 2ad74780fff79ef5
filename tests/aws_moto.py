"""Moto's server: the AWS API in memory, over HTTP."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection


@contextmanager
def moto_server() -> Iterator[tuple[str, int]]:
    """A server on a free port of this machine."""
    from moto.server import ThreadedMotoServer

    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        yield server.get_host_and_port()
    finally:
        server.stop()


def empty(moto: tuple[str, int]) -> None:
    """Forget every account; the policies of AWS's own are there."""
    connection = HTTPConnection(*moto)
    connection.request("POST", "/moto-api/reset")
    answer = connection.getresponse()
    assert answer.status == 200, answer.read()
    connection.close()
