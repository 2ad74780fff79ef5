"""What a command is to the command line; each lives in a file of its own."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import NamedTuple


class Command(NamedTuple):
    """A subcommand: `configure` adds its arguments, `run` does the work and returns the exit code."""

    name: str
    help: str
    example: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
