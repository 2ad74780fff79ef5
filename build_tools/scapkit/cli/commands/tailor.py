"""scapkit tailor: make, change, explain and compare XCCDF tailorings."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from scapkit.cli.protocol import Command

if TYPE_CHECKING:
    from scapkit.api.contents.tailoring import Tailor
    from scapkit.xmlio.content import Content

CHANGES = (
    ("select", "ID", "take in this rule, group or cluster"),
    ("unselect", "ID", "leave it out"),
    ("set", "VALUE=X", "give a Value one of its options, or a value of its own where it has no such option"),
    ("refine", "ID:KEY=X,...", "of a rule severity, role, weight, selector; of a group weight; of a Value operator"),
)
OWN = ("new_id", "title", "description", "namespace")
IN_DOUBT = 2


def configure(parser: ArgumentParser) -> None:
    """Content, where the tailoring comes from, what to change and what to write."""
    add = parser.add_argument
    add("content", metavar="CONTENT", help="source datastream or XCCDF benchmark")
    add("--profile", metavar="ID", default="", help="profile to extend; with --edit or --tailoring one of that file")
    add("--new-id", metavar="ID", default="", help="id of the new profile (default: that of --profile and -tailored)")
    add("--title", metavar="TEXT", default="", help="title of the new profile")
    add("--description", metavar="TEXT", default="", help="what is to be said of it (default: what it tailors)")
    add("--namespace", metavar="NAME", default="", help="of new ids, a domain reversed (default: the content's)")
    for name, word, text in CHANGES:
        add(f"--{name}", metavar=word, action="append", default=[], help=f"{text} (may be repeated)")
    add("--from", metavar="FILE", default="", dest="described", help="make what a YAML file describes")
    add("--edit", metavar="FILE", default="", help="change a profile of this tailoring")
    add("--tailoring", metavar="FILE", default="", help="take this tailoring as it is, to --explain or --diff")
    add("--explain", action="store_true", help="tell what the profile changes; the tailoring goes to --output alone")
    add("--diff", metavar=("OLD", "NEW"), nargs=2, help="tell what differs between two profiles")
    add("--format", metavar="NAME", default="text", help="of --explain and --diff: text, json, markdown, html")
    add("--datastream", metavar="FILE", default="", help="write the content, a datastream, with the tailoring in it")
    add("--output", metavar="FILE", default="", help="where to write (default: standard output)")


def run(arguments: Namespace) -> int:
    """Make, change, explain or compare; 2 where a tailoring that is only explained has faults."""
    from scapkit.api.contents.tailoring import compare, rendered
    from scapkit.cli.streams import give
    from scapkit.xmlio.content import open_content

    _check(arguments)
    content = open_content(arguments.content)
    if not arguments.diff:
        return _made(content, arguments)
    data = rendered(compare(content, arguments.tailoring, *arguments.diff), arguments.format)
    give(data, arguments.output, arguments.content, arguments.tailoring)
    return 0


def _made(content: "Content", arguments: Namespace) -> int:
    from scapkit.api.contents.tailoring import explain, rendered
    from scapkit.cli.streams import give
    from scapkit.cli.terminal import print_warnings

    tailor = _tailor(content, arguments)
    own = arguments.profile if arguments.edit or arguments.tailoring else ""
    told = rendered(explain(tailor, own), arguments.format) if arguments.explain else b""
    print_warnings(tailor.warnings)
    _write(tailor, arguments)
    if arguments.explain:
        give(told, None)
    return IN_DOUBT if arguments.tailoring and any(each.level == "error" for each in tailor.warnings) else 0


def _write(tailor: "Tailor", arguments: Namespace) -> None:
    """All files, or none; the tailoring to standard output where nothing else is asked for."""
    from scapkit.api.files.writing import Output, write_all
    from scapkit.cli.streams import give

    made = ((arguments.output, tailor.document), (arguments.datastream, tailor.datastream))
    outputs = [Output(path, make) for path, make in made if path]
    write_all(outputs, (arguments.content, arguments.described, arguments.tailoring))
    if not outputs and not arguments.explain:
        give(tailor.document(), None)


def _check(arguments: Namespace) -> None:
    """Raises Invalid for options that do not go together."""
    from scapkit.problem import invalid

    sources = [name for name in ("described", "edit", "tailoring") if getattr(arguments, name)]
    asked = [name for name, _, _ in CHANGES if getattr(arguments, name)]
    named = [name for name in OWN if getattr(arguments, name)]
    words = [f"--{name.replace('described', 'from').replace('_', '-')}" for name in (*sources, *asked, *named)]
    if arguments.profile and (arguments.described or arguments.diff):
        first = "--from" if arguments.described else "--diff"
        raise invalid("--profile", "contradicting-options", f"does not go with {first}, which says itself which it is")
    if len(sources) > 1 or (sources and sources[0] != "edit" and asked) or (sources and named):
        raise invalid(words[0], "contradicting-options", f"does not go with {', '.join(words[1:])}")
    if arguments.diff and (asked or named or sources not in ([], ["tailoring"])):
        raise invalid("--diff", "contradicting-options", f"does not go with {', '.join(words)}")
    if arguments.diff and arguments.datastream:
        raise invalid("--diff", "contradicting-options", "does not go with --datastream")
    if arguments.tailoring and not (arguments.explain or arguments.diff or arguments.datastream):
        message = "is for --explain, --diff and --datastream; --edit changes a tailoring"
        raise invalid("--tailoring", "contradicting-options", message)


def _tailor(content: "Content", arguments: Namespace) -> "Tailor":
    from scapkit.api.contents.tailoring import edit, make, read, wish_of
    from scapkit.cli.asks import asks_of
    from scapkit.cli.clock import now
    from scapkit.tailoring.file import read_description

    if arguments.tailoring:
        return read(content, arguments.tailoring)
    if arguments.described:
        return make(content, read_description(arguments.described), now())
    asks = asks_of({name: getattr(arguments, name) for name, _, _ in CHANGES})
    if arguments.edit:
        return edit(content, arguments.edit, arguments.profile, asks, now())
    wish = wish_of(arguments.profile, asks, **{name: getattr(arguments, name) for name in OWN})
    return make(content, wish, now())


COMMAND = Command(
    "tailor",
    "make a tailoring of a profile, change one, or tell what it changes",
    "  scapkit tailor output/eks/ssg-eks-ds.xml --profile cis-1.8 --new-id shop --unselect approved_registries \\\n"
    "      --set var_audit_log_retention_days=365 --refine audit_logging:severity=high --output shop.xml\n"
    "  scapkit tailor output/eks/ssg-eks-ds.xml --from shop.yml --output shop.xml --explain\n"
    "  scapkit tailor output/eks/ssg-eks-ds.xml --edit shop.xml --select approved_registries --output shop.xml\n"
    "  scapkit tailor output/eks/ssg-eks-ds.xml --tailoring shop.xml --explain --format json\n"
    "  scapkit tailor output/eks/ssg-eks-ds.xml --diff cis cis-1.8\n"
    "the profile (default) is the benchmark itself; docs/tailoring.md has the YAML and says what is checked\n"
    "exit code: 0 done, 1 nothing was written as something is wrong, 2 a tailoring that was only to be explained has\n"
    "refinements that change nothing or should not",
    configure,
    run,
)
