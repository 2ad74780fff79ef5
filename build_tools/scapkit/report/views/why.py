"""Why a verdict is what it is, as data: checks, criteria, tests, and the items that they were decided on."""

from typing import NamedTuple

from scapkit.model.results import Result, RuleOutcome


class Expected(NamedTuple):
    """What a state asks of a field, in words, and whether the field satisfies it; `var_ref` is where that came from."""

    text: str
    result: Result
    var_ref: str = ""


class FieldView(NamedTuple):
    """One field of an item. `key` marks the fields that a reader needs first."""

    name: str
    value: str
    status: str = "exists"
    expected: tuple[Expected, ...] = ()
    key: bool = False


class ItemView(NamedTuple):
    """One thing found, and whether it satisfied the test's states."""

    status: str
    result: Result
    fields: tuple[FieldView, ...]
    messages: tuple[str, ...] = ()


class LookedFor(NamedTuple):
    """An object in words: its type, its entities as `name operation value`, and its filters as sentences."""

    kind: str
    entities: tuple[str, ...]
    filters: tuple[str, ...] = ()


class Derived(NamedTuple):
    """What a variable behind a test was made of: a field of an object's items, its first values and how many."""

    looked_for: LookedFor
    field: str
    values: tuple[str, ...]
    total: int


class TestView(NamedTuple):
    """One test: what was looked for, what must hold, what was found, from where, and what was missing.

    `sources` name the API call or file behind the items, `missing` what the collection lacked;
    `more_items` counts the items that were left out; `complete`: whether all that is there was found and judged.
    """

    id: str
    comment: str
    kind: str
    check: str
    check_existence: str
    requirement: str
    result: Result
    flag: str = ""
    looked_for: tuple[LookedFor, ...] = ()
    derived_from: tuple[Derived, ...] = ()
    items: tuple[ItemView, ...] = ()
    more_items: int = 0
    sources: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    complete: bool = True


class CriterionView(NamedTuple):
    """A test's place in the criteria; the result has the negation applied."""

    result: Result
    test: TestView
    negate: bool = False
    comment: str = ""


class CriteriaView(NamedTuple):
    """A node of the criteria. `title` is set where it is another definition; `note` says why children are not shown."""

    operator: str
    result: Result
    children: tuple["CriteriaView | CriterionView", ...] = ()
    negate: bool = False
    comment: str = ""
    title: str = ""
    note: str = ""


class DefinitionView(NamedTuple):
    """An OVAL definition's result with the tree behind it."""

    id: str
    title: str
    result: Result
    criteria: CriteriaView | None = None
    messages: tuple[str, ...] = ()


class CheckView(NamedTuple):
    """A check, or with `operator` a combination of `children`.

    `kind` is OVAL, OCIL or the system's URI; `exports` are names and values handed in.
    """

    kind: str
    name: str
    outcome: RuleOutcome
    negate: bool = False
    exports: tuple[tuple[str, str], ...] = ()
    definitions: tuple[DefinitionView, ...] = ()
    operator: str = ""
    children: tuple["CheckView", ...] = ()
