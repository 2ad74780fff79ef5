"""A whole project for one product, from its folder."""

from pathlib import Path
from typing import Any

from scapkit.authoring.components import read_components
from scapkit.authoring.jinja.sandbox import make_environment
from scapkit.authoring.kinds import BENCHMARK, PRODUCT
from scapkit.authoring.layout import Layout, layout_of
from scapkit.authoring.platforms.read import read_platforms
from scapkit.authoring.policies.read import read_policies
from scapkit.authoring.policies.references import references_of_controls
from scapkit.authoring.profiles.read import read_profiles
from scapkit.authoring.project import (
    BenchmarkText,
    CheckTemplate,
    Product,
    Project,
    RuleSource,
    all_values,
    walk_groups,
)
from scapkit.authoring.properties import read_properties
from scapkit.authoring.read_rule import read_rule
from scapkit.authoring.read_rules import read_groups
from scapkit.authoring.reading import Reading, Recall, needed, nothing
from scapkit.authoring.sources import check_product, is_shipped, read_source, template_files
from scapkit.authoring.templates import read_templates
from scapkit.authoring.yaml.marked import Node
from scapkit.authoring.yaml.shape import Fields
from scapkit.problem import Invalid, Problem, Problems

METADATA = ("publisher", "creator", "contributor", "source")


def read_project(root: Path, product: str, recall: Recall = nothing) -> Project:
    """The project in `root`, which holds content/, profiles/ and, if it has its own, templates/.

    `recall` gives the rules that need not be read again. Raises Invalid with every problem of every file.
    """
    project, problems = gather_project(root, product, recall)
    if project is None or problems:
        raise Invalid(problems)
    return project


def gather_project(root: Path, product: str, recall: Recall = nothing) -> tuple[Project | None, Problems]:
    """What can be read of a project with everything that is wrong with it; None where that is not enough to go on.

    Raises Invalid where there is no such product or a file of macros is broken.
    """
    check_product(root, product)
    reading = _reading(root, product)._replace(recall=recall)
    fields = reading.fields(root / "content" / product / "product.yml", PRODUCT)
    facts = _product(reading, fields)
    layout = layout_of(reading, fields)
    benchmark = _benchmark(reading, layout.benchmark)
    cpes = fields.node("cpes") if fields else None
    parts = _parts(reading, layout, cpes, facts)
    problems = tuple(sorted(reading.problems))
    if facts is None or benchmark is None:
        return None, problems
    return Project(root=root, product=facts, benchmark=benchmark, environment=reading.environment, **parts), problems


def _parts(reading: Reading, layout: Layout, cpes: Node | None, product: Product | None) -> dict[str, Any]:
    """Everything of a project but its product and its own words."""
    groups, incomplete = read_groups(reading, layout.groups)
    profiles = read_profiles(reading, layout.profiles)
    policies = read_policies(reading, layout.controls)
    return {
        "groups": groups,
        "profiles": profiles,
        "policies": policies,
        "platforms": read_platforms(reading, layout.platforms, cpes),
        "templates": read_templates(reading),
        "incomplete": incomplete,
        "values": all_values(groups),
        "named_groups": {group.id: group for group in walk_groups(groups)},
        "components": read_components(reading, layout.components),
        "control_references": references_of_controls(policies, product, profiles, reading.problems) if product else {},
    }


def _reading(root: Path, product: str) -> Reading:
    found = template_files(root, "macros")
    own = [read_source(place, path) for place, path in found if not is_shipped(place)]
    shipped = [read_source(place, path) for place, path in found if is_shipped(place)]
    return Reading(root, product, make_environment(own, {}, shipped), [])


def _product(reading: Reading, fields: Fields | None) -> Product | None:
    properties = read_properties(reading, fields)
    if fields is None:
        return None
    if fields.text("product") != reading.product:
        message = f"the folder is named {reading.product}, the product {fields.text('product')}"
        reading.problems.append(Problem(needed(fields, "product").span, "bad-value", message))
    if not fields.nodes("platforms"):
        hint = "the platforms that the benchmark is for"
        reading.problems.append(Problem(fields.span, "missing-key", "platforms names no platform", hint))
    return Product(
        id=reading.product,
        full_name=fields.text("full_name"),
        benchmark_id=fields.text("benchmark_id"),
        namespace=fields.text("namespace"),
        check_namespace=fields.text("check_namespace"),
        version=fields.text("version"),
        update=fields.text("update"),
        metadata=_metadata(fields),
        platforms=fields.nodes("platforms"),
        reference_uris={name: node.text for name, node in fields.pairs("reference_uris").items()},
        span=fields.span,
        properties=properties,
    )


def _metadata(fields: Fields) -> tuple[tuple[str, str], ...]:
    return tuple((name, fields.text(name)) for name in METADATA)


def _benchmark(reading: Reading, path: Path) -> BenchmarkText | None:
    fields = reading.fields(path, BENCHMARK, {})
    if fields is None:
        return None
    notice = fields.one("notice")
    return BenchmarkText(
        title=fields.text("title"),
        status=fields.text("status"),
        status_date=fields.text("status_date"),
        description=needed(fields, "description"),
        notice_id=notice.text("id") if notice else "",
        notice=notice.node("description") if notice else None,
        front_matter=fields.node("front-matter"),
        rear_matter=fields.node("rear-matter"),
        version=fields.text("version"),
    )


def read_check_templates(root: Path, product: str) -> dict[str, CheckTemplate]:
    """The check templates that a product's rules can use, shipped ones included. Raises Invalid with what is wrong."""
    reading = _reading(root, product)
    templates = read_templates(reading)
    if reading.problems:
        raise Invalid(sorted(reading.problems))
    return templates


def read_again(project: Project, rule: RuleSource, problems: list[Problem]) -> RuleSource | None:
    """A rule of the project with its texts, from its files."""
    reading = Reading(project.root, project.product.id, project.environment, problems)
    return read_rule(reading, Path(rule.span.file).parent, rule.inherited_platforms)
