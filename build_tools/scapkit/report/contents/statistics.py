"""Content in numbers: rules by check, identifier, fix and severity, and the rules of each profile."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scapkit.names import short_id
from scapkit.report.contents.remedies import fix_names
from scapkit.report.contents.rules import SEVERITIES, cces
from scapkit.report.contents.scope import AUTOMATED, MANUAL, UNCHECKED, Scope, checked_by
from scapkit.report.contents.sheet import Sheet


class Statistics(NamedTuple):
    """The numbers of one scope; what nothing is counted for is left out of the mappings. `profiles` by short id."""

    name: str
    title: str
    version: str
    profile: str
    rules: int
    checks: Mapping[str, int]
    with_cce: int
    with_fix: int
    fixes: Mapping[str, int]
    severities: Mapping[str, int]
    profiles: Mapping[str, int]

    @property
    def numbers(self) -> dict[str, int]:
        """Every number by what it counts, in the order of a table."""
        found = {"rules": self.rules}
        found |= {f"check: {name}": self.checks[name] for name in (AUTOMATED, MANUAL, UNCHECKED)}
        found |= {"with CCE": self.with_cce, "with fix": self.with_fix}
        found |= {f"fix: {name}": number for name, number in self.fixes.items()}
        found |= {f"severity: {name}": number for name, number in self.severities.items()}
        return found | {f"profile: {name}": number for name, number in self.profiles.items()}


def count(name: str, scope: Scope, profiles: Mapping[str, int]) -> Statistics:
    """The numbers of a scope; `profiles` has the rules that each profile selects, and `name` is what it is called."""
    checks = Counter(checked_by(rule) for rule in scope.rules)
    fixes = Counter(fix for rule in scope.rules for fix in fix_names(rule))
    severities = Counter(rule.severity if rule.severity in SEVERITIES else "unknown" for rule in scope.rules)
    profile = scope.policy.profile
    return Statistics(
        name=name,
        title=scope.words.plain(scope.policy.benchmark.titles),
        version=scope.policy.benchmark.version,
        profile=short_id(profile.id) if profile else "",
        rules=len(scope.rules),
        checks={each: checks[each] for each in (AUTOMATED, MANUAL, UNCHECKED)},
        with_cce=sum(bool(cces(rule)) for rule in scope.rules),
        with_fix=sum(bool(rule.fixes) for rule in scope.rules),
        fixes={each: fixes[each] for each in sorted(fixes)},
        severities={each: severities[each] for each in SEVERITIES if severities[each]},
        profiles=profiles,
    )


def compared(counted: Sequence[Statistics]) -> Sheet:
    """A column for each content; numbers of the same kind stand beside each other."""
    numbers = [each.numbers for each in counted]
    names = sorted(dict.fromkeys(name for each in numbers for name in each), key=_order(counted).__getitem__)
    rows = tuple(
        (name, *(_cell(name, own, each.rules) for own, each in zip(numbers, counted, strict=True))) for name in names
    )
    heads = (f"{each.name} {each.profile}".strip() for each in counted)
    notes = tuple(f"{each.name}: {each.title} {each.version}" for each in counted)
    return Sheet("Statistics", ("Count", *heads), rows, notes)


def _order(counted: Sequence[Statistics]) -> dict[str, tuple[int, int]]:
    """Each count's place: its kind as in the first content, within the kind as it comes first anywhere."""
    kinds = ("rules", "check", "with CCE", "with fix", "fix", "severity", "profile")
    found: dict[str, tuple[int, int]] = {}
    for name in (name for each in counted for name in each.numbers):
        kind, _, word = name.partition(": ")
        inner = SEVERITIES.index(word) if kind == "severity" else len(found)
        found.setdefault(name, (kinds.index(kind), inner))
    return found


def _cell(name: str, numbers: Mapping[str, int], rules: int) -> str:
    number = numbers.get(name, 0)
    if name.startswith("profile") and name not in numbers:
        return ""
    if name == "rules" or name.startswith("profile") or not rules:
        return str(number)
    return f"{number} ({100 * number / rules:.0f} %)"


def as_data(each: Statistics) -> dict[str, object]:
    """The numbers as JSON has them."""
    return dict(_data(each))


def _data(each: Statistics) -> Iterator[tuple[str, object]]:
    for key, value in each._asdict().items():
        yield key, dict(value) if isinstance(value, Mapping) else value
