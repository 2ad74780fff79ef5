"""What a macro says, as a digest: its own text and that of whatever of the same file it uses."""

from collections.abc import Mapping

from jinja2.nodes import Assign, Macro, Name, Node, Output, Template, TemplateData


def macro_digests(template: Template) -> dict[str, str]:
    """Macro name to a text that changes when what the macro says could change; lines and columns do not count."""
    named: dict[str, Node] = {}
    others: list[Node] = []
    for node in template.body:
        if isinstance(node, Macro):
            named[node.name] = node
        elif isinstance(node, Assign) and isinstance(node.target, Name):
            named[node.target.name] = node
        elif not _is_blank(node):
            others.append(node)
    rest = repr(others) if others else ""
    found = {name: repr([named[each] for each in sorted(_used(name, named))]) + rest for name in named}
    inner = {macro.name: rest for node in others for macro in node.find_all(Macro)}
    return {**inner, **found}


def _is_blank(node: Node) -> bool:
    return isinstance(node, Output) and all(
        isinstance(part, TemplateData) and not part.data.strip() for part in node.nodes
    )


def _used(name: str, named: Mapping[str, Node]) -> set[str]:
    """A name and all of the file's other names that it leads to."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in named and current not in found:
            found.add(current)
            waiting += (each.name for each in named[current].find_all(Name))
    return found
