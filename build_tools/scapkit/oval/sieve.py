"""An object's filters, which a probe may ask as it goes on, so that nothing dropped piles up (OVAL 5.11, filter)."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache

from scapkit.model.oval import Filter, State
from scapkit.model.results import Result
from scapkit.model.syschar import Collected, Flag, Item, Message
from scapkit.oval.sets import settled

_ACTIONS = ("include", "exclude")


class Sieve:
    """Tells whether an item is kept, and remembers of which nobody could tell; asking twice changes nothing.

    `names` are the entities that the filters look at, `dropped` says whether any item was not kept; `unsearchable`
    tells what is wrong with the patterns of a state.
    """

    def __init__(
        self,
        filters: Sequence[Filter],
        states: Mapping[str, State | None],
        item_result: Callable[[str, Item], Result],
        unsearchable: Callable[[State], str],
    ) -> None:
        self.dropped = False
        self._faults = tuple(text for each in filters if (text := _fault(each, states[each.state_ref])))
        self._filters = tuple((each, state) for each in filters if (state := states[each.state_ref]) is not None)
        self.names = frozenset(name for _, state in self._filters for name in _looked_at(state))
        self._item_result = item_result
        self._unsearchable = cache(unsearchable)
        self._doubts: dict[str, set[Result]] = {}

    def leading(self, names: Collection[str]) -> int:
        """How many filters, from the first on, look at no other entities than these."""
        others = (number for number, (_, state) in enumerate(self._filters) if not _looked_at(state) <= set(names))
        return next(others, len(self._filters))

    def keeps(self, item: Item, leading: int | None = None) -> bool:
        """Whether all filters, or so many of the first, keep an item; what cannot be held to a state is not kept."""
        for each, state in self._filters[:leading]:
            result = self._matches(each, state, item)
            if result is not (Result.TRUE if each.action == "include" else Result.FALSE):
                self.dropped = True
                if result not in (Result.TRUE, Result.FALSE):
                    self._doubts.setdefault(each.state_ref, set()).add(result)
                return False
        return not self._faults

    def _matches(self, rule: Filter, state: State, item: Item) -> Result:
        """Whether an item matches the filter; one without an entity of the state does not.

        Nothing is excluded by a state that errs, as in oscap, unless it does for a pattern that cannot be searched for.
        """
        result = self._item_result(rule.state_ref, item)
        if result is Result.UNKNOWN:
            names = {field.name for field in item.fields}
            absent = item.status == "exists" and not all(entity.name in names for entity in state.entities)
            return Result.FALSE if absent else result
        if result is Result.ERROR and rule.action == "exclude" and not self._unsearchable(state):
            return Result.FALSE
        return result

    def sifted(self, collected: Collected) -> Collected:
        """What is left, with a flag that says what is known of it."""
        if self._faults:
            messages = (*collected.messages, *(Message(text, "error") for text in self._faults))
            return collected._replace(items=(), flag=Flag.ERROR, messages=messages)
        if not self._filters:
            return collected
        kept = tuple(filter(self.keeps, collected.items))
        collected = collected._replace(items=kept, flag=settled(collected.flag, kept))
        for state in dict.fromkeys(state for _, state in self._filters):
            if doubts := self._doubts.get(state.id):
                collected = _doubted(collected, state.id, doubts, self._unsearchable(state))
        return collected


def _looked_at(state: State) -> frozenset[str]:
    return frozenset(entity.name for entity in state.entities)


def _fault(rule: Filter, state: State | None) -> str:
    """Why a filter cannot be applied to anything."""
    if state is None:
        return f"the filter {rule.state_ref} is not there"
    return "" if rule.action in _ACTIONS else f"{rule.action!r} is no filter action"


def _doubted(collected: Collected, state: str, doubts: Iterable[Result], why: str) -> Collected:
    """Of items that cannot be held against a filter nothing more is known."""
    text = why or f"an item could not be held against the filter {state}"
    if set(doubts) != {Result.UNKNOWN}:
        return collected._replace(flag=Flag.ERROR, messages=(*collected.messages, Message(text, "error")))
    flag = Flag.INCOMPLETE if collected.items else Flag.NOT_COLLECTED
    flag = Flag.ERROR if collected.flag is Flag.ERROR else flag
    return collected._replace(flag=flag, messages=(*collected.messages, Message(text, "warning")))
