"""The guide: a profile's rules as a document for people, rendered from the benchmark."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from scapkit.memo import Memo, afresh
from scapkit.model.xccdf import Group, Profile, Rule
from scapkit.names import short_id
from scapkit.report.contents.rules import SEVERITIES, Library
from scapkit.report.guides.guide_rules import Sheets, severity, sheets
from scapkit.report.html.page import render_page
from scapkit.report.writing.prose import Wording, wording
from scapkit.xccdf.policy import Policy

NOTHING: Mapping[str, str] = MappingProxyType({})


class GuideRule(NamedTuple):
    """A selected rule and its sheet as safe HTML."""

    id: str
    severity: str
    html: str


class GuideGroup(NamedTuple):
    """A group in which a rule is selected; `number` is its place in the table of contents, empty for the whole."""

    id: str
    title: str
    number: str
    depth: int
    description_html: str
    groups: tuple["GuideGroup", ...]
    rules: tuple[GuideRule, ...]

    def walk(self) -> Iterator["GuideGroup"]:
        """The group and all below it, in document order."""
        yield self
        for group in self.groups:
            yield from group.walk()

    @property
    def group_count(self) -> int:
        """How many groups are below it."""
        return sum(1 for _ in self.walk()) - 1

    @property
    def rule_count(self) -> int:
        """How many rules are in it and below."""
        return sum(len(group.rules) for group in self.walk())


class GuideView(NamedTuple):
    """What a guide shows; names that end in `html` hold safe HTML. `platforms` are CPE names with titles or ''."""

    title: str
    profile_id: str
    profile_title: str
    profile_html: str
    description_html: str
    notices: tuple[str, ...]
    platforms: tuple[tuple[str, str], ...]
    version: str
    history: tuple[str, ...]
    severities: tuple[str, ...]
    root: GuideGroup
    rear_matter_html: str = ""


class IndexEntry(NamedTuple):
    """A line of the index: a guide's title, its relative address, what it is for and how many rules it has."""

    title: str
    href: str
    description: str = ""
    rules: int = 0


def make_guide(
    policy: Policy,
    cpe_titles: Mapping[str, str],
    reference_classes: Mapping[str, str] = NOTHING,
    questions: Mapping[str, str] = NOTHING,
    memo: Memo = afresh,
) -> GuideView:
    """What the guide of a policy shows: the selected rules in their groups (XCCDF document generation, 7275r4 7.2.4).

    `cpe_titles`: CPE name to title. `reference_classes`: a reference's address to a short name of the document.
    `questions`: rule id to the text of its OCIL question. `memo` finds sheets of rules that did not change.
    """
    benchmark = policy.benchmark
    words = wording(policy)
    declared = {each.href: each.text for each in benchmark.references if each.text}
    library = Library(words, {**declared, **reference_classes})
    writer = _Writer(policy, words, sheets(library, memo), questions)
    root = _root(writer)
    used = {rule.severity for group in root.walk() for rule in group.rules}
    return GuideView(
        title=words.plain(benchmark.titles),
        **_profile(policy.profile, words),
        description_html=words.html(benchmark.descriptions),
        notices=tuple(words.html((each.text,)) for each in benchmark.notices),
        platforms=tuple((name, cpe_titles.get(name, "")) for name in benchmark.platforms),
        version=benchmark.version,
        history=tuple(f"{each.value} (as of {each.date})" if each.date else each.value for each in benchmark.status),
        severities=tuple(severity for severity in SEVERITIES if severity in used),
        root=root,
        rear_matter_html=words.html(benchmark.rear_matter),
    )


def render_guide(view: GuideView) -> bytes:
    """The guide as one self-contained HTML file."""
    return render_page("guide.html", view=view, severity_facets=[(word, f"s-{word}", word) for word in view.severities])


def render_index(title: str, entries: Iterable[IndexEntry]) -> bytes:
    """A page that leads to guides, in the order given."""
    return render_page("index.html", title=title, entries=tuple(entries))


def _profile(profile: Profile | None, words: Wording) -> dict[str, str]:
    if profile is None:
        return {"profile_id": "", "profile_title": "", "profile_html": ""}
    return {
        "profile_id": profile.id,
        "profile_title": words.plain(profile.titles) or short_id(profile.id),
        "profile_html": words.html(profile.descriptions),
    }


class _Writer(NamedTuple):
    policy: Policy
    words: Wording
    sheet: Sheets
    questions: Mapping[str, str]

    @property
    def rules(self) -> dict[str, Rule]:
        """The selected rules as the policy refined them."""
        return {rule.id: rule for rule in self.policy.rules if rule.id in self.policy.selected}


def _root(writer: _Writer) -> GuideGroup:
    benchmark = writer.policy.benchmark
    rules = writer.rules
    title = writer.words.plain(benchmark.titles)
    groups, own = _content(benchmark.children, rules, writer, "", 0)
    return GuideGroup(benchmark.id, title, "", 0, "", groups, own)


def _content(
    children: Iterable[Group | Rule], rules: Mapping[str, Rule], writer: _Writer, number: str, depth: int
) -> tuple[tuple[GuideGroup, ...], tuple[GuideRule, ...]]:
    groups: list[GuideGroup] = []
    own: list[GuideRule] = []
    for child in children:
        if isinstance(child, Group):
            place = f"{number}{len(groups) + 1}"
            inner, members = _content(child.children, rules, writer, f"{place}.", depth + 1)
            if inner or members:
                groups.append(
                    _heading(child, writer.words)._replace(number=place, depth=depth + 1, groups=inner, rules=members)
                )
        elif child.id in rules:
            rule = rules[child.id]
            html = writer.sheet(rule, writer.questions.get(rule.id, "").strip())
            own.append(GuideRule(rule.id, severity(rule), html))
    return tuple(groups), tuple(own)


def _heading(group: Group, words: Wording) -> GuideGroup:
    title = words.plain(group.titles) or short_id(group.id)
    return GuideGroup(group.id, title, "", 0, words.html(group.descriptions), (), ())
