"""Groups, rules and values: the folders below content/PRODUCT."""

from pathlib import Path

from scapkit.authoring.found import Found
from scapkit.authoring.kinds import GROUP
from scapkit.authoring.project import GroupSource, RuleSource
from scapkit.authoring.read_rule import Around, read_rule
from scapkit.authoring.read_value import read_value
from scapkit.authoring.reading import Reading, file_span, is_for, needed, platforms_of, warnings_of
from scapkit.authoring.sources import files, folders
from scapkit.authoring.yaml.marked import Node
from scapkit.problem import Problem

RESERVED = ("applicability", "components", "controls", "product_properties", "samples")


def read_groups(reading: Reading, places: tuple[Path, ...]) -> tuple[tuple[GroupSource, ...], dict[str, str]]:
    """The groups in some folders, which may be groups themselves, and the ids of rules left out with the reason."""
    found = Found()
    groups = [_group(reading, each, found, ()) for place in places for each in _tops(place)]
    return tuple(group for group in groups if group), found.incomplete


def _tops(place: Path) -> list[Path]:
    if (place / "group.yml").is_file():
        return [place]
    return [each for each in folders(place) if each.name not in RESERVED]


def _group(reading: Reading, folder: Path, found: Found, around: Around) -> GroupSource | None:
    path = folder / "group.yml"
    if not path.is_file():
        if any(folder.glob("**/rule.yml")):
            message = "rules lie in a folder with a group.yml, which is missing here"
            reading.problems.append(Problem(file_span(path), "missing-group", message))
        return None
    found.claim(reading, "group", folder.name, path)
    fields = reading.fields(path, GROUP, {})
    platforms = platforms_of(fields) if fields else ()
    inside = _inside(reading, folder, found, (*around, platforms) if platforms else around)
    if fields is None:
        return None
    if not is_for(fields, reading.product):
        found.incomplete.update((rule.id, f"the prodtype of {folder.name} leaves it out") for rule in inside.rules)
        return None
    return inside._replace(
        span=fields.span,
        title=fields.text("title"),
        description=needed(fields, "description"),
        warnings=warnings_of(fields),
        platforms=platforms,
        requires=fields.nodes("requires"),
        conflicts=fields.nodes("conflicts"),
    )


def _inside(reading: Reading, folder: Path, found: Found, around: Around) -> GroupSource:
    """A group that so far has only its content."""
    inner = [(each, (each / "rule.yml").is_file()) for each in folders(folder)]
    groups = [_group(reading, each, found, around) for each, is_rule in inner if not is_rule]
    rules = [_rule(reading, each, found, around) for each, is_rule in inner if is_rule]
    values = [read_value(reading, each, found) for each in files(folder, ".var")]
    span = file_span(folder / "group.yml")
    return GroupSource(
        id=folder.name,
        span=span,
        title="",
        description=Node(span, "str"),
        warnings=(),
        platforms=(),
        groups=tuple(group for group in groups if group),
        rules=tuple(rule for rule in rules if rule),
        values=tuple(value for value in values if value),
    )


def _rule(reading: Reading, folder: Path, found: Found, around: Around) -> RuleSource | None:
    found.claim(reading, "rule", folder.name, folder / "rule.yml")
    recalled = reading.recall(folder, reading.environment)
    return recalled or read_rule(reading, folder, around, found.incomplete)
