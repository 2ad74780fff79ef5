"""The filters of content, run on the raw answers of a dump whose collector did not know them, or had other Values."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from scapkit.collect.need import Need
from scapkit.dumps.collected import CollectedDump
from scapkit.dumps.protocol import Dump
from scapkit.dumps.requirements import asked_for
from scapkit.model.dump import Manifest, Missing
from scapkit.model.xccdf import Rule
from scapkit.names import short_id
from scapkit.xccdf.items import rules_of
from scapkit.xccdf.policy import Policy
from scapkit.xmlio.content import Content

if TYPE_CHECKING:
    from scapkit.collect.filtering.running import Filtering


def with_filters(dump: Dump, content: Content, policy: Policy) -> Dump:
    """The dump; one with a manifest makes filtered answers of raw ones from now on, where it has none that count."""
    if isinstance(dump, CollectedDump) and dump.manifest is not None:
        dump.filter_with(PolicyFilters(content, policy, dump.manifest))
    return dump


class PolicyFilters:
    """The filters that a policy's rules name; nothing is planned before one is needed."""

    def __init__(self, content: Content, policy: Policy, manifest: Manifest) -> None:
        self._content = content
        self._policy, self._manifest = policy, manifest
        self._made: dict[str, bytes | Missing] = {}
        self._values = {short_id(name): text for name, text in policy.values.items()}
        self._changed = {name for name, value in manifest.values if self._values.get(name, value) != value}

    def is_stale(self, path: str) -> bool:
        """Whether the filter has a variable whose Value was another one."""
        from scapkit.collect.templates import variables

        need = self._needs.get(_digest(path)) if self._changed else None
        return need is not None and not self._changed.isdisjoint(variables(need.filter))

    def make(self, path: str, answer: bytes) -> bytes | Missing:
        """Run the filter that the path names, and with it all that are wanted of this answer."""
        if path not in self._made:
            need = self._needs.get(_digest(path))
            if need is None:
                return Missing(f"not collected: nobody asked for {asked_for(path)}")
            self._made |= self._all(path, need, answer)
        return self._made.pop(path)

    def close(self) -> None:
        """End the process that filters."""
        if "_filtering" in self.__dict__:
            self._filtering.close()

    def _all(self, path: str, need: Need, answer: bytes) -> dict[str, bytes | Missing]:
        from scapkit.collect.filtering.running import require_packages
        from scapkit.collect.templates import render
        from scapkit.problem import Invalid

        found: dict[str, bytes | Missing] = {}
        programs = {}
        for where, each in ((path, need), *self._others(path, need)):
            try:
                require_packages("jq")
                programs[where] = render(each.filter, {**self._values, **self._asked(need, path)})
            except (Invalid, ValueError) as error:
                found[where] = Missing(f"not filtered when it was collected, and not now: {error}")
        made = self._filtering.made_of(answer, tuple(programs.values())) if programs else []
        for where, (data, wrong) in zip(programs, made, strict=True):
            found[where] = Missing(f"{where}: {wrong}") if wrong else data
        return found

    def _others(self, path: str, need: Need) -> Iterator[tuple[str, Need]]:
        """The other filters that the selected rules want of the same answer, where the dump has not what they made."""
        own = _digest(path)
        for digest, each in self._needs.items():
            if digest != own and digest in self._selected and (each.kind, each.key) == (need.kind, need.key):
                where = path.replace(own, digest)
                if where not in self._collected or self.is_stale(where):
                    yield where, each

    @cached_property
    def _filtering(self) -> "Filtering":
        from scapkit.collect.filtering.running import Filtering

        return Filtering()

    @cached_property
    def _collected(self) -> frozenset[str]:
        return frozenset(f"/{each.path}" for each in self._manifest.requirements)

    def _asked(self, need: Need, path: str) -> dict[str, str]:
        """What filters of AWS answers can name besides Values."""
        if need.kind != "aws":
            return {}
        from scapkit.collect.aws.arns import partition
        from scapkit.collect.aws.asked import asked_of, named
        from scapkit.collect.aws.names import ROOT, Place

        facts = dict(self._manifest.asset.facts)
        place = Place(self._manifest.asset.name, "", partition(facts.get("arn", "")) or "aws", facts.get("region", ""))
        return named(asked_of(path.removeprefix(f"/{ROOT}/").rpartition("#")[0], place))

    @cached_property
    def _needs(self) -> dict[str, Need]:
        """The needs with filters of all rules and platforms, by their digests."""
        from scapkit.collect.markers import noted_needs

        dictionaries = self._content.dictionaries
        found = [_by_digest(noted_needs(item.notes, item.name)) for each in dictionaries for item in each.items]
        return {digest: need for each in (*self._by_rule.values(), *found) for digest, need in each.items()}

    @cached_property
    def _by_rule(self) -> dict[str, dict[str, Need]]:
        return {rule.id: _by_digest(_needs_of(rule)) for rule in rules_of(self._content.benchmark)}

    @cached_property
    def _selected(self) -> frozenset[str]:
        """The digests of those of the selected rules."""
        return frozenset(digest for rule in self._policy.selected for digest in self._by_rule.get(rule, ()))


def _needs_of(rule: Rule) -> Iterator[Need]:
    from scapkit.collect.markers import marked_needs

    return (need for each in rule.warnings for need in marked_needs(each.text.markup, rule.id))


def _by_digest(needs: Iterable[Need]) -> dict[str, Need]:
    from scapkit.collect.answers import digest

    return {digest(need): need for need in needs if need.filter}


def _digest(path: str) -> str:
    return path.rpartition("#")[2].removesuffix(".json")
