"""What a rule's check reads, as it stands in the OVAL that the check reaches."""

from collections.abc import Iterator

from scapkit.lint.ovals import entities
from scapkit.lint.whole import Compiled
from scapkit.model.oval import Component, FunctionCall, Literal, Variable, VariableComponent
from scapkit.span import Span


def literals(compiled: Compiled, rule: str) -> frozenset[str]:
    """Every literal text in the parts that a rule's check needs."""
    found: set[str] = set()
    for key in compiled.draft.reach.get(rule, ()):
        part = compiled.draft.parts[key]
        found.update(entity.value for entity in entities(part))
        if isinstance(part.entry, Variable):
            found.update(part.entry.values)
            if part.entry.component is not None:
                found.update(_texts(part.entry.component))
    return frozenset(found)


def reads(texts: frozenset[str], path: str) -> bool:
    """Whether a path is among the texts, or stands in one of them, or one of them is a pattern or folder for it."""
    folder, _, name = path.rpartition("/")
    return path in texts or any(path in text for text in texts) or (folder in texts and name in texts)


def api_paths(compiled: Compiled, rule: str, root: str) -> Iterator[tuple[str, Span]]:
    """What the check puts behind the variable `root` (its OVAL id), where that is one literal text."""
    for key in sorted(compiled.draft.reach.get(rule, ())):
        part = compiled.draft.parts[key]
        call = part.entry.component if isinstance(part.entry, Variable) else None
        if not isinstance(call, FunctionCall) or call.name != "concat" or len(call.arguments) != 2:
            continue
        first, second = call.arguments
        if first == VariableComponent(root) and isinstance(second, Literal):
            yield second.value, part.span


def _texts(component: Component) -> Iterator[str]:
    if isinstance(component, Literal):
        yield component.value
    if isinstance(component, FunctionCall):
        for argument in component.arguments:
            yield from _texts(argument)
