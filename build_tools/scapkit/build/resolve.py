"""Names to things: platform expressions, profiles with their policies and parents, what rules require."""

from collections.abc import Iterator

from scapkit.authoring.components import Named, check_components
from scapkit.authoring.platforms.expressions import Name, names_of
from scapkit.authoring.platforms.language import idref, platform_of, read_expression, to_platform
from scapkit.authoring.policies.elsewhere import Elsewhere
from scapkit.authoring.profiles.selections import Known, Resolved, resolve_profiles
from scapkit.authoring.project import PlatformSource, ProfileSource, Project, all_rules, walk_groups
from scapkit.authoring.prose import ValueNames, plain_text, read_prose
from scapkit.authoring.yaml.marked import Node
from scapkit.build.draft import Applicability, Draft
from scapkit.model.xccdf import Platform, Profile, Reference, Refinement, RefineRule, RefineValue, Select, Status
from scapkit.names import xccdf_id
from scapkit.problem import Problem, Problems, did_you_mean


def resolve(draft: Draft) -> tuple[Draft, Problems]:
    """Fill in applicability and profiles; what names nothing is a problem at its line."""
    problems: list[Problem] = []
    applicability = _applicability(draft.project, problems)
    profiles = _profiles(draft.project, applicability, problems)
    _check_requirements(draft.project, problems)
    _check_components(draft.project, problems)
    return draft._replace(applicability=applicability, profiles=profiles), tuple(problems)


def value_names(project: Project) -> ValueNames:
    """What prose may refer to."""
    return ValueNames(project.product.namespace, project.values)


def _platform_nodes(project: Project) -> Iterator[Node]:
    yield from project.product.platforms
    for group in walk_groups(project.groups):
        yield from group.platforms
        for rule in group.rules:
            yield from rule.platforms
    for profile in project.profiles.values():
        yield from profile.platforms


def _applicability(project: Project, problems: list[Problem]) -> Applicability:
    idrefs: dict[str, str] = {}
    specification: dict[str, Platform] = {}
    used: dict[str, PlatformSource] = {}
    for node in _platform_nodes(project):
        expression = None if node.text in idrefs else read_expression(node, project.platforms, problems)
        if expression is None:
            continue
        idrefs[node.text] = idref(expression, project.platforms)
        for name in names_of(expression):
            _use(used, platform_of(name, project.platforms), node, problems)
        if not isinstance(expression, Name):
            platform = to_platform(expression, project.platforms)
            if specification.setdefault(platform.id, platform) != platform:
                message = f"the id {platform.id} would stand for two expressions"
                problems.append(Problem(node.span, "ambiguous-platform", message))
    return Applicability(
        idrefs,
        tuple(specification[name] for name in sorted(specification)),
        {name: used[name] for name in sorted(used)},
    )


def _use(used: dict[str, PlatformSource], platform: PlatformSource, node: Node, problems: list[Problem]) -> None:
    """Take a platform in; two of one CPE name could not be told apart."""
    if platform.id not in used:
        other = next((each for each in used.values() if each.name == platform.name), None)
        if other:
            message = f"{platform.id} and {other.id} have one CPE name, {platform.name}"
            problems.append(Problem(node.span, "ambiguous-platform", message))
    used[platform.id] = platform


def _check_requirements(project: Project, problems: list[Problem]) -> None:
    rules = all_rules(project)
    groups = project.named_groups
    named = [(item.requires, item.conflicts) for item in groups.values()]
    named += [(item.requires, item.conflicts) for item in rules.values()]
    for requires, conflicts in named:
        for node in (*requires, *conflicts):
            if node.text not in rules and node.text not in groups:
                hint = project.incomplete.get(node.text) or did_you_mean(node.text, (*rules, *groups))
                problems.append(Problem(node.span, "unknown-rule", f"no rule or group {node.text}", hint))


def _check_components(project: Project, problems: list[Problem]) -> None:
    named = Named(
        {**all_rules(project), **project.incomplete}, project.named_groups, project.templates, Elsewhere(project.root)
    )
    check_components(project.components, named, problems)


def _profiles(project: Project, applicability: Applicability, problems: list[Problem]) -> tuple[Profile, ...]:
    rules = all_rules(project)
    known = Known(
        rules,
        project.values,
        project.policies,
        project.profiles,
        project.incomplete,
        project.named_groups,
        Elsewhere(project.root),
    )
    resolved = resolve_profiles(known, problems)
    order = {name: index for index, name in enumerate(rules)}
    return tuple(
        _profile(project, source, resolved[name], applicability, order, problems)
        for name, source in sorted(project.profiles.items())
        if not source.hidden
    )


def _profile(
    project: Project,
    source: ProfileSource,
    resolved: Resolved,
    applicability: Applicability,
    order: dict[str, int],
    problems: list[Problem],
) -> Profile:
    idrefs = (applicability.idrefs.get(node.text) for node in source.platforms)
    return Profile(
        id=xccdf_id(project.product.namespace, "profile", source.id),
        titles=(plain_text(source.title),),
        descriptions=(read_prose(source.description, value_names(project), problems),),
        references=(Reference(source.reference, source.reference),) if source.reference else (),
        platforms=tuple(each for each in idrefs if each),
        refinements=tuple(_refinements(project.product.namespace, resolved, order)),
        status=(Status(source.status),) if source.status else (),
        version=source.version,
    )


def _refinements(namespace: str, resolved: Resolved, order: dict[str, int]) -> Iterator[Refinement]:
    for group in resolved.unselected_groups:
        yield Select(xccdf_id(namespace, "group", group), False)
    for rule in sorted(resolved.rules, key=order.__getitem__):
        yield Select(xccdf_id(namespace, "rule", rule), True)
    for value, option in sorted(resolved.options.items()):
        yield RefineValue(xccdf_id(namespace, "value", value), "" if option == "default" else option)
    settings: dict[str, dict[str, str]] = {}
    for (rule, key), value in sorted(resolved.settings.items()):
        settings.setdefault(rule, {})[key] = value
    for rule, given in settings.items():
        yield RefineRule(xccdf_id(namespace, "rule", rule), **given)
