"""Applicability files with arguments, versions and templates, judged by oscap and by our own evaluator."""

import subprocess
from pathlib import Path

import pytest

from authored import (
    API_RULE,
    CONTENT,
    FILES,
    GROUP,
    NOW,
    PLATFORM,
    PRODUCT,
    RULE,
    built,
    edited,
    problems,
    project,
    told,
)
from scapkit.api.projects.building import BuildOptions, build
from scapkit.model.xccdf import Group, Rule
from templated import by_oscap, by_us, plant

PACKAGE = f"{CONTENT}/applicability/package.yml"
TEXT = """name: cpe:/a:{arg}:{ver_specs_cpe}
title: Package {pkgname} is installed
versioned: true
bash_conditional: dpkg-query -s {pkgname} &>/dev/null
ansible_conditional: '"{pkgname}" in ansible_facts.packages'
template:
  name: platform_package
args:
  audit: {pkgname: {{% if pkg_system == "dpkg" %}}auditd{{% else %}}audit{{% endif %}}}
  ntp:
    pkgname: ntp
"""
DPKG = {PRODUCT: FILES[PRODUCT] + "pkg_manager: apt_get\n", PACKAGE: TEXT}
STATUS = "Package: auditd\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:3.0.9-1\n"
EXPRESSIONS = {
    "package[audit]": True,
    "package[audit]>=1:3,<1:4": True,
    "package[audit]>=1:3,<1:3.0.9": False,
    "package[audit]==1:3.0.9-1 and tiny": True,
    "package[audit]!=1:3.0.9-1": False,
    "not package[audit]>1:3.0.9-1": True,
    "package[ntp]": False,
    "not package[ntp] and (package[audit]<1:9 or package[ntp])": True,
    "not (package[audit]<1:9 or tiny)": False,
}
CHECK = """<def-group>
  <definition class="compliance" id="{{{ rule_id }}}" version="1">
    {{{ oval_metadata("It is there.") }}}
    <criteria><criterion comment="there" test_ref="test_{{{ rule_id }}}"/></criteria>
  </definition>
  <unix:file_test id="test_{{{ rule_id }}}" version="1" check="all" check_existence="any_exist" comment="there">
    <unix:object object_ref="object_{{{ rule_id }}}"/>
  </unix:file_test>
  <unix:file_object id="object_{{{ rule_id }}}" version="1"><unix:filepath>/etc/tiny</unix:filepath></unix:file_object>
</def-group>
"""


def rule(name: str, platform: str, group: str = "files") -> dict[str, str]:
    """A rule that passes wherever it applies."""
    text = f"title: T {name}\ndescription: D.\nrationale: R.\nseverity: low\nplatform: {platform}\n"
    folder = f"{CONTENT}/{group}/{name}"
    return {f"{folder}/rule.yml": text, f"{folder}/oval/shared.xml": CHECK}


def judged(oscap: str, root: Path, changes: dict[str, str], rules: list[str]) -> dict[str, tuple[str, str]]:
    """By rule what oscap and scapkit say of a tree with the package auditd."""
    profile = {"profiles/tiny/base.profile": f"title: B\ndescription: B.\nselections: {rules}\n"}
    source = project(root, {**changes, **profile})
    datastream = Path(build(BuildOptions("tiny", str(source), str(root / "out"), guides=False), NOW).datastream)
    tree = plant(root / "tree", {"/etc/tiny": "", "/var/lib/dpkg/status": STATUS})
    theirs, ours = by_oscap(oscap, datastream, tree), by_us(datastream, tree)
    return {name: (theirs[name], ours[name]) for name in rules}


def test_oscap_and_our_evaluator_agree_on_arguments_and_versions(oscap: str, tmp_path: Path) -> None:
    named = {f"case_{index}": text for index, text in enumerate(EXPRESSIONS)}
    files = {path: text for name, platform in named.items() for path, text in rule(name, f"'{platform}'").items()}
    found = judged(oscap, tmp_path, {**DPKG, **files}, list(named))
    wanted = {name: "pass" if EXPRESSIONS[text] else "notapplicable" for name, text in named.items()}
    assert found == {name: (result, result) for name, result in wanted.items()}


