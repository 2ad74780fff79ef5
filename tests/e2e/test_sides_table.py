"""`scapkit table`: rules, references, CCEs and Values of anybody's content."""

import csv
import html.parser
import re
from io import StringIO
from pathlib import Path

import pytest

from scapkit.model.xccdf import Reference, Text
from shared import REPOSITORY, Run
from small_benchmark import BASH, CIS, UMASK, rule, with_rules, written


def table(scapkit: Run, *words: str | Path) -> list[list[str]]:
    """The table as CSV, read back."""
    done = scapkit("table", *words, "--format", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    return list(csv.reader(StringIO(done.stdout, newline="")))


def test_rules_are_listed_with_how_they_are_checked_and_mended(scapkit: Run, tmp_path: Path) -> None:
    assert table(scapkit, written(tmp_path), "--kind", "rules", "--profile", "base") == [
        ["Rule", "Severity", "CCE", "Check", "Fixes", "Title"],
        ["umask", "high", "CCE-80000-1", "automated", "ansible\nbash", "Title of umask"],
        ["fails", "medium", "", "none", "bash", "Title of fails"],
        ["manifest", "low", "", "none", "kubernetes", "Title of manifest"],
        ["manual", "medium", "", "manual", "", "Title of manual"],
        ["last", "info", "", "none", "bash", "Title of last"],
    ]


def test_without_a_profile_every_rule_is_listed(scapkit: Run, tmp_path: Path) -> None:
    assert "unselected" in [row[0] for row in table(scapkit, written(tmp_path), "--kind", "rules")]


def test_references_stand_in_a_column_for_each_class(scapkit: Run, tmp_path: Path) -> None:
    rows = table(scapkit, written(tmp_path), "--kind", "references", "--profile", "base")
    assert rows[:3] == [
        ["Rule", "cis", "nist", "Title"],
        ["umask", "1.1", "AC-6\nAC-6(1)", "Title of umask"],
        ["fails", "1.2", "", "Title of fails"],
    ]


def test_references_of_one_class_are_in_the_order_of_their_numbers(scapkit: Run, tmp_path: Path) -> None:
    rules = (rule("b", references=(Reference(CIS, "1.10"), Reference(CIS, "1.10"))), rule("c"))
    path = written(tmp_path, with_rules(*rules, rule("a", references=(Reference(CIS, "1.9"),))))
    assert table(scapkit, path, "--kind", "references", "--reference", "cis") == [
        ["cis", "Rule", "Severity", "CCE", "Title"],
        ["1.9", "a", "medium", "", "Title of a"],
        ["1.10", "b", "medium", "", "Title of b"],
    ]
    done = scapkit("table", path, "--kind", "references", "--reference", "cis")
    assert "1 of 3 rules have no reference of this class." in done.stdout


def test_values_tell_what_is_in_force_and_who_uses_them(scapkit: Run, tmp_path: Path) -> None:
    assert table(scapkit, written(tmp_path), "--kind", "values", "--profile", "base")[1:] == [
        ["umask", "077", "string", "equals", "default: 022\nstrict: 077", "umask", "Umask"]
    ]


def test_known_addresses_have_the_names_that_authors_use(scapkit: Run, public_content: Path) -> None:
    head, *rows = table(scapkit, public_content / "ssg-eks-ds.xml", "--kind", "references")
    assert head == ["Rule", "cis", "nerc-cip", "nist", "app-srg", "pcidss", "Title"]
    column = {row[0]: row for row in rows}["audit_logging"]
    assert column[1] == "2.1.1"


def test_cces_are_listed_by_number(scapkit: Run, public_content: Path) -> None:
    rows = table(scapkit, public_content / "ssg-eks-ds.xml", "--kind", "cces")[1:]
    numbers = [row[0] for row in rows]
    assert numbers == sorted(numbers) and len(numbers) > 10
    text = (public_content / "ssg-eks-xccdf.xml").read_text(encoding="utf-8")
    assert len(set(re.findall(r">(CCE-[0-9-]+)</", text))) == len(set(numbers))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "  =", "\uff1d"])
def test_no_cell_of_a_csv_is_a_formula(scapkit: Run, tmp_path: Path, start: str) -> None:
    evil = f'{start}cmd|" /C calc"!A0,"x"'
    value = UMASK._replace(values=(("", evil),))
    (row,) = table(scapkit, written(tmp_path, with_rules()._replace(values=(value,))), "--kind", "values")[1:]
    assert row[1].startswith("'") and row[1].lstrip("'") == evil


def test_a_csv_is_as_rfc_4180_wants_it(scapkit: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    scapkit("table", written(tmp_path), "--kind", "rules", "--format", "csv", "--output", path)
    data = path.read_bytes()
    assert data.endswith(b"\r\n") and data.count(b"\r\n") == 7
    assert b'umask,high,CCE-80000-1,automated,"ansible\nbash",Title of umask\r\n' in data


class Page(html.parser.HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_a_page_is_self_contained_accessible_and_inert(scapkit: Run, tmp_path: Path) -> None:
    evil = rule("evil", (BASH, "x"))._replace(titles=(Text("&lt;script&gt;alert(1)&lt;/script&gt;"),))
    path = written(tmp_path, with_rules(evil))
    done = scapkit("table", path, "--kind", "rules", "--format", "html")
    tags = Page(done.stdout).tags
    names = [name for name, _ in tags]
    assert names.count("script") == 0 and names.count("caption") == 1
    assert [inner["scope"] for name, inner in tags if name == "th"] == ["col"] * 6 + ["row"]
    assert not [
        inner for _, inner in tags if "src" in inner or not str(inner.get("href", "#")).startswith(("#", "data:"))
    ]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in done.stdout


def test_a_product_is_built_in_memory(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    words = ("--kind", "references", "--profile", "cis")
    product = table(scapkit, "eks", "--source", REPOSITORY, *words)
    assert product == table(scapkit, eks / "ssg-eks-ds.xml", *words)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("--kind", "rule"), "unknown-kind", "did you mean rules?"),
        (("--kind", "rules", "--format", "cvs"), "unknown-format", "did you mean csv?"),
        (("--kind", "rules", "--profile", "bse"), "unknown-profile", "did you mean base?"),
        (("--kind", "references", "--reference", "nits"), "unknown-reference", "did you mean nist?"),
    ],
)
def test_a_wrong_word_is_one_line_with_a_hint(
    scapkit: Run, tmp_path: Path, words: tuple[str, ...], code: str, hint: str
) -> None:
    out = tmp_path / "out.csv"
    done = scapkit("table", written(tmp_path), *words, "--output", out)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert code in done.stderr and hint in done.stderr
    assert not out.exists()


def test_what_is_neither_file_nor_product_is_one_line(scapkit: Run, tmp_path: Path) -> None:
    for target, code in (("eksx", "unknown-product"), (tmp_path / "gone.xml", "unreadable-file")):
        done = scapkit("table", target, "--kind", "rules")
        assert done.returncode == 1 and code in done.stderr and "Traceback" not in done.stderr
