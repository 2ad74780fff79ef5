"""Waivers over results that were written before and are read one after the other, of any number of benchmarks."""

from collections.abc import Iterable, Iterator

from scapkit.api.evaluating.waiving import waived
from scapkit.api.recorded.reading import ReadingOptions, Recorded
from scapkit.names import short_id
from scapkit.problem import Problems
from scapkit.waivers.counting import counted
from scapkit.waivers.file import read_waivers
from scapkit.waivers.idle import Spent, idle


class RecordedWaivers:
    """The waivers that options name, none where they name none; `now` is the time that overrides carry (RFC 3339)."""

    def __init__(self, options: ReadingOptions, now: str) -> None:
        """Raises Invalid for a file with mistakes."""
        self._file, self._now = options.waivers, now
        self._all = read_waivers(options.waivers) if options.waivers else ()
        self._rules: dict[str, None] = {}
        self._spent: list[Spent] = []

    def apply(self, found: Iterable[Recorded]) -> Iterator[Recorded]:
        """Each result with what the waivers of its benchmark's rules make of it."""
        yield from map(self._applied, found) if self._file else found

    def _applied(self, recorded: Recorded) -> Recorded:
        ids = [rule.id for rule in recorded.policy.rules]
        self._rules.update(dict.fromkeys(ids))
        known = {name for each in ids for name in (each, short_id(each))}
        waivers = counted([each for each in self._all if each.rule in known], ids, self._file, self._now)
        changed = waived(recorded.evaluation, recorded.policy, recorded.documents(), waivers)
        self._spent.append(changed.spent)
        return recorded._replace(evaluation=changed.evaluation, warnings=(*recorded.warnings, *changed.warnings))

    def finish(self) -> Problems:
        """What to say of the file once all is read; raises Invalid for rules that no benchmark has."""
        if not self._file:
            return ()
        whole = counted(self._all, self._rules, self._file, self._now)
        return (*whole.warnings, *idle(whole, self._spent))
