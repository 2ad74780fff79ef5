"""The summary for a pull request: short, honest about what it leaves out, and inert."""

import re
from collections.abc import Iterable

import pytest
from cmarkgfm import github_flavored_markdown_to_html as render
from cmarkgfm.cmark import Options
from lxml.html import fromstring

import report_sample as sample
import report_views
from scapkit.report.formats.markdown import FORMAT, MOST
from scapkit.report.views.shown import GroupView, ReportView, RuleView
from scapkit.report.writing.room import Item, Section, fitted


def text(views: Iterable[ReportView]) -> str:
    return b"".join(FORMAT.render(views)).decode()


def test_a_summary_of_one_asset_has_counts_and_score() -> None:
    told = text([report_views.view()])
    assert "1 rule fails; 1 could not be judged." in told
    assert "| shop-prod | 33.33 of 100.00 | 1 | 1 | 0 | 1 | 1 | 1 | 0 |" in told


def test_failures_stand_under_their_severity_with_findings_folded() -> None:
    told = text([report_views.view()])
    assert "### Medium severity: 1 rule fails\n\n- **The kubelet rotates its certificates** (`rotation`)\n" in told
    assert "<details><summary>1 finding</summary>\n\n  - `.authentication.anonymous.enabled: true`\n" in told


def test_what_could_not_be_judged_says_why() -> None:
    told = text([report_views.view()])
    assert f"### Could not be judged\n\n- {sample.FORBIDDEN}: `port`\n" in told


def test_what_was_waived_says_by_whom_and_is_no_failure() -> None:
    told = text([report_views.waived_view()])
    assert "No rule fails" in told
    assert "| shop-test | 33.33 of 100.00 (16.50 before waivers) | 2 | 0 |" in told
    assert "(`rotation`): fail became pass by Ann Assessor: accepted: RISK-7" in told


def test_nothing_judged_is_said() -> None:
    assert "No rule was judged." in text([report_views.empty_view()])
    assert "No asset was judged." in text([])


def test_several_assets_are_told_together() -> None:
    views = [report_views.view()._replace(target=f"node-{number}") for number in range(50)]
    told = text([*views, report_views.waived_view()])
    assert "1 rule fails on 50 of 51 assets" in told
    assert "(`rotation`) on 50 of 51 assets: node-0, node-1, node-2 and 47 more" in told
    assert told.count("\n| node-") == 40
    assert "11 more assets, which do not have more failures, are left out of the table." in told


def test_what_is_so_on_all_assets_says_so_and_findings_name_theirs() -> None:
    views = [report_views.view()._replace(target=name) for name in ("a", "b")]
    told = text(views)
    assert "(`rotation`) on all 2 assets\n" in told
    other = report_views.hostile(views[1], "other")._replace(target="b", profile_id=views[0].profile_id)
    renamed = tuple(rule._replace(text=first.text) for rule, first in zip(other.rules, views[0].rules, strict=True))
    told = text([views[0], other._replace(root=GroupView("g", "G", (), renamed))])
    assert "`.authentication.anonymous.enabled: true` on a\n" in told
    assert "`other: other` on b\n" in told


def test_profiles_have_tables_of_their_own() -> None:
    views = [report_views.view()._replace(profile_id=f"p{number}", profile_title=f"P{number}") for number in range(12)]
    told = text(views)
    assert "**P7 (p7)**" in told
    assert "(`rotation`) on shop-prod\n" in told
    assert "The tables of 4 more profiles are left out." in told


def _large(number: int, title: str) -> ReportView:
    view = report_views.view()
    (failed,) = (each for each in view.rules if each.outcome == "fail")
    return view._replace(root=GroupView("g", "G", (), tuple(_named(failed, title, place) for place in range(number))))


def _named(rule: RuleView, title: str, place: int) -> RuleView:
    name = f"r{place}"
    return rule._replace(anchor=name, text=rule.text._replace(id=name, short_id=name, title=f"{title} {place}"))


@pytest.mark.parametrize("title", ["Rule", report_views.EVIL, "\U0001f600" * 300])
def test_it_fits_a_comment_and_counts_what_it_leaves_out(title: str) -> None:
    told = text([_large(3000, title)])
    assert len(told.encode()) <= MOST
    shown = len(re.findall(r"^- \*\*", told, re.MULTILINE))
    left_out = re.search(r"(\d+) more rules are left out here", told)
    assert left_out and shown + int(left_out[1]) == 3000
    silent = re.search(r"Of (\d+) of these the details are left out", told)
    assert len(told.encode()) > MOST - 2000 and silent and shown == int(silent[1]) + told.count("<details>")


def test_hostile_assets_and_profiles_fit_as_well() -> None:
    evil = report_views.hostile_view()
    views = [evil._replace(target=f"{number}{evil.target}", profile_id=f"{number % 20}") for number in range(200)]
    assert len(text(views).encode()) <= MOST


def test_hostile_text_names_nobody_and_leads_nowhere() -> None:
    told = text(report_views.all_views())
    prose = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", re.sub(r"\\`", "", told))
    assert set(re.findall(r"<[^ >]*>", prose)) <= {"<details>", "<summary>", "</summary>", "</details>"}
    assert not re.search(r"@\w|#\d|(?<!\\)\]\(|://|www\.|\{\{", prose)
    assert not {"\x00", "\x1b", "\x85", "\u202e", "\ufffe", "\r"} & set(told)


def test_what_the_host_renders_has_no_link_and_no_markup_of_others() -> None:
    """By the renderer that GitHub uses, with raw HTML let through."""
    page = fromstring(render(text(report_views.all_views()), options=Options.CMARK_OPT_UNSAFE))
    assert {str(each.tag) for each in page.iter()} <= {
        "div", "h2", "h3", "p", "strong", "code", "ul", "li", "details", "summary",
        "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    said = " ".join(page.text_content().replace("\u200b", "").split())
    assert (
        '"><script>alert(1)</script> ]]> @octocat #1 https://evil.example www.evil.example [a](https://evil.example)'
        in said
    )
    assert len(page.findall(".//table")) == 2 and len(page.findall(".//details")) == 3


def test_a_reason_begins_no_heading() -> None:
    view = report_views.view()
    (unknown,) = (each for each in view.rules if each.outcome == "unknown")
    rule = unknown._replace(reasons=(unknown.reasons[0]._replace(text="# head"),))
    assert "- \\# head: `port`\n" in text([view._replace(root=GroupView("g", "G", (), (rule,)))])


def test_room_is_kept_for_all_sections() -> None:
    long, short = (tuple(Item(f"{name}{number}\n", "d" * 50 + "\n") for number in range(999)) for name in "ab")
    told = fitted("head\n", (Section("A\n", long, "rule", 0.5), Section("B\n", short, "reason", 0.3)), 1500)
    assert len(told) <= 1500
    assert "a0\n" in told and "b0\n" in told
    assert re.search(r"\d+ more rules are left out here", told) and re.search(
        r"\d+ more reasons are left out here", told
    )
    assert "details are left out" in told


def test_what_fits_is_told_whole() -> None:
    told = fitted(
        "head\n", (Section("A\n", (Item("a\n", "b\n"), Item("c\n")), "rule", 0.5), Section("B\n", (), "x", 0.5)), 5000
    )
    assert told == "head\nA\na\nb\nc\n"
