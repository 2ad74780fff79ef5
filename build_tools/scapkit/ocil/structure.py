"""What an OCIL document alone decides, whatever the answers are: its parts, and what of them leads back to itself."""

from scapkit.circles import chain, circles
from scapkit.model.ocil import ActionRef, Ocil
from scapkit.ocil.parts import parts_of, refs_of


class Structure:
    """The questions and parts of a document by their ids; all interviews about it can share them."""

    def __init__(self, document: Ocil) -> None:
        self.questions = {each.id: each for each in document.questions}
        self.parts = parts_of(document)
        self._circles: dict[str, str] = {}
        self._looked_at: set[str] = set()

    def circle(self, name: str) -> str:
        """The circle that a part is in; the empty string where it is in none."""
        steps: dict[str, tuple[ActionRef, ...]] = {}
        waiting = [name]
        while waiting:
            part = self.parts.get(waiting.pop())
            if part is not None and part.id not in self._looked_at:
                self._looked_at.add(part.id)
                steps[part.id] = tuple(refs_of(part))
                waiting += [ref.id for ref in steps[part.id]]
        for _, places in circles(steps, lambda ref: ref.id):
            self._circles |= dict.fromkeys(places, chain(places))
        return self._circles.get(name, "")
