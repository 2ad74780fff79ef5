"""Random small projects: whatever the format allows, drawn by hypothesis and written from the shapes of the kinds."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from hypothesis import strategies as st

from random_texts import INVENTORY, Draw, expressions, lines, prose, words
from scapkit.authoring.kinds import (
    APPLICABILITY,
    BENCHMARK,
    GROUP,
    POLICY,
    PRODUCT,
    PROFILE,
    RULE,
    VALUE,
)
from scapkit.authoring.kinds.common import SEVERITIES, WARNING_CATEGORIES
from scapkit.authoring.kinds.control import CONTROL_STATUSES
from scapkit.authoring.kinds.value import OPERATORS, VALUE_TYPES
from scapkit.authoring.project import CheckTemplate
from scapkit.authoring.templates import example
from scapkit.authoring.yaml.document import Yaml, document
from scapkit.authoring.yaml.shape import Fields
from scapkit.xmlio.parse import escape

Templates = Mapping[str, CheckTemplate]


class Names(NamedTuple):
    """The ids that a project uses."""

    platforms: tuple[str, ...]
    groups: tuple[str, ...]
    rules: tuple[str, ...]
    values: tuple[str, ...]
    profiles: tuple[str, ...]


def needs_a_value(template: CheckTemplate, parameter: Fields) -> bool:
    """Whether a parameter cannot be left out: a Value that no random project has may stand in for one with an example."""
    return parameter.flag("required") or bool(not template.one_of and parameter.text("example"))


def draw_values(draw: Draw, template: CheckTemplate, values: tuple[str, ...]) -> dict[str, Yaml]:
    """Values of a template's parameters as they are declared: examples and choices, some of the optional ones."""
    found: dict[str, Yaml] = {}
    one = draw(st.sampled_from(template.one_of)) if template.one_of else ""
    for name, parameter in template.parameters.items():
        choices = [node.text for node in parameter.nodes("choices")]
        if name == one == "xccdf_variable":
            found[name] = draw(st.sampled_from(values))
        elif name == one or needs_a_value(template, parameter) or (choices and draw(st.booleans())):
            found[name] = draw(st.sampled_from(choices)) if choices else example(parameter)
        elif parameter.text("type") == "boolean" and draw(st.booleans()):
            found[name] = draw(st.booleans())
    return found


@st.composite
def rules(draw: Draw, name: str, names: Names, templates: Templates) -> str:
    """A rule with a template or a question or nothing, and with some of the optional keys."""
    given: dict[str, Yaml] = {
        "title": draw(lines),
        "description": draw(prose(names.values)),
        "rationale": draw(prose(names.values)),
        "severity": draw(st.sampled_from(SEVERITIES)),
    }
    others = [each for each in names.rules if each != name]
    optional: dict[str, Any] = {
        "identifiers": st.just({"cce@random": "CCE-80000-1"}),
        "references": st.fixed_dictionaries({"cis": st.from_regex(r"[1-9](\.[1-9]){0,2}(,[1-9])?", fullmatch=True)}),
        "platforms": st.lists(expressions(names.platforms), min_size=1, max_size=2),
        "warnings": st.lists(
            st.sampled_from(sorted(WARNING_CATEGORIES)).map(lambda key: {key: "Mind the gap."}), max_size=2
        ),
        "requires": st.lists(st.sampled_from(others or [name]), max_size=1),
        "collect": st.just([{"path": "/api/v1/things", "filter": ".items[] | {{x}}"}, {"aws": "eks:ListClusters"}]),
    }
    for key in draw(st.sets(st.sampled_from(sorted(optional)))):
        given[key] = draw(optional[key])
    if draw(st.booleans()):
        given["ocil_clause"], given["ocil"] = draw(lines.map(escape)), draw(prose(names.values))
    if draw(st.booleans()):
        template = templates[draw(st.sampled_from(sorted(templates)))]
        given["template"] = {"name": template.name, "vars": draw_values(draw, template, names.values)}
    return document(RULE, given)


@st.composite
def values(draw: Draw) -> str:
    """A value with a few options."""
    kind = draw(st.sampled_from(VALUE_TYPES))
    texts: dict[str, Any] = {
        "string": lines,
        "number": st.integers(0, 99).map(str),
        "boolean": st.sampled_from(["true", "false"]),
    }
    operators = OPERATORS if kind == "number" else ("equals", "not equal")
    given: dict[str, Yaml] = {
        "title": draw(lines),
        "description": draw(prose()),
        "type": kind,
        "operator": draw(st.sampled_from(operators)),
        "interactive": draw(st.booleans()),
        "options": {"default": draw(texts[kind]), "strict": draw(texts[kind])},
    }
    return document(VALUE, given)


