"""What --fix repairs: the text of everything else stays byte for byte, and the file says what it said."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linted import clean

from authored import API_OVAL, API_RULE, NOW, POLICY, RULE, VALUE, project
from scapkit.api.projects.building import BuildOptions, build
from scapkit.api.projects.linting import LintOptions, lint
from scapkit.authoring.kinds import RULE as RULE_KEYS
from scapkit.lint.fixing import mend_files
from scapkit.lint.meaning import same_meaning
from scapkit.lint.whole import Text
from scapkit.problem import NOTE, Problem
from scapkit.span import Span

CODES = ("key-order", "missing-final-newline", "trailing-space", "untidy-reference")


def _mended(path: Path, text: str, name: str = "rule.yml") -> str:
    """A rule's file after every fix."""
    file = path / name
    file.write_bytes(text.encode())
    read = Text(
        file, str(file), text.replace("\r\n", "\n").removeprefix("\ufeff"), RULE_KEYS if name == "rule.yml" else None
    )
    done = list(mend_files([read], [Problem(Span(str(file)), code, "", "", NOTE) for code in CODES]))
    return done[0].data.decode() if done else text


def test_keys_move_with_their_comments_and_the_empty_lines_before_them(tmp_path: Path) -> None:
    given_ = (
        "# The file's own comment.\n\nseverity: high  # as published\n\n# Why.\n# And how.\nrationale: |-\n  Text\n\n  # no comment\n"
        "\ntitle: T\ndocumentation_complete: true\n# the end\n"
    )
    assert _mended(tmp_path, given_) == (
        "# The file's own comment.\n\ndocumentation_complete: true\n# the end\n\ntitle: T\n\n# Why.\n# And how.\n"
        "rationale: |-\n  Text\n\n  # no comment\nseverity: high  # as published\n"
    )


def test_keys_that_stand_together_stay_together(tmp_path: Path) -> None:
    given_ = "title: T\n\n# Both.\nplatform: a\nrequires: [b]\n\nseverity: low\n"
    assert _mended(tmp_path, given_) == "title: T\n\nseverity: low\n\n# Both.\nplatform: a\nrequires: [b]\n"


@pytest.mark.parametrize(
    "text",
    [
        "title: {{{ a }}}\n{{% set b = 1 %}}\ndocumentation_complete: true\n",
        "rationale: |-\n  {{% set b = 1 %}}\ndescription: '{{{ b }}}'\n",
        "severity: &a low\ntitle: *a\n",
        "title: 'on two\nlines'\ndocumentation_complete: true\n",
        "title: T\ncollect:\n  - path: |\n      a  \n",
        "collect:\n  - filter: |+\n      a\n\n\ntitle: T\n\n",
        "references:\n  cis: '{{{ x }}}, 1'\n",
        "title: [\n",
        "- title  \n",
    ],
)
def test_what_could_change_its_meaning_stays_as_it_is(text: str, tmp_path: Path) -> None:
    assert _mended(tmp_path, text) == text


def test_references_are_tidied_in_their_quotes(tmp_path: Path) -> None:
    given_ = "title: T\nreferences:\n  cis@a: 1.1, 1.2,,1.1  # two\n  nist: 'AC-4 , AC-5'\n  srg: \" A\"\n  bsi:\n  other: a, b"
    assert _mended(tmp_path, given_) == (
        "title: T\nreferences:\n  cis@a: 1.1,1.2  # two\n  nist: 'AC-4,AC-5'\n  srg: \"A\"\n  bsi:\n  other: a,b\n"
    )


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    assert _mended(tmp_path, "\ufefftitle: T \r\nseverity: low") == "\ufefftitle: T\r\nseverity: low\r\n"
    mixed = "title: T \r\nseverity: low\n"
    assert _mended(tmp_path, mixed) == mixed


def test_white_space_in_a_pattern_stays(tmp_path: Path) -> None:
    oval = "<a>  \n  \n<b/> \t\n<pattern>x \ny</pattern>\n{{% if x %}} \n</a>\n"
    assert _mended(tmp_path, oval, "shared.xml") == oval.replace("<a>  \n  \n<b/> \t", "<a>\n\n<b/>")


