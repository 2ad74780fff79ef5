"""One of the two contents that are compared, with what it takes to compare it."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from scapkit.compare.digests import Digests
from scapkit.model.ocil import Handler
from scapkit.model.xccdf import Benchmark, Group, Profile, Rule, Value
from scapkit.names import short_id
from scapkit.report.contents.scope import checks_of
from scapkit.report.writing.prose import Wording
from scapkit.xccdf.extends import resolve_items
from scapkit.xccdf.items import rules_of, values_of, walk
from scapkit.xmlio.content import Content

Named = TypeVar("Named", Rule, Group, Value, Profile)


class Side:
    """A content's benchmark, its items by short id, and its documents as they are asked for."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.benchmark: Benchmark = resolve_items(content.benchmark, content.file)
        self.words = Wording({}, self.benchmark.lang)
        self._digests: dict[str, Digests | None] = {}
        self._questions: dict[str, Mapping[str, str]] = {}

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Every rule."""
        return by_id(rules_of(self.benchmark))

    @cached_property
    def values(self) -> dict[str, Value]:
        """Every Value."""
        return by_id(values_of(self.benchmark))

    @cached_property
    def groups(self) -> dict[str, Group]:
        """Every group."""
        return by_id(item for item, _ in walk(self.benchmark) if isinstance(item, Group))

    @cached_property
    def parents(self) -> dict[str, str]:
        """The short id of the group right above each rule and group, by its whole id."""
        return {item.id: short_id(above[-1].id) if above else "" for item, above in walk(self.benchmark)}

    @cached_property
    def exports(self) -> dict[str, str]:
        """The short id of the Value that each external variable gets."""
        checks = (check for rule in self.rules.values() for check in checks_of(rule))
        return {each.export_name: short_id(each.value_id) for check in checks for each in check.exports}

    def digests(self, href: str) -> Digests | None:
        """What the definitions of a document say, or None where it is not there."""
        if href not in self._digests:
            document = self.content.oval(href)
            self._digests[href] = Digests(document, self.exports) if document is not None else None
        return self._digests[href]

    def questionnaire(self, href: str, name: str) -> str:
        """What a questionnaire asks and what its answers mean, whatever its parts are called."""
        if href not in self._questions:
            self._questions[href] = self._read_questions(href)
        return self._questions[href].get(name, f"?{name}")

    def _read_questions(self, href: str) -> Mapping[str, str]:
        document = self.content.ocil(href)
        if document is None:
            return {}
        texts = {each.id: f"{each.text.strip()}\n({each.model})" for each in document.questions}
        actions = {
            each.id: f"{texts.get(each.question_ref, '?')} {', '.join(map(_handled, each.handlers))}"
            for each in document.actions
        }
        return {
            each.id: f"{each.operator}{' NOT' * each.negate} "
            + "; ".join("NOT " * ref.negate + actions.get(ref.id, "?") for ref in each.action_refs)
            for each in document.questionnaires
        }


def _handled(handler: Handler) -> str:
    """What an answer means, in words that can be compared."""
    name = {"when_true": "yes", "when_false": "no"}.get(handler.name, handler.name)
    conditions = [*handler.values, *map(repr, (*handler.ranges, *handler.patterns)), handler.var_ref]
    then = handler.then if isinstance(handler.then, str) else f"{'NOT ' * handler.then.negate}{handler.then.id}"
    return f"{' '.join((name, *filter(None, conditions)))}: {then}"


def by_id(things: Iterable[Named]) -> dict[str, Named]:
    """Things by their short id; where two have the same, the later one by its whole id."""
    found: dict[str, Named] = {}
    for each in things:
        name = short_id(each.id)
        found[each.id if name in found else name] = each
    return found
