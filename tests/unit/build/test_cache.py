"""What a build keeps: exactly what depends on an edit is compiled again, and the bytes are those of a build without."""

from collections.abc import Callable
from pathlib import Path

import pytest

from authored import API_OVAL, API_RULE, CONTENT, FILES, GROUP, NOW, PLATFORM, PRODUCT, PROFILE, RULE, VALUE, project
from scapkit.api.projects.building import KEPT, BuildOptions, Written, build
from scapkit.build.cache.inputs import read_inputs
from scapkit.build.cache.kept import Kept
from scapkit.build.pipeline import compile_product
from scapkit.problem import Invalid
from scapkit.program import program
from scapkit.store import Store

MACROS = "templates/macros/mine.jinja"
TEMPLATE = "templates/checks/mine.jinja"
MORE = {
    MACROS: "{{% macro outer() %}}{{{ inner() }}}{{% endmacro %}}\n\n{{% macro inner() %}}one{{% endmacro %}}\n"
    "{{% macro other() %}}two{{% endmacro %}}\n",
    TEMPLATE: "{{#\ndescription: d\nparameters: {}\n#}}\n{{% block ocil_clause %}}it {{{ other() }}}{{% endblock %}}\n",
    f"{CONTENT}/files/with_macro/rule.yml": "title: '{{{ outer() }}}'\ndescription: d\nrationale: r\nseverity: low\n",
    f"{CONTENT}/files/with_template/rule.yml": "title: t\ndescription: d\nrationale: r\nseverity: low\n"
    "references: {cis: '1'}\ntemplate: {name: mine}\n",
}
EVERY = {"api_answer", "conf_owner", "with_macro", "with_template"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return project(tmp_path / "project", MORE)


def compiled(source: Path, store: Path) -> set[str]:
    """The rules that a build compiles afresh."""
    kept = Kept(Store(store, KEPT), read_inputs(source, "tiny", Path("/nonexistent")))
    compile_product(source, "tiny", NOW, kept)
    kept.save()
    return set(kept.fresh)


def edit(source: Path, path: str, old: str, new: str) -> None:
    text = (source / path).read_text(encoding="utf-8")
    assert old in text
    (source / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_another_version_of_the_program_kept_is_not_read(source: Path, tmp_path: Path) -> None:
    options = BuildOptions("tiny", str(source), str(tmp_path / "out"))
    build(options, NOW)
    file = tmp_path / "out" / ".cache" / "tiny.sqlite3"
    made = {each.name: each.read_bytes() for each in (tmp_path / "out" / "tiny").iterdir()}
    records = Store(file, KEPT, program().encode()).load("rule/")
    assert records.keys() == EVERY
    for name, record in records.items():
        shifted = record.unit._replace(source=record.unit.source._replace(asked=True))
        Store(file, KEPT, b"another program").save({f"rule/{name}": record._replace(unit=shifted)})
    edit(source, PROFILE, "title: Base", "title: Basis")
    assert build(options, NOW).is_new
    assert {name for name in made if (tmp_path / "out" / "tiny" / name).read_bytes() == made[name]} != made.keys()


def test_second_build_compiles_nothing(source: Path, tmp_path: Path) -> None:
    assert compiled(source, tmp_path / "store") == EVERY
    assert compiled(source, tmp_path / "store") == set()


@pytest.mark.parametrize(
    ("path", "old", "new", "wanted"),
    [
        (RULE, "severity: high", "severity: low", {"conf_owner"}),
        (API_OVAL, "The answer is yes.", "The answer is no.", {"api_answer"}),
        (MACROS, "one", "three", {"with_macro"}),
        (MACROS, "two", "three", {"with_template"}),
        (MACROS, "{{% macro outer", "\n\n{{# more #}}\n{{% macro outer", set()),
        (TEMPLATE, "it {{{", "that {{{", {"with_template"}),
        (VALUE, "0644", "0640", {"conf_owner"}),
        (f"{CONTENT}/files/ocp_data_root.var", "Where", "There", {"api_answer"}),
        (PLATFORM, "title: Tiny", "title: Tinier", {"api_answer", "conf_owner"}),
        (PRODUCT, "https://example.org/cis", "https://example.org/other", {"conf_owner", "with_template"}),
        (PRODUCT, "check_namespace: ex", "check_namespace: ey", EVERY),
        (PRODUCT, "version: '1.2.3'", "\nversion: '1.2.4'", set()),
        (PROFILE, "title: Base", "title: Basis", set()),
        (f"{CONTENT}/benchmark.yml", "draft", "accepted", set()),
    ],
)
def test_what_depends_on_an_edit_is_compiled_again(
    source: Path, tmp_path: Path, path: str, old: str, new: str, wanted: set[str]
) -> None:
    compiled(source, tmp_path / "store")
    edit(source, path, old, new)
    found = compiled(source, tmp_path / "store")
    # Every rule without a CCE names the product's platform.
    assert found == wanted | ({"with_macro", "with_template"} if path == PLATFORM else set())
    assert compiled(source, tmp_path / "store") == set()


def test_a_value_that_appears_or_goes_away_is_an_edit(source: Path, tmp_path: Path) -> None:
    compiled(source, tmp_path / "store")
    (source / VALUE).rename(source / VALUE.replace("var_mode", "var_other"))
    with pytest.raises(Invalid, match="no value var_mode"):
        compiled(source, tmp_path / "store")
    (source / VALUE.replace("var_mode", "var_other")).rename(source / VALUE)
    assert compiled(source, tmp_path / "store") == set()


def test_a_rule_with_a_problem_is_not_kept(source: Path, tmp_path: Path) -> None:
    compiled(source, tmp_path / "store")
    edit(source, API_RULE, "One paragraph.", "<oops>One</oops> paragraph.")
    for _ in range(2):
        with pytest.raises(Invalid, match="unknown-markup"):
            compiled(source, tmp_path / "store")


def options(source: Path, output: Path, **more: bool) -> BuildOptions:
    return BuildOptions("tiny", str(source), str(output), **more)


def contents(written: Written) -> dict[str, bytes]:
    return {Path(path).name: Path(path).read_bytes() for path in written.paths}


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda source: edit(source, path, old, new)


EDITS: list[Callable[[Path], None]] = [
    replaced(RULE, "root &amp;", "the user root &amp;"),
    replaced(MACROS, "one", "three"),
    replaced(GROUP, "All about", "Everything about"),
    replaced(VALUE, "0644", "0600"),
    replaced(PROFILE, "  - conf_owner.severity=low\n", ""),
    lambda source: (source / API_OVAL).write_text(FILES[API_OVAL].replace("object_answer", "object_other")),
    lambda source: (source / API_RULE).rename(source / API_RULE.replace("rule.yml", "rule.old")),
]


def test_bytes_are_those_of_a_build_without_cache_after_every_edit(source: Path, tmp_path: Path) -> None:
    edit(source, PROFILE, "policy:all:high", "conf_owner\n  - with_macro\n  - with_template")
    for number, change in enumerate(EDITS):
        with_cache = build(options(source, tmp_path / "a"), NOW)
        without = build(options(source, tmp_path / f"b{number}", cache=False), NOW)
        assert with_cache.is_new
        assert contents(with_cache) == contents(without)
        change(source)


def test_nothing_is_written_where_nothing_changed(source: Path, tmp_path: Path) -> None:
    first = build(options(source, tmp_path / "out"), NOW)
    times = {path: Path(path).stat().st_mtime_ns for path in first.paths}
    later = "2027-01-01T00:00:00Z"
    again = build(options(source, tmp_path / "out", keep_time=True), later)
    assert (first.is_new, again.is_new, again.paths) == (True, False, first.paths)
    assert {path: Path(path).stat().st_mtime_ns for path in again.paths} == times
    assert build(options(source, tmp_path / "out"), later).is_new


@pytest.mark.parametrize("damage", ["removed", "changed"])
def test_outputs_that_are_not_as_they_were_left_are_made_again(source: Path, tmp_path: Path, damage: str) -> None:
    first = build(options(source, tmp_path / "out"), NOW)
    expected = contents(first)
    victim = Path(first.datastream)
    if damage == "removed":
        victim.unlink()
    else:
        victim.write_text("x", encoding="utf-8")
    assert build(options(source, tmp_path / "out"), NOW).is_new
    assert contents(first) == expected


def test_the_same_rules_in_another_place_are_read_there(source: Path, tmp_path: Path) -> None:
    build(options(source, tmp_path / "out"), NOW)
    source.rename(tmp_path / "moved")
    moved = build(options(tmp_path / "moved", tmp_path / "out"), NOW)
    assert contents(moved) == contents(build(options(tmp_path / "moved", tmp_path / "other", cache=False), NOW))
    edit(tmp_path / "moved", API_OVAL, 'test_ref="test_answer"', 'test_ref="test_anser"')
    with pytest.raises(Invalid, match=str(tmp_path / "moved" / API_OVAL)):
        build(options(tmp_path / "moved", tmp_path / "out"), NOW)


def test_what_the_last_build_wrote_and_this_one_does_not_is_removed(source: Path, tmp_path: Path) -> None:
    more = source / PROFILE.replace("base", "more")
    more.write_text((source / PROFILE).read_text(encoding="utf-8"), encoding="utf-8")
    folder = tmp_path / "out" / "tiny"
    build(options(source, tmp_path / "out"), NOW)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "ex-tiny-oval.xml").write_text("changed", encoding="utf-8")
    more.unlink()
    edit(source, PRODUCT, "check_namespace: ex", "check_namespace: ey")
    written = build(options(source, tmp_path / "out"), NOW)
    expected = {Path(path).name for path in written.paths} | {"notes.txt", "ex-tiny-oval.xml"}
    assert {path.name for path in folder.iterdir()} == expected


def test_nothing_is_kept_of_a_build_without_cache(source: Path, tmp_path: Path) -> None:
    build(options(source, tmp_path / "out", cache=False), NOW)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["tiny"]