def test_platforms_of_a_group_hold_for_all_that_is_in_it(oscap: str, tmp_path: Path) -> None:
    files = {
        f"{CONTENT}/outer/group.yml": "title: O\ndescription: O.\nplatforms: ['package[ntp]', 'package[audit]']\n",
        f"{CONTENT}/outer/inner/group.yml": "title: I\ndescription: I.\nplatform: package[ntp]\n",
        **rule("within", "tiny", "outer"),
        **rule("beside", "not tiny", "outer"),
        **rule("deep", "tiny", "outer/inner"),
    }
    found = judged(oscap, tmp_path, {**DPKG, **files}, ["within", "beside", "deep"])
    assert found == {
        "within": ("pass", "pass"),
        "beside": ("notapplicable", "notapplicable"),
        "deep": ("notapplicable", "notapplicable"),
    }


def test_versions_of_one_package_are_items_of_their_own(tmp_path: Path) -> None:
    platforms = "platforms: ['package[audit]', 'package[audit]>=3', 'package[audit]>=3']"
    made = built(tmp_path, {**DPKG, **edited(RULE, "platforms: [tiny]", platforms)})
    assert [(item.name, item.title, item.check_id) for item in made.cpe_list.items] == [
        ("cpe:/a:audit", "Package auditd is installed", "oval:ex-platform_package_audit:def:1"),
        ("cpe:/a:audit:ge_3", "Package auditd is installed, version >= 3", "oval:ex-platform_package_audit_ge_3:def:1"),
        ("cpe:/a:example:tiny:1", "Tiny", "oval:ex-is_tiny:def:1"),
    ]


def fix(root: Path, changes: dict[str, str]) -> dict[str, str]:
    """The rule's remediations by system."""
    folder = f"{CONTENT}/files/conf_owner"
    scripts = {f"{folder}/bash/shared.sh": "chown 0 /etc/conf\n", f"{folder}/ansible/shared.yml": "- name: x\n  y: z\n"}
    (group,) = built(root, {**DPKG, **scripts, **changes}).benchmark.children
    assert isinstance(group, Group)
    found = next(each for each in group.children if isinstance(each, Rule) and each.id.endswith("conf_owner"))
    return {each.system.rpartition(":")[2]: each.markup for each in found.fixes}


def test_conditions_of_platforms_limit_remediations(tmp_path: Path) -> None:
    changes = {
        **edited(RULE, "platforms: [tiny]", "platform: package[audit] and not package[ntp]"),
        GROUP: FILES[GROUP] + "platform: package[ntp]\n",
    }
    made = fix(tmp_path, changes)
    first = made["sh"].split("\n")[0]
    assert first == (
        "if { dpkg-query -s ntp &amp;&gt;/dev/null; } &amp;&amp; { { dpkg-query -s auditd &amp;&gt;/dev/null; } &amp;&amp; "
        "{ ! { dpkg-query -s ntp &amp;&gt;/dev/null; }; }; }; then"
    )
    script = made["sh"].replace("&amp;", "&").replace("&gt;", ">")
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)
    assert made["ansible"] == (
        "- name: Ask for the packages\n  ansible.builtin.package_facts:\n    manager: auto\n"
        "- name: Only where it applies\n"
        '  when: \'("ntp" in ansible_facts.packages) and (("auditd" in ansible_facts.packages) and '
        '(not ("ntp" in ansible_facts.packages)))\'\n'
        "  block:\n    - name: x\n      y: z\n"
    )


@pytest.mark.parametrize(
    ("platform", "limited"),
    [
        ("tiny", False),
        ("package[audit]", True),
        ("tiny and package[audit]", True),
        ("tiny or package[audit]", False),
        ("not (tiny and package[audit])", False),
        ("not package[audit]", True),
    ],
)
def test_platform_without_a_condition_limits_nothing(tmp_path: Path, platform: str, limited: bool) -> None:
    made = fix(tmp_path, edited(RULE, "platforms: [tiny]", f"platform: {platform}"))
    assert made["sh"].startswith("if ") is limited


def test_product_file_may_define_platforms(tmp_path: Path) -> None:
    body = "name: cpe:/a:x:{0}\n      title: T {0}\n      check_id: is_tiny"
    lists = f"cpes:\n  - other:\n      {body.format('other')}\n"
    mappings = f"cpes:\n    other:\n      {body.format('other')}\n"
    for index, cpes in enumerate((lists, mappings)):
        changes = {PRODUCT: FILES[PRODUCT] + cpes, **edited(API_RULE, "not tiny", "other")}
        names = [item.name for item in built(tmp_path / str(index), changes).cpe_list.items]
        assert names == ["cpe:/a:example:tiny:1", "cpe:/a:x:other"]