KEYS = ("documentation_complete: true", "title: T x", "description: |-\n  {{{ d }}}\n\n  title: d", "severity: low")
MORE = ("references:\n    cis: 1.2, 1.1\n    # inside\n    nist: A", "warnings:\n- general: |\n    w", "ocil: 'o'")
SPACES = st.sampled_from(["", " ", "\t", "   "])


@settings(max_examples=150, deadline=None)
@given(
    st.permutations(KEYS + MORE),
    st.lists(st.sampled_from(["", "\n", "\n\n", "# about it\n", "\n# lint: here\n# and\n"]), min_size=7, max_size=7),
    st.lists(SPACES, min_size=40, max_size=40),
    st.sampled_from(["", "\n", "\n\n"]),
)
def test_fixes_keep_every_line_and_the_meaning_and_are_done_at_once(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str], between: list[str], spaces: list[str], end: str
) -> None:
    lines = "".join(f"{gap}{key}\n" for gap, key in zip(between, keys, strict=True)).removesuffix("\n").split("\n")
    text = (
        "\n".join(line + (space if line else space.strip("\t")) for line, space in zip(lines, spaces, strict=False))
        + end
    )
    folder = tmp_path_factory.mktemp("fix")
    mended = _mended(folder, text)
    assert same_meaning(text, mended)
    assert _mended(folder, mended) == mended
    tidy = [line.rstrip().replace("1.2, 1.1", "1.2,1.1") for line in text.split("\n")]
    assert sorted(filter(None, tidy)) == sorted(line for line in mended.split("\n") if line)
    assert [key.split(":")[0] for key in KEYS] == [
        line.split(":")[0] for line in mended.split("\n") if line.split(":")[0] in {key.split(":")[0] for key in KEYS}
    ]


def _untidy(root: Path) -> Path:
    files = clean()
    files[RULE] = files[RULE].replace("severity: high\n", "").replace("title: Conf", "severity: high \ntitle: Conf")
    files[RULE] = files[RULE].replace("1.1,1.2", "1.1 , 1.2,")
    files[API_OVAL] = files[API_OVAL].replace("<criteria>", "<criteria>  ")
    files[API_RULE] = files[API_RULE].replace("yes.\n", "yes. \n").removesuffix("\n")
    files[VALUE] = files[VALUE].removesuffix("\n")
    files[POLICY] = files[POLICY].replace("title: A Policy\nid: policy\n", "id: policy\n# Title\ntitle: A Policy\n")
    return project(root, files)


def test_a_mended_project_builds_to_the_same_bytes(tmp_path: Path) -> None:
    root = _untidy(tmp_path / "project")
    build(BuildOptions("tiny", str(root), str(tmp_path / "before")), NOW)
    done = lint(LintOptions(source=str(root), fix=True))
    assert {Path(file).name: codes for file, codes in done.mended} == {
        "rule.yml": ("missing-final-newline", "trailing-space"),
        "shared.xml": ("trailing-space",),
        "var_mode.var": ("missing-final-newline",),
        "policy.yml": ("key-order",),
    } | {"rule.yml": ("key-order", "trailing-space", "untidy-reference")}
    assert done.report.problems == ()
    assert not lint(LintOptions(source=str(root), fix=True)).mended
    build(BuildOptions("tiny", str(root), str(tmp_path / "after")), NOW)
    before, after = (
        {path.name: path.read_bytes() for path in (tmp_path / name / "tiny").iterdir()} for name in ("before", "after")
    )
    assert before == after


def test_what_is_suppressed_or_not_wanted_is_not_mended(tmp_path: Path) -> None:
    root = _untidy(tmp_path)
    value = root / VALUE
    value.write_text("title: A mode  \n" + value.read_text().partition("\n")[2])
    done = lint(LintOptions(source=str(root), fix=True, ignore=("trailing-space", "key-order", "untidy-reference")))
    assert {code for _, codes in done.mended for code in codes} == {"missing-final-newline"}
    value.write_text(f"# lint: ignore trailing-space - a trial\n{value.read_text()}")
    assert not [file for file, _ in lint(LintOptions(source=str(root), fix=True)).mended if file == str(value)]
