"""Commands below a command, as in `scapkit collect aws`."""

from argparse import ArgumentParser, _SubParsersAction
from typing import Protocol


class Subcommand(Protocol):
    """What help says of it."""

    @property
    def help(self) -> str:
        """What it does, in a line."""

    @property
    def example(self) -> str:
        """Commands to try."""


def add_subcommand(
    chosen: "_SubParsersAction[ArgumentParser]", name: str, told: Subcommand, parser: ArgumentParser
) -> ArgumentParser:
    """The parser of one, with its help and examples laid out as those of the command above it."""
    return chosen.add_parser(
        name,
        help=told.help,
        description=told.help,
        epilog=f"example:\n{told.example}",
        formatter_class=parser.formatter_class,
    )
