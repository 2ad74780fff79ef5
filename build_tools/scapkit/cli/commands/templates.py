"""scapkit templates: the check templates that rules can use, and how."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scapkit.cli.protocol import Command

if TYPE_CHECKING:
    from scapkit.api.projects.templates import ParameterHelp, TemplateHelp

WIDTH = 100
SENTENCE = re.compile(r"[.:](?: |$)")


def configure(parser: ArgumentParser) -> None:
    """A name, the project, and the form."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="tell all about this one (default: list all)")
    parser.add_argument("--source", metavar="DIR", help="the project whose templates count too (default: here)")
    parser.add_argument("--json", action="store_true", help="print as JSON, with everything that is known")


def run(arguments: Namespace) -> int:
    """Print the list, or all about one."""
    from scapkit.api.projects.templates import template, templates

    if arguments.name:
        one = template(arguments.name, arguments.source)
        print(_json(_plain(one)) if arguments.json else "\n".join(_page(one)))
        return 0
    found = templates(arguments.source)
    if arguments.json:
        print(_json([_plain(each) for each in found]))
        return 0
    width = max(len(each.name) for each in found)
    for each in found:
        print(f"{each.name:{width}}  {SENTENCE.split(each.description)[0]}")
    return 0


def _json(data: Any) -> str:
    import json

    return json.dumps(data, indent=2, ensure_ascii=False)


def _plain(help_: "TemplateHelp | ParameterHelp") -> dict[str, Any]:
    """A tuple with names as a mapping, what is in it likewise."""
    plain = help_._asdict()
    for name in ("parameters", "items"):
        if name in plain:
            plain[name] = [_plain(each) for each in plain[name]]
    return plain


def _page(of: "TemplateHelp") -> Iterator[str]:
    """All about a template, for a person."""
    yield of.name
    yield from _wrapped(of.description, "  ")
    yield f"\nparameters of {of.name}:"
    for each in of.parameters:
        yield from _parameter(each, "  ")
    if of.one_of:
        yield f"\nexactly one of these must be given: {', '.join(of.one_of)}"
    yield f"\nblocks: {', '.join(of.blocks)}"
    yield f"file: {of.file}"
    yield "\nexample, in a rule.yml:"
    yield from (f"  {line}" for line in of.example.splitlines())


def _parameter(of: "ParameterHelp", indent: str) -> Iterator[str]:
    told = [of.type, "required" if of.required else f"default {of.default}" if of.default else "optional"]
    if of.pattern:
        told.append(f"must match {of.pattern}")
    yield f"{indent}{of.name}  ({'; '.join(told)})"
    yield from _wrapped(of.help + (f": {', '.join(of.choices)}" if of.choices else ""), indent + "    ")
    for each in of.items:
        yield from _parameter(each, indent + "    ")


def _wrapped(text: str, indent: str) -> list[str]:
    from textwrap import wrap

    return wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)


COMMAND = Command(
    "templates",
    "list the check templates, or tell all about one",
    "  scapkit templates\n  scapkit templates sshd_lineinfile\n  scapkit templates --json --source ~/my-content",
    configure,
    run,
)
