"""scapkit dump: what a dump holds, whether it is whole, and dumps for other eyes."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import NamedTuple

from scapkit.cli.protocol import Command
from scapkit.cli.subcommands import add_subcommand


class _Deed(NamedTuple):
    help: str
    example: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def _one(parser: ArgumentParser) -> None:
    parser.add_argument("dump", metavar="DUMP", help="a folder or tar archive with a manifest, or a collection of such")


def _configure_info(parser: ArgumentParser) -> None:
    _one(parser)
    parser.add_argument("--json", action="store_true", help="for programs")


def _configure_redact(parser: ArgumentParser) -> None:
    _one(parser)
    _output(parser)


def _configure_merge(parser: ArgumentParser) -> None:
    parser.add_argument("dumps", metavar="DUMP", nargs="+", help="dumps of one asset")
    _output(parser)


def _output(parser: ArgumentParser) -> None:
    text = "a folder, or an archive: NAME.tar, NAME.tar.gz, NAME.tar.zst, or - for a stream"
    parser.add_argument("--output", metavar="DUMP", required=True, help=text)


def _info(arguments: Namespace) -> int:
    from scapkit.api.gathering import dumping
    from scapkit.cli.streams import give

    give(dumping.as_json(arguments.dump) if arguments.json else dumping.as_text(arguments.dump), None)
    return 0


def _verify(arguments: Namespace) -> int:
    from scapkit.api.gathering.dumping import verify

    found = verify(arguments.dump)
    for problem in found.problems:
        print(problem)
    unhashed = f", {found.unhashed} without a digest" if found.unhashed else ""
    print(f"{found.intact} files intact{unhashed}, {len(found.problems)} problems")
    return 2 if found.problems else 0


def _redact(arguments: Namespace) -> int:
    from scapkit.api.gathering.dumping import redact

    redact(arguments.dump, arguments.output)
    return 0


def _merge(arguments: Namespace) -> int:
    from scapkit.api.gathering.dumping import merge

    merge(arguments.dumps, arguments.output)
    return 0


DEEDS = {
    "info": _Deed(
        "tell whose it is, when it was taken, and what is missing and why",
        "  scapkit dump info dumps/cluster",
        _configure_info,
        _info,
    ),
    "verify": _Deed(
        "compare every file with the manifest; exit code 2 where it does not hold",
        "  scapkit dump verify dumps/cluster.tar.zst",
        _one,
        _verify,
    ),
    "redact": _Deed(
        "write it anew without secrets, mail addresses and account numbers",
        "  scapkit dump redact dumps/cluster --output for-the-auditor.tar.gz",
        _configure_redact,
        _redact,
    ),
    "merge": _Deed(
        "put several dumps of one asset together, or one into another form",
        "  scapkit dump merge kubernetes.dump aws.dump --output cluster.tar.zst",
        _configure_merge,
        _merge,
    ),
}


def configure(parser: ArgumentParser) -> None:
    """A subcommand for each deed."""
    chosen = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    for name, deed in DEEDS.items():
        one = add_subcommand(chosen, name, deed, parser)
        deed.configure(one)


def run(arguments: Namespace) -> int:
    """Do what was asked for."""
    return DEEDS[arguments.deed].run(arguments)


COMMAND = Command(
    "dump",
    "look at a dump, verify it, redact it, merge dumps",
    "".join(f"{deed.example}\n" for deed in DEEDS.values()).rstrip("\n"),
    configure,
    run,
)
