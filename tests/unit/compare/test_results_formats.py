"""What changed, written in every format: the same for the same, whole, and inert whatever names and texts hold."""

import json
import re
from html.parser import HTMLParser

import pytest
from lxml import etree

from compared import asset, rule, scope
from report_schemas import valid_junit
from scapkit.compare.results.change import ResultsDiff
from scapkit.compare.results.comparing import compare_assets
from scapkit.model.results import Override, RuleOutcome
from scapkit.registry import discover

FORMATS = discover("scapkit.compare.results.formats", "RESULTS_FORMAT")
EVIL = "<script>alert(1)</script>\x00\x1b[31m\u202e ]]> `x` [x](javascript:y) @all #1 \"'& {{ x }}\r\n## head | \ud800 ![i](//e)"


def hostile() -> ResultsDiff:
    old = asset(
        EVIL, rule("a", "pass")._replace(title=EVIL, seen=(EVIL,)), rule("b", "unknown")._replace(reasons=("x",))
    )
    failing = rule("a", "fail", EVIL, severity=EVIL)._replace(title=EVIL)
    waived = rule("c", "pass")._replace(overrides=(Override(RuleOutcome.FAIL, RuleOutcome.PASS, EVIL, EVIL, EVIL),))
    new = asset(EVIL, failing, rule("b", "unknown")._replace(reasons=(EVIL,)), waived)
    gone = asset("gone", rule("c", "fail", EVIL), identities=frozenset({f"mac {EVIL}"}))
    changed = compare_assets([old._replace(rules={**old.rules, "c": rule("c", "fail", EVIL)}), gone], [new])
    told = (changed[0]._replace(remarks=(EVIL,)), *changed[1:])
    return ResultsDiff(EVIL, EVIL, told, (EVIL,), (EVIL,))


class Page(HTMLParser):
    """The tags of a page, and what they could run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts, self.fetched = 0, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            if name in ("src", "href") and not (value or "").startswith(("#", "data:,")):
                self.fetched.append(value or "")


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_gives_the_same_bytes_and_no_control_characters(name: str) -> None:
    data = FORMATS[name].render(hostile())
    assert data == FORMATS[name].render(hostile())
    text = data.decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    assert "\u202e" not in text
    assert name in ("html", "junit") or "\r" not in text


def test_the_page_runs_nothing_and_fetches_nothing() -> None:
    data = FORMATS["html"].render(hostile()).decode()
    page = Page()
    page.feed(data)
    assert (page.scripts, page.fetched) == (0, [])
    assert "&lt;script&gt;alert(1)" in data and "default-src &#39;none&#39;" in data


def test_markdown_has_no_markup_of_others() -> None:
    text = FORMATS["markdown"].render(hostile()).decode()
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
    assert "<script" not in outside and not re.search(r"(?<!\\)\]\(|(?<!\\)!\[|@all|#1\b", outside)
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        line for line in text.splitlines() if re.match(r"## Compliance: |### [A-Z]", line)
    ]


def test_junit_is_well_formed_and_counts_what_it_holds() -> None:
    root = etree.fromstring(FORMATS["junit"].render(hostile()))
    for suite in root.iter("testsuite"):
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases)) and cases
        for name, word in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(name) == str(len(suite.findall(f"testcase/{word}")))


def test_junit_fits_the_schema_of_jenkins() -> None:
    valid_junit(FORMATS["junit"].render(hostile()))
    valid_junit(FORMATS["junit"].render(ResultsDiff("o", "n", compare_assets([asset("h")], [asset("h")]))))


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (rule("a", "pass"), rule("a", "fail"), "failure"),
        (rule("a", "fail", "x"), rule("a", "fail", "x", "y"), "failure"),
        (rule("a", "fail", "x", "y"), rule("a", "fail", "x"), "system-out"),
        (rule("a", "fail"), rule("a", "pass"), "system-out"),
        (rule("a", "pass"), rule("a", "unknown"), "error"),
        (rule("a", "pass", values={"v": "1"}), rule("a", "pass", values={"v": "2"}), "skipped"),
        (rule("a", "pass", values={"v": "1"}), rule("a", "fail", values={"v": "2"}), "failure"),
    ],
)
def test_junit_fails_what_fails_anew(old: object, new: object, verdict: str) -> None:
    diff = ResultsDiff("o", "n", compare_assets([asset("h", old)], [asset("h", new)]))  # type: ignore[arg-type]
    (case,) = etree.fromstring(FORMATS["junit"].render(diff)).iter("testcase")
    assert [each.tag for each in case] == [verdict]
    assert (case.get("name"), case.get("classname")) == ("a", "h")


def test_no_change_is_said() -> None:
    diff = ResultsDiff("o", "n", compare_assets([asset("h", rule("a", "pass"))], [asset("h", rule("a", "pass"))]))
    for name in ("text", "html", "markdown"):
        assert "no change; 1 rule unchanged" in FORMATS[name].render(diff).decode(), name
    assert json.loads(FORMATS["json"].render(diff))["counts"] == {}
    (case,) = etree.fromstring(FORMATS["junit"].render(diff)).iter("testcase")
    assert len(case) == 0


def test_the_same_change_of_many_assets_is_told_once() -> None:
    olds = [asset(f"n{number}", rule("a", "pass")) for number in range(40)]
    news = [asset(f"n{number}", rule("a", "fail", "/x")) for number in range(40)]
    diff = ResultsDiff("o", "n", compare_assets(olds, news))
    text = FORMATS["text"].render(diff).decode()
    assert "40 newly failing" in text and text.count("Title of a") == 1
    assert "on n0, n1, n2, n3, n4 and 35 more" in text
    assert len(json.loads(FORMATS["json"].render(diff))["assets"]) == 40


def test_what_is_to_be_known_of_many_assets_is_told_once() -> None:
    newer = scope(version="2")
    olds, news = ([asset(f"n{number}", scope=each) for number in range(9)] for each in (scope(), newer))
    diff = ResultsDiff("o", "n", compare_assets([*olds, asset("gone", rule("a", "pass"))], news))
    text = FORMATS["text"].render(diff).decode()
    assert (
        "assets n0, n1, n2, n3, n4 and 4 more: incomparable in part\n  other version of the benchmark: 1.0 -> 2\n"
        in text
    )
    assert "asset gone: removed (1 rule)" in text
    markdown = FORMATS["markdown"].render(diff).decode()
    assert "- assets `n0`, `n1`, `n2`, `n3`, `n4` and 4 more: incomparable in part\n  - other version" in markdown


def test_markdown_stays_as_short_as_code_hosts_want_it() -> None:
    olds = [asset("n", *(rule(f"a{number}", "pass") for number in range(3000)))]
    news = [asset("n", *(rule(f"a{number}", "fail", f"/x/{number}") for number in range(3000)))]
    data = FORMATS["markdown"].render(ResultsDiff("o", "n", compare_assets(olds, news)))
    assert 50_000 < len(data) < 61_000 and b"parts are left out here" in data