def test_shared_platforms_lie_at_the_root_and_a_products_own_go_before_them(tmp_path: Path) -> None:
    changes: dict[str, str | None] = {
        "applicability/tiny.yml": "name: cpe:/a:no:1\ntitle: No\ncheck_id: is_no\n",
        "applicability/more.yml": "name: cpe:/a:x:more\ntitle: More\ncheck_id: is_more\n",
        "applicability/oval/is_more.xml": FILES[f"{CONTENT}/applicability/is_tiny.xml"].replace("tiny", "more"),
        **edited(API_RULE, "not tiny", "more"),
    }
    names = [item.name for item in built(tmp_path, changes).cpe_list.items]
    assert names == ["cpe:/a:example:tiny:1", "cpe:/a:x:more"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("name: cpe:/a:x:1\ntitle: T\n", ":1:1 missing-key"),
        (TEXT.replace("template:\n  name: platform_package\n", ""), ":1:1 missing-key"),
        (TEXT.replace("{pkgname} is", "{pkname} is"), ":2:8 unknown-placeholder"),
        (TEXT.replace("    pkgname: ntp", "    title: NTP"), ":2:8 unknown-placeholder"),
        (TEXT[: TEXT.index("args:")] + "args: [a]\n", ":8:7 wrong-type"),
        (TEXT.replace("    pkgname: ntp", "    pkgname: [ntp]"), ":11:14 wrong-type"),
        ("name: cpe:/a:{arg}\ntitle: T\ncheck_id: is_tiny\ntemplate: {name: none}\n", ":4:18 unknown-template"),
        ("name: cpe:/a:x\ntitle: T\ntemplate: {name: platform_package, vars: {pkg: x}}\n", ":3:43 unknown-parameter"),
    ],
)  # fmt: skip
def test_mistake_in_an_applicability_file_is_told_at_its_place(tmp_path: Path, text: str, wanted: str) -> None:
    use = edited(RULE, "platforms: [tiny]", "platforms: ['package']")
    found = told(tmp_path, {**DPKG, PACKAGE: text, **use})
    assert f"{PACKAGE}{wanted}" in found


def test_wrong_version_is_told_at_the_template_of_the_platform(tmp_path: Path) -> None:
    use = edited(RULE, "platforms: [tiny]", "platforms: ['package[audit]>=1_2:3']")
    (found,) = problems(tmp_path, {**DPKG, **use})
    assert (str(found.span), found.code) == (f"{PACKAGE}:7:9", "bad-value")
    assert found.message.endswith("(for the platform package[audit]>=1_2:3)")


def test_template_that_knows_no_version_cannot_be_asked_for_one(tmp_path: Path) -> None:
    text = TEXT.replace("platform_package", "package_installed")
    use = edited(RULE, "platforms: [tiny]", "platforms: ['package[audit]>=1']")
    assert told(tmp_path, {**DPKG, PACKAGE: text, **use}) == [f"{PACKAGE}:7:9 unknown-parameter"]


def test_two_platforms_of_one_name_are_told(tmp_path: Path) -> None:
    text = TEXT.replace("cpe:/a:{arg}:{ver_specs_cpe}", "cpe:/a:same")
    use = edited(RULE, "platforms: [tiny]", "platforms: ['package[audit]', 'package[ntp]']")
    (found,) = problems(tmp_path, {**DPKG, PACKAGE: text, **use})
    assert (str(found.span), found.code) == (f"{RULE}:15:31", "ambiguous-platform")


def test_folders_that_a_product_names_must_be_in_the_project(tmp_path: Path) -> None:
    changes = {PRODUCT: FILES[PRODUCT] + "cpes_root: ../../..\nadditional_content_directories: [../no]\n"}
    assert told(tmp_path, changes) == [f"{PRODUCT}:15:12 outside-of-project", f"{PRODUCT}:16:34 missing-folder"]


def test_groups_and_profiles_may_lie_elsewhere(tmp_path: Path) -> None:
    moved: dict[str, str | None] = dict.fromkeys(FILES)
    for path, text in FILES.items():
        kept = path in (PRODUCT, PLATFORM) or "applicability" in path or "controls" in path
        place = path if kept else path.replace(f"{CONTENT}/", "guide/").replace("profiles/tiny", "guide/profiles")
        moved[place] = text
    more = "benchmark_root: ../../guide\nprofiles_root: ../../guide/profiles\nadditional_content_directories: [../../more]\n"
    moved |= {PRODUCT: FILES[PRODUCT] + more, "more/group.yml": "title: More\ndescription: M.\n"}
    plain, elsewhere = built(tmp_path / "plain").benchmark, built(tmp_path / "elsewhere", moved).benchmark
    assert elsewhere.children[:-1] == plain.children
    assert elsewhere.children[-1].id.endswith("group_more")
    assert elsewhere.profiles == plain.profiles
