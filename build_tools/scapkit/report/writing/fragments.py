"""Pieces of YAML from content: read without making anything of them, within limits, and written back."""

from collections.abc import Iterator
from typing import Any

MAX_NODES = 50_000
MAX_DEPTH = 60
WIDTH = 1_000_000


def read_documents(text: str) -> tuple[tuple[Any, ...], str]:
    """The nodes of a stream's documents, or why there are none."""
    import yaml

    try:
        documents = tuple(each for each in yaml.compose_all(text, Loader=yaml.CSafeLoader) if not _is_empty(each))
    except yaml.MarkedYAMLError as error:
        place = f" in its line {error.problem_mark.line + 1}" if error.problem_mark else ""
        return (), f"is not YAML{place}: {error.problem}"
    except yaml.YAMLError as error:
        return (), f"is not YAML: {' '.join(str(error).split())}"
    if not documents:
        return (), "says nothing"
    return (documents, "") if _is_small(documents) else ((), "is nested too deeply or too large")


def _is_empty(document: Any) -> bool:
    return document is None or document.tag == "tag:yaml.org,2002:null"


def _is_small(documents: tuple[Any, ...]) -> bool:
    waiting = [(each, 0) for each in documents]
    count = 0
    while waiting:
        node, depth = waiting.pop()
        count += 1
        if count > MAX_NODES or depth > MAX_DEPTH:
            return False
        waiting += [(child, depth + 1) for child in children(node)]
    return True


def children(node: Any) -> Iterator[Any]:
    """The nodes directly under a node, keys included."""
    if node.id == "sequence":
        yield from node.value
    elif node.id == "mapping":
        yield from (each for pair in node.value for each in pair)


def scalars(node: Any) -> Iterator[Any]:
    """Every scalar under a node; the node is small, as read_documents sees to."""
    if node.id == "scalar":
        yield node
    for child in children(node):
        yield from scalars(child)


def entry(mapping: Any, *keys: str) -> Any:
    """The value under the first of the keys that a mapping has, or None."""
    found = {key.value: value for key, value in mapping.value if key.id == "scalar"}
    return next((found[key] for key in keys if key in found), None)


def write_node(node: Any) -> str:
    """A node as YAML in block style, lines of scalars kept whole; no scalar owns the empty lines after it."""
    import yaml

    for scalar in scalars(node):
        if scalar.style in ("|", ">") and (scalar.value.endswith("\n\n") or scalar.value == "\n"):
            scalar.style = '"'
    text: str = yaml.serialize(node, Dumper=yaml.CSafeDumper, width=WIDTH, allow_unicode=True)
    return text


def text_node(text: str) -> Any:
    """A node for a string that is a string whatever it looks like."""
    import yaml

    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style='"')


def list_node(items: list[Any]) -> Any:
    """A node for a list."""
    import yaml

    return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=False)