@st.composite
def policies(draw: Draw, names: Names) -> str:
    """A policy of nested controls on two levels."""

    def control(number: str) -> dict[str, Yaml]:
        return {
            "id": number,
            "title": draw(lines),
            "levels": [draw(st.sampled_from(["low", "high"]))],
            "status": draw(st.sampled_from(CONTROL_STATUSES)),
            "rules": draw(st.lists(st.sampled_from(names.rules), unique=True, max_size=3)),
        }

    outer = [{**control(str(number)), "controls": [control(f"{number}.1")]} for number in (1, 2)]
    levels: Yaml = [{"id": "low"}, {"id": "high", "inherits_from": ["low"]}]
    return document(
        POLICY, {"policy": draw(lines), "title": draw(lines), "id": "policy", "levels": levels, "controls": outer}
    )


@st.composite
def profiles(draw: Draw, names: Names, index: int) -> str:
    """A profile that may extend one before it, take from the policy, and choose, refine or leave out."""
    out, chosen = set(), draw(st.sets(st.sampled_from(names.rules), max_size=3))
    if index:
        out = draw(st.sets(st.sampled_from(names.rules), max_size=1)) - chosen
    selections = [*sorted(chosen), *(f"!{name}" for name in sorted(out))]
    selections += [f"{name}=strict" for name in draw(st.sets(st.sampled_from(names.values))) if names.values]
    selections += [
        f"{name}.severity={draw(st.sampled_from(SEVERITIES))}" for name in sorted(chosen) if draw(st.booleans())
    ]
    selections += draw(
        st.lists(st.sampled_from(["policy:all", "policy:all:low", "policy:all:high", "policy:1.1"]), max_size=1)
    )
    given: dict[str, Yaml] = {"title": draw(lines), "description": draw(prose()), "selections": selections}
    if index and draw(st.booleans()):
        given["extends"] = names.profiles[draw(st.integers(0, index - 1))]
    if draw(st.booleans()):
        given["platform"] = draw(expressions(names.platforms))
    return document(PROFILE, given)


@st.composite
def projects(draw: Draw, templates: Templates) -> dict[str, str]:
    """The files of a project whose product is `random`."""
    unique = [sorted(draw(st.sets(words, min_size=1, max_size=size))) for size in (3, 4, 5, 2, 3)]
    platforms, groups, ids, parameters, kinds = (
        tuple(f"{kind}{name}" for name in each) for kind, each in zip("pgrvf", unique, strict=True)
    )
    names = Names(platforms, groups, ids, parameters, kinds)
    content = "content/random"
    folders: list[str] = []
    files: dict[str, str] = {}
    for name in names.groups:
        folders.append(f"{draw(st.sampled_from([content, *folders]))}/{name}")
        files[f"{folders[-1]}/group.yml"] = document(GROUP, {"title": draw(lines), "description": draw(prose())})
    for name in names.rules:
        files[f"{draw(st.sampled_from(folders))}/{name}/rule.yml"] = draw(rules(name, names, templates))
    for name in (*names.values, "ocp_data_root"):
        files[f"{draw(st.sampled_from(folders))}/{name}.var"] = draw(values())
    for index, name in enumerate(names.profiles):
        files[f"profiles/random/{name}.profile"] = draw(profiles(names, index))
    files[f"{content}/controls/policy.yml"] = draw(policies(names))
    for name in names.platforms:
        cpe: dict[str, Yaml] = {
            "name": f"cpe:/a:example:{name.lower()}",
            "title": draw(lines),
            "check_id": f"is_{name}",
        }
        files[f"{content}/applicability/{name}.yml"] = document(APPLICABILITY, cpe)
        files[f"{content}/applicability/is_{name}.xml"] = INVENTORY.format(name)
    files[f"{content}/product.yml"] = draw(products(names))
    files[f"{content}/benchmark.yml"] = draw(benchmarks())
    return files


@st.composite
def products(draw: Draw, names: Names) -> str:
    """product.yml."""
    fixed: dict[str, Yaml] = {
        "product": "random",
        "benchmark_id": "RANDOM",
        "namespace": "org.example.content",
        "check_namespace": "ex",
        "version": "1.0",
        "update": "https://example.org/",
        "source": "https://example.org/",
        "platforms": list(names.platforms[:1]),
        "reference_uris": {"cis": "https://example.org/cis"},
    }
    return document(
        PRODUCT, {**fixed, **{key: draw(lines) for key in ("full_name", "publisher", "creator", "contributor")}}
    )


@st.composite
def benchmarks(draw: Draw) -> str:
    """benchmark.yml."""
    given: dict[str, Yaml] = {
        "title": draw(lines),
        "status": draw(st.sampled_from(["accepted", "draft"])),
        "status_date": draw(st.dates()).isoformat(),
        "description": draw(prose()),
        "notice": {"id": "terms", "description": draw(prose())},
        "front-matter": draw(prose()),
        "rear-matter": draw(prose()),
    }
    return document(BENCHMARK, given)
