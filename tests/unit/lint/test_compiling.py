"""Lint goes on after errors of the build, and does not repeat what follows from them."""

from pathlib import Path

from linted import clean, found

from authored import API_OVAL, API_RULE, PROFILE, RULE


def _told(root: Path, **changes: tuple[str, str]) -> list[str]:
    files = clean()
    for name, (old, new) in changes.items():
        path = {"rule": RULE, "api_rule": API_RULE, "oval": API_OVAL, "profile": PROFILE}[name]
        assert old in files[path]
        files[path] = files[path].replace(old, new)
    return [f"{each.span} {each.code}" for each in found(root, files) if each.level == "error"]


def test_problems_of_all_stages_are_told_together(tmp_path: Path) -> None:
    told = _told(
        tmp_path,
        api_rule=("rationale: Without", "rationale: It <made>is</made> so. Without"),
        oval=('object_ref="object_answer"', 'object_ref="object_other"'),
        profile=("var_mode=strict", "var_mode=strictest"),
        rule=("name: file_owner", "name: file_ownr"),
    )
    assert told == [
        f"{API_OVAL}:9 dangling-reference",
        f"{API_RULE}:4 unknown-markup",
        f"{RULE}:17:9 unknown-template",
        f"{PROFILE}:8:5 unknown-option",
    ]


def test_a_rule_with_a_mistake_does_not_make_the_profile_wrong_too(tmp_path: Path) -> None:
    told = _told(
        tmp_path, rule=("severity: high", "severity: hihg"), profile=("conf_owner.severity", "conf_ownr.severity")
    )
    assert told == [f"{RULE}:8:11 bad-value", f"{PROFILE}:9:5 unknown-rule"]


def test_what_needs_a_rule_or_template_with_a_mistake_is_not_told_too(tmp_path: Path) -> None:
    files = {**clean(), "templates/checks/file_owner.jinja": "no declaration"}
    files[API_RULE] = f"{files[API_RULE]}requires: [broken, brokn]\n"
    files["content/tiny/files/broken/rule.yml"] = "titel: A\n"
    told = [f"{each.span.file} {each.message}" for each in found(tmp_path, files) if each.level == "error"]
    assert [each for each in told if "no " in each and "needs" not in each] == [
        f"{API_RULE} no rule or group brokn",
        'content/tiny/files/broken/rule.yml a rule has no key "titel"',
    ]


def test_an_unknown_platform_of_the_product_is_told_alone(tmp_path: Path) -> None:
    files = {**clean(), "content/tiny/product.yml": clean()["content/tiny/product.yml"].replace("[tiny]", "[tinny]")}
    assert [each.code for each in found(tmp_path, files) if each.level == "error"] == ["unknown-platform"]


def test_a_project_that_cannot_be_read_at_all_still_has_its_reason_told(tmp_path: Path) -> None:
    files = {**clean(), "content/tiny/benchmark.yml": "title: [\n", "templates/macros/bad.jinja": "{{% if %}}"}
    assert [each.code for each in found(tmp_path, files) if each.level == "error"] == ["malformed-template"]
    files["templates/macros/bad.jinja"] = ""
    assert [each.code for each in found(tmp_path, files) if each.level == "error"] == ["malformed-yaml"]


def _two_products() -> dict[str, str]:
    """The clean project, and beside it a product that is its copy but for its CCE, which a comment allows for."""
    files = clean()
    for path, text in clean().items():
        files[path.replace("/tiny/", "/other/")] = text.replace("product: tiny", "product: other")
    return files


def test_a_cce_of_two_products_is_told_at_both_places(tmp_path: Path) -> None:
    files = _two_products()
    assert found(tmp_path, files) == []
    other = RULE.replace("/tiny/", "/other/")
    files[other] = files[other].replace("CCE-80001-1", "CCE-80000-3")
    told = found(tmp_path, files)
    assert [(str(each.span), each.code) for each in told] == [
        (f"{other}:11:14", "duplicate-cce"),
        (f"{RULE}:10:13", "duplicate-cce"),
    ]
    assert f"{RULE}:10:13" in told[0].message


def test_only_what_is_about_the_wanted_products_is_told(tmp_path: Path) -> None:
    files = _two_products()
    for path in (RULE, PROFILE.replace("/tiny/", "/other/")):
        files[path] = files[path].replace("title: ", "titel: ")
    assert {each.span.file for each in found(tmp_path, files, products=("tiny",))} == {RULE}
    assert {each.span.file for each in found(tmp_path, files)} == {RULE, PROFILE.replace("/tiny/", "/other/")}
