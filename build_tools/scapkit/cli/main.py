"""The `scapkit` command: finds the subcommand, runs it, and turns what is wrong into one line and an exit code."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any, NoReturn

from scapkit import __version__
from scapkit.cli.actions import Each, Once
from scapkit.cli.protocol import Command
from scapkit.problem import Invalid, did_you_mean
from scapkit.registry import discover, find

COMMANDS = "scapkit.cli.commands"
WRONG = 1
WIDTH = 100


def terminal_width() -> int:
    """The columns of the terminal; 0 where there is none or it does not say."""
    return os.get_terminal_size().columns if sys.stdout.isatty() else 0


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Argparse's own, told the width so that it need not load what finds it out."""
    width = terminal_width() or WIDTH
    return argparse.RawDescriptionHelpFormatter(prog, width=width - 2)


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line and exits 1: exit code 2 means that rules did not pass."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name, action in ((None, Once), ("store", Once), ("append", Each)):
            self.register("action", name, action)

    def error(self, message: str) -> NoReturn:
        """Print the message and leave."""
        self.exit(WRONG, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 for success, 2 where selected rules did not pass, 1 where something went wrong."""
    # frozen data makes no cycles: to look for them as often as Python does would be a quarter of a large build
    gc.set_threshold(2_000_000, 20, 100)
    words = list(sys.argv[1:] if argv is None else argv)
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except Invalid as error:
        for problem in error.problems:
            print(f"scapkit: {problem}", file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        _lose_output()
        return WRONG
    except KeyboardInterrupt:
        print("scapkit: interrupted", file=sys.stderr)
        return 130
    except (OSError, RecursionError, MemoryError) as error:
        print(f"scapkit: {_said(error)}", file=sys.stderr)
        return WRONG


def _open_closed_streams() -> None:
    """Where whoever started the program closed its outputs, what is printed goes nowhere, not into some file."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _said(error: OSError | RecursionError | MemoryError) -> str:
    if isinstance(error, RecursionError):
        return "what was read is nested too deeply"
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    name = error.filename or ("standard output" if _is_output_lost() else "")
    what = str(error.strerror or error)
    return f"{name}: {what}" if name else what


def _is_output_lost() -> bool:
    """Whether what is still to be printed cannot be, as on a full disk."""
    try:
        sys.stdout.flush()
    except OSError:
        _lose_output()
        return True
    return False


def _lose_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: list[str]) -> int:
    if not words or words[0].startswith("-"):
        return _top(words)
    command: Command | None = find(COMMANDS, "COMMAND", words[0])
    if command is None:
        hint = did_you_mean(words[0], discover(COMMANDS, "COMMAND"))
        print(f"scapkit: there is no command {words[0]} ({hint or 'see scapkit --help'})", file=sys.stderr)
        return WRONG
    parser = Parser(
        prog=f"scapkit {command.name}",
        description=command.help,
        epilog=f"example:\n{command.example}",
        formatter_class=_formatter,
    )
    command.configure(parser)
    return command.run(parser.parse_args(words[1:]))


def _top(words: list[str]) -> int:
    commands: dict[str, Command] = discover(COMMANDS, "COMMAND")
    width = max(map(len, commands))
    listing = "\n".join(f"  {name:{width}}  {command.help}" for name, command in commands.items())
    parser = Parser(
        prog="scapkit",
        usage="scapkit COMMAND ...",
        description="SCAP content from Rule YAML, and verdicts from collected evidence.",
        epilog=f"commands:\n{listing}\n\nscapkit COMMAND --help tells more. Try: scapkit demo",
        formatter_class=_formatter,
    )
    parser.add_argument("--version", action="version", version=f"scapkit {__version__}")
    parser.parse_args(words)
    parser.print_help()
    return 0 if words else WRONG
