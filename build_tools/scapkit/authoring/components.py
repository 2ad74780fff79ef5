"""Components: which rules are about which part of a system."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.authoring.kinds import COMPONENT
from scapkit.authoring.policies.elsewhere import Elsewhere
from scapkit.authoring.project import Component
from scapkit.authoring.reading import Reading, needed
from scapkit.authoring.sources import files
from scapkit.problem import Problem, did_you_mean


def read_components(reading: Reading, folders: tuple[Path, ...]) -> dict[str, Component]:
    """The components by name, which is their file's name; those of earlier folders go first."""
    found: dict[str, Component] = {}
    for path in (path for folder in folders for path in files(folder, ".yml")):
        fields = reading.fields(path, COMPONENT)
        if fields is None:
            continue
        name = needed(fields, "name")
        if name.text != path.stem:
            message = f"the file is named {path.stem}, the component {name.text}"
            reading.problems.append(Problem(name.span, "bad-value", message))
        component = Component(
            name=path.stem,
            span=fields.span,
            packages=tuple(node.text for node in fields.nodes("packages")),
            rules=fields.nodes("rules"),
            groups=fields.nodes("groups"),
            templates=fields.nodes("templates"),
            shared=not path.is_relative_to(reading.root / "content"),
        )
        found.setdefault(path.stem, component)
    return found


class Named(NamedTuple):
    """What components may name."""

    rules: Mapping[str, object]
    groups: Mapping[str, object]
    templates: Mapping[str, object]
    elsewhere: Elsewhere


def check_components(components: Mapping[str, Component], named: Named, problems: list[Problem]) -> None:
    """Tell what components name and there is not; shared ones may name rules and groups of any product."""
    for component in components.values():
        kinds = (("rule", component.rules, named.rules), ("group", component.groups, named.groups))
        for kind, nodes, known in (*kinds, ("template", component.templates, named.templates)):
            for node in nodes:
                if node.text not in known and not (component.shared and node.text in named.elsewhere):
                    message = f"no {kind} {node.text}"
                    problems.append(Problem(node.span, f"unknown-{kind}", message, did_you_mean(node.text, known)))
