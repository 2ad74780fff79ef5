"""What `scapkit new` writes is valid at once, comes with its test, and never overwrites anything."""

from pathlib import Path

import pytest

from authored import NOW
from scapkit.api import BuildOptions, NewOptions, build, judge_cases, new, validate
from scapkit.api.evaluating.judging import evaluate
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.api.projects.scaffolding import kinds
from scapkit.authoring.kinds import RULE
from scapkit.authoring.read import read_check_templates
from scapkit.authoring.yaml.document import document
from scapkit.authoring.yaml.shape import Key
from scapkit.build.pipeline import compile_product
from scapkit.problem import Invalid

SHIPPED = sorted(path.stem for path in (Path(__file__).parents[3] / "templates" / "checks").glob("*.jinja"))
ALL = {
    "group": "inner",
    "rule": "system/a_rule",
    "value": "system/var_a",
    "profile": "strict",
    "control": "more",
    "template": "mine",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project as `scapkit new product my-linux` writes it."""
    new(NewOptions("product", "my-linux", source=str(tmp_path)))
    return tmp_path


def add(project: Path, kind: str, name: str, **more: str) -> tuple[str, ...]:
    """Write another thing; the paths below the project."""
    made = new(NewOptions(kind, name, source=str(project), **more))
    return tuple(str(Path(path).relative_to(project)) for path in made.paths)


def refused(project: Path, kind: str, name: str, **more: str) -> str:
    """What is said instead, after nothing was written."""
    before = sorted(project.rglob("*"))
    with pytest.raises(Invalid) as error:
        add(project, kind, name, **more)
    assert sorted(project.rglob("*")) == before
    return str(error.value).replace(f"{project}/", "")


def test_new_product_builds_validates_and_judges(project: Path, schemas: Path) -> None:
    written = build(BuildOptions("my-linux", str(project), str(project / "output")), NOW)
    documents = [path for path in written.paths if path.endswith(".xml")]
    assert validate(documents, str(schemas), {}).problems == ()
    tree = project / "tree"
    (tree / "etc").mkdir(parents=True)
    (tree / "etc" / "os-release").write_text("")
    (tree / "etc" / "passwd").write_text("")
    (tree / "etc" / "passwd").chmod(0o644)
    assert evaluate(EvaluateOptions(written.datastream, str(tree), "baseline"), NOW).exit_code == 0
    (tree / "etc" / "passwd").chmod(0o666)
    assert evaluate(EvaluateOptions(written.datastream, str(tree), "baseline"), NOW).exit_code == 2


def test_new_product_has_cases_that_are_right(project: Path) -> None:
    judged = judge_cases(project)
    assert [each.found for each in judged] == ["pass", "fail", "fail"]
    assert all(each.is_right for each in judged)


def test_every_kind_is_tried_here() -> None:
    assert set(kinds()) == {"product", *ALL}


@pytest.mark.parametrize("kind", ALL)
def test_new_thing_builds_and_its_cases_are_right(project: Path, kind: str) -> None:
    assert add(project, kind, ALL[kind])
    assert all(each.is_right for each in judge_cases(project))


def test_everything_together_builds_and_validates(project: Path, schemas: Path) -> None:
    for kind, name in ALL.items():
        add(project, kind, name)
    written = build(BuildOptions("my-linux", str(project), str(project / "output"), guides=False), NOW)
    assert validate([path for path in written.paths if path.endswith(".xml")], str(schemas), {}).problems == ()


@pytest.mark.parametrize("template", [*SHIPPED, "mine"])
def test_new_rule_fills_in_what_a_template_needs(project: Path, template: str) -> None:
    """A parameter for which nothing can be guessed declares an `example` in its template."""
    add(project, "template", "mine")
    add(project, "rule", "system/a_rule", template=template)
    built = compile_product(project, "my-linux", NOW)
    assert b'"a_rule"' in built.manifest
    assert [each.is_decided for each in judge_cases(project) if each.case.rule == "a_rule"] == [False]


def test_new_rule_explains_each_parameter(project: Path) -> None:
    path, _ = add(project, "rule", "system/a_rule", template="file_permissions")
    text = (project / path).read_text()
    for name, parameter in read_check_templates(project, "my-linux")["file_permissions"].parameters.items():
        explained = next(index for index, line in enumerate(text.split("\n")) if parameter.text("help") in line)
        following = text.split("\n")[explained + 1].strip()
        assert following.startswith(f"{name}: " if parameter.flag("required") else f"# {name}: ")


def test_nothing_is_overwritten(project: Path) -> None:
    path, _ = add(project, "rule", "system/a_rule")
    assert refused(project, "rule", "system/a_rule").startswith(f"{path}: duplicate-id: ")
    assert "baseline.profile: already-there: " in refused(project, "profile", "baseline")
    assert "product.yml: already-there: " in refused(project, "product", "my-linux")


def test_template_that_would_hide_a_shipped_one_is_refused(project: Path) -> None:
    said = refused(project, "template", "file_owner")
    assert said.startswith("file_owner: already-there: a template of this name is shipped, and every rule that uses it")
    assert said.endswith("(choose another name, like my_file_owner)")
    assert add(project, "template", "my_file_owner")


def test_second_product_keeps_the_files_that_products_share(project: Path) -> None:
    (project / "tests" / "system.yml").write_text("files: {/etc/os-release: 'ID=mine'}\n")
    made = new(NewOptions("product", "second", source=str(project)))
    assert {Path(path).name for path in made.kept} == {
        "system.yml",
        "test_cases.py",
        "file_permissions_etc_passwd.yml",
    }
    assert "ID=mine" in (project / "tests" / "system.yml").read_text()
    assert compile_product(project, "second", NOW).product == "second"
    assert [each.is_right for each in judge_cases(project)] == [True, True, True]


def test_id_that_another_group_has_is_refused(project: Path) -> None:
    add(project, "group", "inner")
    add(project, "value", "inner/var_a")
    assert "content/my-linux/inner/var_a.var: duplicate-id: " in refused(project, "value", "system/var_a")


def test_group_may_be_named_by_its_last_part(project: Path) -> None:
    add(project, "group", "system/inner")
    assert add(project, "rule", "inner/a_rule")[0] == "content/my-linux/system/inner/a_rule/rule.yml"


@pytest.mark.parametrize(
    ("kind", "name", "more", "wanted"),
    [
        ("rul", "system/a", {}, "unknown-kind: there is no kind rul; there are: control, group, product, "),
        ("rule", "sytem/a", {}, "unknown-group: no group sytem; there are: system (did you mean system?)"),
        ("rule", "other/a", {}, "unknown-group: no group other; there are: system (scapkit new group other)"),
        ("rule", "a", {}, "unknown-group: name it GROUP/a; the groups are: system"),
        ("rule", "../system/a", {}, "unknown-group: "),
        ("rule", "system/a b", {}, "bad-id: "),
        ("rule", "system/", {}, "bad-id: "),
        ("profile", "x/y", {}, "bad-id: a profile lies in no group: its name has no slash"),
        ("product", "x/y", {}, "bad-id: "),
        ("product", "..", {}, "bad-id: "),
        ("rule", "system/a", {"template": "file_permission"}, "(did you mean file_permissions?)"),
        ("rule", "system/a", {"product": "my-linus"}, "(did you mean my-linux?)"),
    ],
)
def test_name_that_cannot_be_is_refused(project: Path, kind: str, name: str, more: dict[str, str], wanted: str) -> None:
    assert wanted in refused(project, kind, name, **more)


def test_folder_without_a_product_says_how_to_start(tmp_path: Path) -> None:
    assert "scapkit new product NAME starts one" in refused(tmp_path, "rule", "system/a")


def test_one_of_several_products_must_be_named(project: Path) -> None:
    add(project, "template", "mine")
    new(NewOptions("product", "other", source=str(project / "elsewhere")))
    (project / "elsewhere" / "content" / "other").rename(project / "content" / "other")
    assert "say which product: --product my-linux or other" in refused(project, "rule", "system/a")
    assert add(project, "rule", "system/a", product="other")


def test_skeletons_follow_the_shape_of_their_kind(project: Path) -> None:
    """A key that the format comes to require is in new files without anybody changing a skeleton."""
    wider = RULE._replace(keys={**RULE.keys, "owner": Key(required=True)})
    assert "owner: TODO\n" in document(wider, {"title": "x"})
    path, _ = add(project, "rule", "system/a_rule")
    others = (
        (project / path).read_text().replace("\n# ", " ").partition("It may also have: ")[2].strip(".\n").split(", ")
    )
    assert set(others) >= {"identifiers", "references", "platforms", "template"}
