"""What other tools automate of a product's policies: `comparisons/TOOL.yml` beside its controls."""

from collections.abc import Iterator
from typing import NamedTuple

from scapkit.authoring.kinds import COMPARISON
from scapkit.authoring.project import Project
from scapkit.authoring.reading import Reading, needed
from scapkit.authoring.sources import files
from scapkit.authoring.yaml.shape import Fields
from scapkit.problem import Invalid, Problem, did_you_mean

FOLDER = "comparisons"


class Comparison(NamedTuple):
    """One tool and one policy: the controls that the tool decides, and those that it leaves to a person."""

    tool: str
    policy: str
    source: str
    automated: frozenset[str]
    manual: frozenset[str]


def read_comparisons(project: Project) -> tuple[Comparison, ...]:
    """All comparisons of a product, by file and as they stand in it. Raises Invalid: unknown-policy, duplicate-id."""
    reading = Reading(project.root, project.product.id, project.environment, [])
    found = [
        each
        for path in files(project.root / "content" / project.product.id / FOLDER, ".yml")
        if (fields := reading.fields(path, COMPARISON)) is not None
        for each in _policies(fields, project, reading.problems)
    ]
    if reading.problems:
        raise Invalid(sorted(reading.problems))
    return tuple(found)


def _policies(fields: Fields, project: Project, problems: list[Problem]) -> Iterator[Comparison]:
    for entry in fields.many("policies"):
        name, known = needed(entry, "id"), project.policies
        if name.text not in known:
            problems.append(
                Problem(name.span, "unknown-policy", f"no policy {name.text}", did_you_mean(name.text, known))
            )
        nodes = (*entry.nodes("automated"), *entry.nodes("manual"))
        seen: set[str] = set()
        for node in nodes:
            if node.text in seen:
                problems.append(Problem(node.span, "duplicate-id", f"the control {node.text} is already listed"))
            seen.add(node.text)
        automated, manual = (frozenset(node.text for node in entry.nodes(key)) for key in ("automated", "manual"))
        yield Comparison(fields.text("tool"), name.text, entry.text("source"), automated, manual)
