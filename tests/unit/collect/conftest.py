"""The AWS API in memory."""

from collections.abc import Iterator

import pytest

from aws_moto import empty, moto_server
from aws_overlay import Overlay, overlaid


@pytest.fixture(scope="session")
def moto() -> Iterator[tuple[str, int]]:
    """Moto's server."""
    with moto_server() as address:
        yield address


@pytest.fixture(scope="module")
def overlay(moto: tuple[str, int]) -> Iterator[Overlay]:
    """A server before moto's, which knows of nothing yet."""
    empty(moto)
    with overlaid(moto) as made:
        yield made
