"""Groups, rules and values: the folders below content/PRODUCT."""

from pathlib import Path

from scapkit.authoring.collecting import read_collect
from scapkit.authoring.kinds import GROUP, RULE, VALUE
from scapkit.authoring.lines import Source
from scapkit.authoring.project import GroupSource, RuleSource, TemplateUse, ValueSource
from scapkit.authoring.reading import Reading, claim_id, file_span, needed, platforms_of, warnings_of
from scapkit.authoring.shape import Fields
from scapkit.authoring.sources import files, folders
from scapkit.problem import Problem

RESERVED = ("applicability", "controls", "samples")


class _Found:
    """What was met on the way: ids with their places, and rules that are not ready."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, str], Path] = {}
        self.incomplete: set[str] = set()


def read_groups(reading: Reading, folder: Path) -> tuple[tuple[GroupSource, ...], frozenset[str]]:
    """The groups of a product, and the ids of rules that are not complete."""
    found = _Found()
    groups = [_group(reading, each, found) for each in folders(folder) if each.name not in RESERVED]
    return tuple(group for group in groups if group), frozenset(found.incomplete)


def _group(reading: Reading, folder: Path, found: _Found) -> GroupSource | None:
    path = folder / "group.yml"
    if not path.is_file():
        if any(folder.glob("**/rule.yml")):
            message = "rules lie in a folder with a group.yml, which is missing here"
            reading.problems.append(Problem(file_span(path), "missing-group", message))
        return None
    _claim(reading, found, "group", folder.name, path)
    inner = list(folders(folder))
    rules = [_rule(reading, each, found) for each in inner if (each / "rule.yml").is_file()]
    groups = [_group(reading, each, found) for each in inner if not (each / "rule.yml").is_file()]
    values = [_value(reading, each, found) for each in files(folder, ".var")]
    fields = reading.fields(path, GROUP)
    if fields is None:
        return None
    return GroupSource(
        id=folder.name,
        span=fields.span,
        title=fields.text("title"),
        description=needed(fields, "description"),
        warnings=warnings_of(fields),
        platforms=platforms_of(fields),
        groups=tuple(group for group in groups if group),
        rules=tuple(rule for rule in rules if rule),
        values=tuple(value for value in values if value),
    )


def _claim(reading: Reading, found: _Found, kind: str, name: str, path: Path) -> None:
    claim_id(reading, kind, name, path)
    first = found.places.setdefault((kind, name), path)
    if first != path:
        message = f"the {kind} {name} is already defined in {first}"
        hint = f"every {kind} of a product needs a name of its own"
        reading.problems.append(Problem(file_span(path), "duplicate-id", message, hint))


def _rule(reading: Reading, folder: Path, found: _Found) -> RuleSource | None:
    _claim(reading, found, "rule", folder.name, folder / "rule.yml")
    recalled = reading.recall(folder, reading.environment)
    if recalled:
        return recalled
    rule = read_rule(reading, folder)
    if rule is None:
        found.incomplete.add(folder.name)
    return rule


def read_rule(reading: Reading, folder: Path) -> RuleSource | None:
    """The rule in a folder; None for one that is not complete or cannot be read."""
    reading.environment.asked.clear()
    fields = reading.fields(folder / "rule.yml", RULE, {"rule_id": folder.name})
    if fields is None or not fields.flag("documentation_complete", True):
        return None
    return RuleSource(
        id=folder.name,
        span=fields.span,
        title=fields.text("title"),
        description=needed(fields, "description"),
        rationale=needed(fields, "rationale"),
        severity=fields.text("severity"),
        identifiers=fields.pairs("identifiers"),
        references=fields.pairs("references"),
        platforms=platforms_of(fields),
        requires=fields.nodes("requires"),
        conflicts=fields.nodes("conflicts"),
        warnings=warnings_of(fields),
        collect=read_collect(fields.many("collect"), reading.problems),
        ocil=fields.node("ocil"),
        ocil_clause=fields.node("ocil_clause"),
        template=_template(fields),
        check=_check(reading, folder),
        asked=frozenset(reading.environment.asked),
    )


def _template(fields: Fields) -> TemplateUse | None:
    use = fields.one("template")
    if use is None:
        return None
    off = frozenset(name for name, node in use.pairs("backends").items() if node.text == "off")
    return TemplateUse(needed(use, "name"), use.node("vars"), off)


def _check(reading: Reading, folder: Path) -> Source | None:
    """The product's own OVAL, else the one that products share."""
    for name in (f"{reading.product}.xml", "shared.xml"):
        path = folder / "oval" / name
        if path.is_file():
            return reading.source(path)
    return None


def _value(reading: Reading, path: Path, found: _Found) -> ValueSource | None:
    _claim(reading, found, "value", path.stem, path)
    fields = reading.fields(path, VALUE)
    if fields is None:
        return None
    options = fields.pairs("options")
    if "default" not in options:
        problem = Problem(fields.span, "missing-key", f"the options of {path.stem} need default")
        reading.problems.append(problem)
    return ValueSource(
        id=path.stem,
        span=fields.span,
        title=fields.text("title"),
        description=needed(fields, "description"),
        type=fields.text("type"),
        operator=fields.text("operator", "equals"),
        interactive=fields.flag("interactive"),
        options=options,
    )
