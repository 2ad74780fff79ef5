"""What a rule's check reads, as the warning from which collectors take it."""

from collections.abc import Iterator, Sequence

from scapkit.authoring.project import CollectEntry, Project, RuleSource
from scapkit.model.xccdf import Text, Warning
from scapkit.names import xccdf_id
from scapkit.xmlio.parse import escape

ROOT_VALUE = "ocp_data_root"
ROOT = "/kubernetes-api-resources"


def collection_warning(project: Project, rule: RuleSource) -> Warning | None:
    """One warning with an entry for each thing to collect; None where the rule's check reads nothing.

    The classes ocp-api-endpoint, ocp-api-filter and ocp-dump-location with the ids H, filter-H and dump-H are what the
    Compliance Operator looks for; AWS calls and node files have classes of their own.
    """
    if not rule.collect:
        return None
    entries = _entries(rule.collect, _root(project))
    return Warning(Text(f"<p>The check of this rule reads what was collected beforehand:</p><ul>{entries}</ul>"))


def collection_notes(entries: Sequence[CollectEntry]) -> tuple[str, ...]:
    """The same for a platform, as notes of its name in the CPE dictionary: the class, and what there is to collect.

    A filter follows what it is for. Elements of other namespaces would be valid there, but OpenSCAP complains of them.
    """
    return tuple(note for entry in entries for note in _notes(entry))


def _notes(entry: CollectEntry) -> Iterator[str]:
    system = "aws" if entry.aws else "ocp"
    if named := _of_node(entry):
        yield " ".join(named[:2])
        return
    yield f"aws-api-call {entry.aws}" if entry.aws else f"ocp-api-endpoint {entry.path}"
    if entry.filter:
        yield f"{system}-api-filter {entry.filter}"


def _of_node(entry: CollectEntry) -> tuple[str, str, str] | None:
    """The class, what is collected, and the words around it; None for answers."""
    found = (
        ("node-file", entry.file, "the file {} of the node"),
        ("node-glob", entry.glob, "the files {} of the node"),
        ("node-fact", entry.fact, "the facts {} of the running node"),
    )
    return next((each for each in found if each[1]), None)


def _entries(entries: Sequence[CollectEntry], root: str) -> str:
    return "".join(f"<li>{_entry(each, root)}</li>" for each in entries)


def _entry(entry: CollectEntry, root: str) -> str:
    if named := _of_node(entry):
        name, text, words = named
        return words.format(f'<code class="{name}">{escape(text)}</code>')
    if entry.aws:
        return f"the answer to the AWS call {_code('aws-api-call', entry.hash, entry.aws)}{_filter('aws', entry)}"
    where = f'<code class="ocp-dump-location" id="dump-{entry.hash}">{root}{escape(entry.dump_path)}</code>'
    endpoint = _code("ocp-api-endpoint", entry.hash, entry.path)
    return f"the answer of the Kubernetes API to {endpoint}{_filter('ocp', entry)}, kept as {where}"


def _code(class_: str, identifier: str, text: str) -> str:
    return f'<code class="{class_}" id="{identifier}">{escape(text)}</code>'


def _filter(system: str, entry: CollectEntry) -> str:
    if not entry.filter:
        return ""
    return f", filtered by jq with {_code(f'{system}-api-filter', f'filter-{entry.hash}', entry.filter)}"


def _root(project: Project) -> str:
    if ROOT_VALUE not in project.values:
        return ROOT
    return f'<xccdf:sub idref="{xccdf_id(project.product.namespace, "value", ROOT_VALUE)}" use="legacy"/>'
