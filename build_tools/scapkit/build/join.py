"""The OVAL entries of all rules and platforms in one: an id says one thing."""

from collections.abc import Iterable

from scapkit.build.unit import Key, Part
from scapkit.model.oval import Definition, Variable
from scapkit.problem import Problem
from scapkit.span import Span


class Joined:
    """Parts by section and short id; what contradicts is added to `problems`."""

    def __init__(self, problems: list[Problem]) -> None:
        self.parts: dict[Key, Part] = {}
        self.owners: dict[Key, str] = {}
        self.problems = problems

    def add(self, new: Iterable[Part], definition: str, span: Span) -> None:
        """Take in the parts that a definition comes with; it must be there. `span` is where it was asked for."""
        found = list(new)
        for part in found:
            key = part.section, part.id
            first = self.parts.setdefault(key, part)
            owner = self.owners.setdefault(key, definition)
            if first is not part and _said(first) != _said(part):
                self.problems.append(_different(part, definition, first, owner))
        if found and ("definitions", definition) not in self.parts:
            self.problems.append(Problem(span, "missing-definition", f"its OVAL defines no definition {definition}"))


def _different(part: Part, definition: str, first: Part, owner: str) -> Problem:
    """Two parts of one id that say different things; the commonest is one Value compared as two datatypes."""
    message = f"{part.id} of {definition} is defined differently for {owner}, in {first.span}"
    hint = ""
    if isinstance(part.entry, Variable) and isinstance(first.entry, Variable):
        hint = f"a variable has one datatype: {part.entry.datatype} or {first.entry.datatype}"
    return Problem(part.span, "duplicate-id", message, hint)


def _said(part: Part) -> object:
    """What a part says: all but its comment, which may differ."""
    return part.entry if isinstance(part.entry, Definition) else part.entry._replace(comment="")
