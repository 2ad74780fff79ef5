"""What is met on the way through a product's folders."""

from pathlib import Path

from scapkit.authoring.reading import Reading, claim_id, file_span
from scapkit.problem import Problem


class Found:
    """Ids with their places, and rules that are left out with the reason."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, str], Path] = {}
        self.incomplete: dict[str, str] = {}

    def claim(self, reading: Reading, kind: str, name: str, path: Path) -> None:
        """Take an id for a file; a second file of that id is a problem."""
        claim_id(reading, kind, name, path)
        first = self.places.setdefault((kind, name), path)
        if first != path:
            message = f"the {kind} {name} is already defined in {first}"
            hint = f"every {kind} of a product needs a name of its own"
            reading.problems.append(Problem(file_span(path), "duplicate-id", message, hint))
