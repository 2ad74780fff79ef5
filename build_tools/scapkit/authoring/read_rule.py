"""A rule: its rule.yml and what lies beside it."""

from pathlib import Path
from typing import Any

from scapkit.authoring.collecting import read_collect
from scapkit.authoring.kinds import RULE
from scapkit.authoring.kinds.rule import KEPT
from scapkit.authoring.lines import Source
from scapkit.authoring.project import RuleSource, TemplateUse
from scapkit.authoring.reading import Reading, is_for, needed, platforms_of, warnings_of
from scapkit.authoring.remediations import LANGUAGES
from scapkit.authoring.sources import folders
from scapkit.authoring.yaml.marked import Node
from scapkit.authoring.yaml.shape import Fields

# The platforms of each group around something, outer ones first.
Around = tuple[tuple[Node, ...], ...]


def read_rule(
    reading: Reading, folder: Path, around: Around, left_out: dict[str, str] | None = None
) -> RuleSource | None:
    """The rule in a folder; None for one that is not built, with the reason in `left_out`, or that cannot be read."""
    reading.environment.asked.clear()
    fields = reading.fields(folder / "rule.yml", RULE, {"rule_id": folder.name})
    if fields is None:
        return None
    reason = _left_out(reading, fields)
    if reason:
        if left_out is not None:
            left_out[folder.name] = reason
        return None
    asked = frozenset(reading.environment.asked)
    rule = _rule(reading, folder, fields)
    return rule._replace(inherited_platforms=around, asked=asked, **_beside_rule(reading, folder))


def _rule(reading: Reading, folder: Path, fields: Fields) -> RuleSource:
    return RuleSource(
        id=folder.name,
        span=fields.span,
        title=fields.text("title"),
        description=needed(fields, "description"),
        rationale=needed(fields, "rationale"),
        severity=fields.text("severity", "unknown"),
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
        fixtext=fields.node("fixtext"),
        complex_check=fields.node("complex_check"),
        kept={name: fields.given[name] for name in KEPT if name in fields.given},
    )


def _left_out(reading: Reading, fields: Fields) -> str:
    """Why a rule is not built for this product; empty for one that is."""
    if not fields.flag("documentation_complete", True):
        return "its documentation_complete is false"
    return "" if is_for(fields, reading.product) else f"its prodtype leaves out {reading.product}"


def _template(fields: Fields) -> TemplateUse | None:
    use = fields.one("template")
    if use is None:
        return None
    off = frozenset(name for name, node in use.pairs("backends").items() if node.text.lower() in ("off", "no", "false"))
    return TemplateUse(needed(use, "name"), use.node("vars"), off)


def _beside_rule(reading: Reading, folder: Path) -> dict[str, Any]:
    """The OVAL and the remediations in the folders beside a rule's file; other folders are nobody's fault."""
    there = {each.name for each in folders(folder)}
    scripts = {name: _beside(reading, folder / name, LANGUAGES[name].ending) for name in LANGUAGES if name in there}
    return {
        "check": _beside(reading, folder / "oval", ".xml") if "oval" in there else None,
        "remediations": {name: source for name, source in scripts.items() if source},
    }


def _beside(reading: Reading, folder: Path, ending: str) -> Source | None:
    """What lies in a folder beside a rule: the product's own, that of its family, or the one that products share."""
    for name in (reading.product, reading.product.rstrip("0123456789"), "shared"):
        path = folder / f"{name}{ending}"
        if path.is_file():
            return reading.source(path)
    return None
