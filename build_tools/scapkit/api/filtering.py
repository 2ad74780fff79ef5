"""The filters of content, run on the raw answers of a dump whose collector did not know them, or had other Values."""

from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from scapkit.collect.need import Need
from scapkit.dumps.collected import CollectedDump
from scapkit.dumps.protocol import Dump
from scapkit.dumps.requirements import asked_for
from scapkit.model.dump import Manifest, Missing
from scapkit.names import short_id
from scapkit.xccdf.items import rules_of
from scapkit.xccdf.policy import Policy
from scapkit.xmlio.content import Content


def with_filters(dump: Dump, content: Content, policy: Policy) -> Dump:
    """The dump; one with a manifest makes filtered answers of raw ones from now on, where it has none that count."""
    if isinstance(dump, CollectedDump) and dump.manifest is not None:
        dump.filter_with(PolicyFilters(content, policy, dump.manifest))
    return dump


class PolicyFilters:
    """The filters that a policy's rules name; nothing is planned before one is needed."""

    def __init__(self, content: Content, policy: Policy, manifest: Manifest) -> None:
        self._content = content
        self._asset = manifest.asset
        self._values = {short_id(name): text for name, text in policy.values.items()}
        self._changed = {name for name, value in manifest.values if self._values.get(name, value) != value}

    def is_stale(self, path: str) -> bool:
        """Whether the filter has a variable whose Value was another one."""
        from scapkit.collect.templates import variables

        need = self._needs.get(_digest(path)) if self._changed else None
        return need is not None and not self._changed.isdisjoint(variables(need.filter))

    def make(self, path: str, answer: bytes) -> bytes | Missing:
        """Run the filter that the path names, in a process that can do nothing else."""
        from scapkit.collect.kubernetes.filters import filtered, require_packages
        from scapkit.collect.kubernetes.outcomes import Cut
        from scapkit.collect.templates import render
        from scapkit.problem import Invalid

        need = self._needs.get(_digest(path))
        if need is None:
            return Missing(f"not collected: nobody asked for {asked_for(path)}")
        try:
            require_packages()
            with TemporaryDirectory(prefix="scapkit-") as folder:
                file = Path(folder) / "answer"
                file.write_bytes(answer)
                return b"".join(filtered(file, render(need.filter, {**self._values, **self._asked(need, path)})))
        except Cut as cut:
            return Missing(f"{path}: {cut.outcome.message}")
        except (Invalid, ValueError) as error:
            return Missing(f"not filtered when it was collected, and not now: {error}")

    def _asked(self, need: Need, path: str) -> dict[str, str]:
        """What filters of AWS answers can name besides Values."""
        if need.kind != "aws":
            return {}
        from scapkit.collect.aws.arns import partition
        from scapkit.collect.aws.asked import asked_of, named
        from scapkit.collect.aws.names import ROOT, Place

        facts = dict(self._asset.facts)
        place = Place(self._asset.name, "", partition(facts.get("arn", "")) or "aws", facts.get("region", ""))
        return named(asked_of(path.removeprefix(f"/{ROOT}/").rpartition("#")[0], place))

    @cached_property
    def _needs(self) -> dict[str, Need]:
        """The needs with filters of all rules and platforms, by their digests."""
        from scapkit.collect.answers import digest
        from scapkit.collect.markers import marked_needs, noted_needs

        rules = rules_of(self._content.benchmark)
        needs = [need for rule in rules for each in rule.warnings for need in marked_needs(each.text.markup, rule.id)]
        for dictionary in self._content.dictionaries:
            needs += [need for item in dictionary.items for need in noted_needs(item.notes, item.name)]
        return {digest(need): need for need in needs if need.filter}


def _digest(path: str) -> str:
    return path.rpartition("#")[2].removesuffix(".json")
