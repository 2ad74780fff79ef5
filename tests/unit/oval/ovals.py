"""Small OVAL documents and a session over a tree, for the engine's tests."""

from pathlib import Path

from scapkit.dumps.open import open_dump
from scapkit.model import oval as o
from scapkit.model.results import Result
from scapkit.oval.engine import Session
from scapkit.oval.evidence import Evidence

NOW = "2026-01-01T00:00:00Z"


def document(*parts: object) -> o.OvalDefinitions:
    sections: dict[type, dict[str, object]] = {
        kind: {} for kind in (o.Definition, o.Test, o.Object, o.State, o.Variable)
    }
    for part in parts:
        sections[type(part)][part.id] = part  # type: ignore[attr-defined]
    return o.OvalDefinitions(o.Generator(), *sections.values())  # type: ignore[arg-type]


def session(tree: Path, *parts: object, **external: list[str]) -> Session:
    return Session(document(*parts), Evidence(open_dump(str(tree))), external, NOW)


def constant(name: str, *values: str) -> o.Variable:
    return o.Variable(name, "constant", values=values)


def values_object(name: str, variable: str) -> o.Object:
    return o.Object(name, "independent:variable", (o.Entity("var_ref", variable),))


def state(name: str, value: str = "", **more: str) -> o.State:
    return o.State(name, "independent:variable", (o.Entity("value", value, **more),))  # type: ignore[arg-type]


def check_of(name: str, looked_for: str, *states: str, **more: str) -> o.Test:
    return o.Test(name, "independent:variable", object_ref=looked_for, state_refs=states, **more)


def definition(name: str, *nodes: object, operator: str = "AND", negate: bool = False) -> o.Definition:
    return o.Definition(name, criteria=o.Criteria(operator, tuple(nodes), negate))  # type: ignore[arg-type]


def result_of(run: Session, name: str = "d") -> Result:
    return run.definition(name).result


def lines(name: str, path: str = "/etc/a.conf", pattern: str = "(.+)") -> o.Object:
    entities = (
        o.Entity("filepath", path),
        o.Entity("pattern", pattern, operation="pattern match"),
        o.Entity("instance", "1", "int", "greater than or equal"),
    )
    return o.Object(name, "independent:textfilecontent54", entities)


def text_state(name: str, value: str, operation: str = "equals") -> o.State:
    return o.State(name, "independent:textfilecontent54", (o.Entity("text", value, operation=operation),))


BASE = (constant("v", "a", "b"), lines("o"), text_state("is_a", "one"), text_state("any", ".", "pattern match"))
"""A variable, an object that finds two lines, one state that the first satisfies and one that both do."""
