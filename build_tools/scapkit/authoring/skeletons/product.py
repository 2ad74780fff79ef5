"""A product: a whole project that builds, validates and judges at once, with one rule for an example."""

from scapkit.authoring.cases import BASE, CASES
from scapkit.authoring.kinds import APPLICABILITY, BENCHMARK, GROUP, POLICY, PRODUCT, PROFILE, RULE
from scapkit.authoring.skeleton import Skeleton, Sketch, Wanted
from scapkit.authoring.yaml.document import Remark, Yaml, document

RULE_ID = "file_permissions_etc_passwd"
PREFIX = "local"
INVENTORY = """<def-group>
  <definition class="inventory" id="installed_os_is_NAME" version="1">
    {{{ oval_metadata("The system is NAME. TODO: look for what only NAME has; any Linux has this file.") }}}
    <criteria>
      <criterion comment="The file is there" test_ref="test_installed_os_is_NAME"/>
    </criteria>
  </definition>

  <unix:file_test id="test_installed_os_is_NAME" version="1" check="all"
      check_existence="at_least_one_exists" comment="The file is there">
    <unix:object object_ref="object_installed_os_is_NAME"/>
  </unix:file_test>

  <unix:file_object id="object_installed_os_is_NAME" version="1">
    <unix:filepath>/etc/os-release</unix:filepath>
  </unix:file_object>
</def-group>
"""
TEST = '''"""`pytest` judges the systems in tests/cases/ as their files say; so does `scapkit test`, without pytest."""

from pathlib import Path

import pytest

from scapkit.api import JudgedCase, judge_cases


@pytest.mark.parametrize("judged", judge_cases(Path(__file__).parents[1]), ids=lambda each: str(each.case))
def test_case_comes_to_the_right_result(judged: JudgedCase) -> None:
    if not judged.is_decided:
        pytest.skip(str(judged))
    assert judged.is_right, str(judged)
'''


def make(wanted: Wanted) -> Sketch:
    """Everything that a project needs, for one product."""
    name = wanted.name
    content = f"content/{name}"
    files = {
        f"{content}/product.yml": document(PRODUCT, _product(name)),
        f"{content}/benchmark.yml": document(BENCHMARK, _benchmark(name)),
        f"{content}/applicability/{name}.yml": document(APPLICABILITY, _platform(name), more=False),
        f"{content}/applicability/installed_os_is_{name}.xml": INVENTORY.replace("NAME", name),
        f"{content}/system/group.yml": document(GROUP, _titled("System", "What every system of this kind has.")),
        f"{content}/system/{RULE_ID}/rule.yml": document(RULE, RULE_TEXT),
        f"{content}/controls/policy.yml": document(POLICY, POLICY_TEXT),
        f"profiles/{name}/baseline.profile": document(PROFILE, _profile(name), more=False),
        "tests/system.yml": SYSTEM,
        f"tests/cases/{RULE_ID}.yml": document(
            CASES, {"rule": RULE_ID, "product": name, "cases": CASES_TEXT}, more=False
        ),
        "tests/test_cases.py": TEST,
    }
    steps = (
        f"scapkit build {name}",
        f"scapkit evaluate output/{name}/{PREFIX}-{name}-ds.xml --profile baseline --dump /",
        "scapkit test",
        f"scapkit new rule system/NAME --template TEMPLATE --product {name}",
    )
    shared = frozenset(path for path in files if path.startswith("tests/"))
    return Sketch(files, steps, shared)


def _titled(title: str, description: str) -> dict[str, Yaml]:
    return {"documentation_complete": True, "title": title, "description": description}


def _product(name: str) -> dict[str, Yaml]:
    home = "https://example.org/"
    return {
        "product": name,
        "full_name": name,
        "benchmark_id": name,
        "namespace": Remark(
            "TODO: your own domain turned round; every XCCDF id begins with it.", "org.example.content"
        ),
        "check_namespace": Remark("The beginning of file names and of OVAL and OCIL ids.", PREFIX),
        "version": "0.1.0",
        "update": home,
        "publisher": Remark("TODO: who publishes and writes this.", "Example"),
        "creator": "Example",
        "contributor": "Example",
        "source": home,
        "platforms": [name],
        "reference_uris": {"policy": home},
    }


def _benchmark(name: str) -> dict[str, Yaml]:
    return {
        **_titled(f"Secure configuration of {name}", f"TODO: what {name} is, and what this guide is for."),
        "status": "draft",
        "status_date": "2026-01-01",
        "notice": {"id": "terms_of_use", "description": "Try every change where nobody depends on the system."},
        "front-matter": "TODO: who wrote this.",
        "rear-matter": "TODO: trademarks.",
    }


def _platform(name: str) -> dict[str, Yaml]:
    cpe = f"cpe:/o:example:{name}:1".lower()
    return {
        "name": Remark("TODO: its CPE name.", cpe),
        "title": name,
        "check_id": f"installed_os_is_{name}",
        "collect": [{"file": "/etc/os-release"}],
    }


def _profile(name: str) -> dict[str, Yaml]:
    given = _titled(f"Baseline of {name}", "TODO: whom it is for. It selects what the policy's basic level asks for.")
    return {**given, "selections": ["policy:all:basic"]}


RULE_TEXT: dict[str, Yaml] = {
    "documentation_complete": True,
    "title": "Only Root May Write to /etc/passwd",
    "description": (
        "The file <code>/etc/passwd</code> lists every account. Its mode must be 0644 or stricter.\n\n"
        "To set the mode:\n<pre>$ sudo chmod 0644 /etc/passwd</pre>"
    ),
    "rationale": "Whoever can write to the file can make an account with all rights.",
    "severity": "high",
    "references": {"policy": "1.1"},
    "ocil_clause": "the mode of /etc/passwd is more permissive than 0644",
    "ocil": "Look at the mode:\n<pre>$ stat -c %a /etc/passwd</pre>\nGood is 644 or a mode with fewer bits.",
    "collect": [{"file": "/etc/passwd"}],
    "template": {"name": "file_permissions", "vars": {"filepath": "/etc/passwd", "filemode": "0644"}},
}
POLICY_TEXT: dict[str, Yaml] = {
    "policy": "Example policy",
    "title": "TODO: the policy that the rules answer",
    "id": "policy",
    "levels": [{"id": "basic"}, {"id": "high", "inherits_from": ["basic"]}],
    "controls": [
        {
            "id": "1.1",
            "title": "Accounts are protected",
            "levels": ["basic"],
            "status": "automated",
            "rules": [RULE_ID],
        }
    ],
}
CASES_TEXT: list[Yaml] = [
    {"name": "the usual mode", "result": "pass", "files": {"/etc/passwd": {"mode": "0644"}}},
    {"name": "everybody may write", "result": "fail", "files": {"/etc/passwd": {"mode": "0666"}}},
    {"name": "there is no such file", "result": "fail", "files": {"/etc/passwd": None}},
]
SYSTEM = document(
    BASE,
    {
        "files": Remark(
            "In every case: what shows the platform. A file is its text, or has content, mode, uid, gid, link.",
            {"/etc/os-release": "ID=example\n"},
        )
    },
)

SKELETON = Skeleton("product", "a whole project that builds at once, with an example rule", make)
