"""Groups, rules and values of the benchmark."""

from collections.abc import Mapping
from typing import NamedTuple

from scapkit.authoring.platforms.expressions import names_of
from scapkit.authoring.platforms.language import idref, platform_of, read_expression
from scapkit.authoring.project import AuthoredWarning, GroupSource, Project, RuleSource, ValueSource
from scapkit.authoring.prose import plain_text, read_prose
from scapkit.authoring.yaml.marked import Node
from scapkit.build.collect import collection_warning
from scapkit.build.number import idents
from scapkit.build.resolve import value_names
from scapkit.model.xccdf import Group, Ident, Reference, Rule, Text, Value, Warning
from scapkit.names import CPE_SYSTEM, xccdf_id
from scapkit.problem import Problem, did_you_mean


class Composing(NamedTuple):
    """A project being turned into a benchmark; what is wrong gathers in `problems`."""

    project: Project
    problems: list[Problem]

    def id(self, kind: str, name: str) -> str:
        """An XCCDF id."""
        return xccdf_id(self.project.product.namespace, kind, name)

    def item(self, node: Node) -> str:
        """The XCCDF id of a rule or group that is named."""
        return self.id("group" if node.text in self.project.named_groups else "rule", node.text)

    def prose(self, node: Node) -> Text:
        """A text node's markup."""
        return read_prose(node, value_names(self.project), self.problems)

    def platforms(self, nodes: tuple[Node, ...]) -> tuple[str, ...]:
        """The idrefs of platform expressions; those that name nothing are problems."""
        expressions = (read_expression(node, self.project.platforms, self.problems) for node in nodes)
        return tuple(idref(each, self.project.platforms) for each in expressions if each is not None)

    def warnings(self, authored: tuple[AuthoredWarning, ...]) -> tuple[Warning, ...]:
        """Cautions in the model's form."""
        return tuple(Warning(self.prose(each.text), each.category) for each in authored)


def make_group(to: Composing, source: GroupSource, rules: Mapping[str, Rule]) -> Group:
    """A group with everything in it: values, then groups, then rules."""
    groups = tuple(make_group(to, each, rules) for each in source.groups)
    return Group(
        id=to.id("group", source.id),
        titles=(plain_text(source.title),),
        descriptions=(to.prose(source.description),),
        warnings=to.warnings(source.warnings),
        platforms=to.platforms(source.platforms),
        requires=tuple((to.item(node),) for node in source.requires),
        conflicts=tuple(to.item(node) for node in source.conflicts),
        values=tuple(make_value(to, each) for each in source.values),
        children=(*groups, *(rules[each.id] for each in source.rules)),
    )


def make_value(to: Composing, source: ValueSource) -> Value:
    """A Value: its default without selector, the other options by name."""
    options = {"" if name == "default" else name: node.text for name, node in source.options.items()}
    return Value(
        id=to.id("value", source.id),
        titles=(plain_text(source.title),),
        descriptions=(to.prose(source.description),),
        warnings=to.warnings(source.warnings),
        type=source.type,
        operator=source.operator,
        values=tuple(sorted(options.items(), key=lambda option: bool(option[0]))),
        interactive=source.interactive,
    )


def make_rule(to: Composing, source: RuleSource) -> Rule:
    """A rule, not selected: profiles select. Its checks come last, when all rules are there (see compose)."""
    collected = collection_warning(to.project, source)
    return Rule(
        id=to.id("rule", source.id),
        titles=(plain_text(source.title),),
        descriptions=(to.prose(source.description),),
        rationales=(to.prose(source.rationale),),
        warnings=to.warnings(source.warnings) + ((collected,) if collected else ()),
        references=_references(to, source),
        platforms=to.platforms(source.platforms),
        requires=tuple((to.item(node),) for node in source.requires),
        conflicts=tuple(to.item(node) for node in source.conflicts),
        idents=_idents(to, source),
        fixtexts=(to.prose(source.fixtext),) if source.fixtext else (),
        severity=source.severity,
        selected=False,
    )


def _references(to: Composing, source: RuleSource) -> tuple[Reference, ...]:
    """The rule's own, then the controls that name it, each once."""
    uris = to.project.product.reference_uris
    found: dict[Reference, None] = {}
    for name, node in source.references.items():
        if name not in uris:
            message = f"the product has no reference_uris entry {name}"
            to.problems.append(Problem(node.span, "unknown-reference", message, did_you_mean(name, uris)))
            continue
        found.update((Reference(uris[name], text.strip()), None) for text in node.text.split(",") if text.strip())
    for name, text in to.project.control_references.get(source.id, ()):
        found[Reference(uris[name], text)] = None
    return tuple(found)


def _idents(to: Composing, source: RuleSource) -> tuple[Ident, ...]:
    """The rule's own, or the CPE name of its platform: SCAP 1.3 wants one or the other (SP 800-126r3, 3.2.4)."""
    for name, node in source.identifiers.items():
        if name != "cce":
            message = f"identifiers of the kind {name} are not known"
            to.problems.append(Problem(node.span, "unknown-identifier", message, "cce is"))
    own = tuple(Ident(system, value) for system, value in idents(source))
    return own or (Ident(CPE_SYSTEM, _platform_name(to, source)),)


def _platform_name(to: Composing, source: RuleSource) -> str:
    """The CPE name that a rule is about: its own platform, else the product's namesake, else the product's first."""
    project = to.project
    own = [node for node in source.platforms if node.text in project.platforms]
    named = [node for node in project.product.platforms if node.text == project.product.id]
    for node in (*own, *named, *project.product.platforms):
        expression = read_expression(node, project.platforms, [])
        if expression is not None:
            return platform_of(names_of(expression)[0], project.platforms).name
    return ""
