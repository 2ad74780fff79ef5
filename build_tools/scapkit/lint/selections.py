"""What the profiles of a product come to, after parents and policies."""

from collections.abc import Iterator

from scapkit.lint.whole import Compiled
from scapkit.model.xccdf import Profile, RefineValue, Select
from scapkit.names import short_id


def selected(compiled: Compiled) -> dict[str, frozenset[str]]:
    """Profile id to the ids of the rules that it selects."""
    return {short_id(profile.id): _rules(profile) for profile in compiled.draft.profiles}


def _rules(profile: Profile) -> frozenset[str]:
    """The rules that are selected when everything is done in its order."""
    state = {short_id(each.idref): each.selected for each in profile.refinements if isinstance(each, Select)}
    return frozenset(rule for rule, is_selected in state.items() if is_selected)


def chosen_options(compiled: Compiled) -> Iterator[tuple[str, str]]:
    """Pairs of value id and option that some profile chooses."""
    for profile in compiled.draft.profiles:
        for each in profile.refinements:
            if isinstance(each, RefineValue):
                yield short_id(each.idref), each.selector
