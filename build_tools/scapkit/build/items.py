"""Groups, rules and values of the benchmark."""

from typing import NamedTuple

from scapkit.authoring.marked import Node
from scapkit.authoring.project import AuthoredWarning, GroupSource, RuleSource, ValueSource, all_values
from scapkit.authoring.prose import ValueNames, plain_text, read_prose
from scapkit.build.collect import collection_warning
from scapkit.build.draft import Draft
from scapkit.build.number import idents
from scapkit.build.resolve import value_names
from scapkit.model.xccdf import (
    Check,
    ContentRef,
    Export,
    Group,
    Ident,
    Reference,
    Rule,
    Text,
    Value,
    Warning,
)
from scapkit.names import CPE_SYSTEM, OCIL_SYSTEM, OVAL_SYSTEM, ocil_id, oval_id, xccdf_id
from scapkit.problem import Problem, did_you_mean
from scapkit.xmlio.parse import line_of, local_name


class Composing(NamedTuple):
    """A draft being turned into a benchmark; what is wrong gathers in `problems`."""

    draft: Draft
    values: ValueNames
    problems: list[Problem]

    def id(self, kind: str, name: str) -> str:
        """An XCCDF id."""
        return xccdf_id(self.values.namespace, kind, name)

    def prose(self, node: Node) -> Text:
        """A text node's markup."""
        return read_prose(node, self.values, self.problems)

    def platforms(self, nodes: tuple[Node, ...]) -> tuple[str, ...]:
        """The idrefs of platform expressions."""
        return tuple(self.draft.applicability.idrefs[node.text] for node in nodes)

    def warnings(self, authored: tuple[AuthoredWarning, ...]) -> tuple[Warning, ...]:
        """Cautions in the model's form."""
        return tuple(Warning(self.prose(each.text), each.category) for each in authored)


def composing(draft: Draft, problems: list[Problem]) -> Composing:
    """The context in which items are composed."""
    return Composing(draft, value_names(draft.project), problems)


def make_group(to: Composing, source: GroupSource) -> Group:
    """A group with everything in it: values, then groups, then rules."""
    groups = tuple(make_group(to, each) for each in source.groups)
    rules = tuple(make_rule(to, each) for each in source.rules)
    return Group(
        id=to.id("group", source.id),
        titles=(plain_text(source.title),),
        descriptions=(to.prose(source.description),),
        warnings=to.warnings(source.warnings),
        platforms=to.platforms(source.platforms),
        values=tuple(make_value(to, each) for each in source.values),
        children=(*groups, *rules),
    )


def make_value(to: Composing, source: ValueSource) -> Value:
    """A Value: its default without selector, the other options by name."""
    options = {"" if name == "default" else name: node.text for name, node in source.options.items()}
    return Value(
        id=to.id("value", source.id),
        titles=(plain_text(source.title),),
        descriptions=(to.prose(source.description),),
        type=source.type,
        operator=source.operator,
        values=tuple(sorted(options.items(), key=lambda option: bool(option[0]))),
        interactive=source.interactive,
    )


def make_rule(to: Composing, source: RuleSource) -> Rule:
    """A rule, not selected: profiles select."""
    collected = collection_warning(to.draft.project, source)
    return Rule(
        id=to.id("rule", source.id),
        titles=(plain_text(source.title),),
        descriptions=(to.prose(source.description),),
        rationales=(to.prose(source.rationale),),
        warnings=to.warnings(source.warnings) + ((collected,) if collected else ()),
        references=_references(to, source),
        platforms=to.platforms(source.platforms),
        requires=tuple((to.id("rule", node.text),) for node in source.requires),
        conflicts=tuple(to.id("rule", node.text) for node in source.conflicts),
        idents=_idents(to, source),
        checks=_checks(to, source),
        severity=source.severity,
        selected=False,
    )


def _references(to: Composing, source: RuleSource) -> tuple[Reference, ...]:
    uris = to.draft.project.product.reference_uris
    found = []
    for name, node in source.references.items():
        if name not in uris:
            message = f"the product has no reference_uris entry {name}"
            to.problems.append(Problem(node.span, "unknown-reference", message, did_you_mean(name, uris)))
            continue
        found += [Reference(uris[name], text.strip()) for text in node.text.split(",") if text.strip()]
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
    project = to.draft.project
    names = [node.text for node in source.platforms if node.text in project.platforms]
    names += [node.text for node in project.product.platforms if node.text == project.product.id]
    names += [node.text for node in project.product.platforms]
    return project.platforms[names[0]].name


def _checks(to: Composing, source: RuleSource) -> tuple[Check, ...]:
    """The OVAL check, which goes first because the first usable one counts, then the questions."""
    namespace = to.draft.project.product.check_namespace
    hrefs = to.draft.hrefs
    checks = []
    definition = to.draft.definition_of.get(source.id)
    if definition is not None:
        reference = ContentRef(hrefs.oval, oval_id(namespace, definition, "def"))
        checks.append(Check(OVAL_SYSTEM, (reference,), _exports(to, definition)))
    if source.id in to.draft.questions:
        reference = ContentRef(hrefs.ocil, ocil_id(namespace, source.id, "questionnaire"))
        checks.append(Check(OCIL_SYSTEM, (reference,)))
    return tuple(checks)


def _exports(to: Composing, definition: str) -> tuple[Export, ...]:
    """The Value of the same name for each external variable that the definition reaches."""
    values = all_values(to.draft.project)
    namespace = to.draft.project.product.check_namespace
    exports = []
    for key in sorted(to.draft.reach[definition]):
        part = to.draft.parts[key]
        if local_name(part.element) != "external_variable":
            continue
        if part.id not in values:
            span = part.lines.span(line_of(part.element) - 1)
            message = f"no value {part.id} for this external variable"
            to.problems.append(Problem(span, "unknown-value", message, did_you_mean(part.id, values)))
            continue
        exports.append(Export(to.id("value", part.id), oval_id(namespace, part.id, "var")))
    return tuple(exports)
