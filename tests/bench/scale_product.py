"""A product of any size in the authoring format, the same for the same size.

    python tests/bench/scale_product.py 2500 FOLDER

writes content/scale and profiles/scale below FOLDER: rules of every common kind (templates, OVAL by hand, remediation
scripts, questions), Values, controls and profiles. Build it with `scapkit build scale --source FOLDER`.
"""

import sys
from pathlib import Path

GROUP = 50
PRODUCT = """product: scale
full_name: Scale Linux 1
benchmark_id: SCALE
namespace: org.example.content
check_namespace: scale
version: '1.0'
update: https://example.org/releases
publisher: nobody
creator: nobody
contributor: nobody
source: https://example.org/
platforms: [scale]
pkg_manager: apt_get
reference_uris:
  nist: https://example.org/nist
  cis: https://example.org/cis
"""
BENCHMARK = """title: A Guide to Scale Linux
status: draft
status_date: 2026-01-01
description: Rules without end.
notice: {id: terms, description: Only to measure.}
"""
INVENTORY = """<def-group>
  <definition class="inventory" id="is_scale" version="1">
    {{{ oval_metadata("Scale Linux is there.") }}}
    <criteria><criterion comment="there" test_ref="test_is_scale"/></criteria>
  </definition>
  <unix:file_test id="test_is_scale" version="1" check="all" check_existence="at_least_one_exists" comment="there">
    <unix:object object_ref="object_is_scale"/>
  </unix:file_test>
  <unix:file_object id="object_is_scale" version="1"><unix:filepath>/etc/passwd</unix:filepath></unix:file_object>
</def-group>
"""
RULE = """documentation_complete: true

title: 'Rule {number} of Scale Linux Is Followed'

description: |-
  Number {number} of the settings that an administrator looks after. What it is about lies under
  <code>/etc/scale/{number}</code>, and {{{{{{ xccdf_value("var_scale_{group}") }}}}}} is the value that it should have.

  To set it on a system:
  <pre>$ sudo scalectl set {number} {{{{{{ xccdf_value("var_scale_{group}") }}}}}}</pre>
  Do the same in whatever installs your systems, so that those that come later have it too.

rationale: |-
  A system that leaves setting {number} as it was delivered does more than its task asks for. Whoever finds a way in
  through what is not needed has the same rights as through what is.

severity: {severity}

identifiers:
  cce@scale: CCE-{cce}

references:
  nist: CM-{small},AC-{small}({number})
  cis@scale: {small}.{number}

platforms:
  - scale
"""
QUESTION = """
ocil_clause: setting {number} has another value

ocil: |-
  Look at the setting:
  <pre>$ scalectl get {number}</pre>
  Good is <code>yes</code>.
"""
BY_HAND = """<def-group>
  <definition class="compliance" id="{name}" version="1">
    {{{{{{ oval_metadata("Setting {number} is as it should be.") }}}}}}
    <criteria operator="AND">
      <criterion comment="the setting is there" test_ref="test_{name}"/>
      <criterion comment="and is right" test_ref="test_{name}_value"/>
    </criteria>
  </definition>
{{{{% for part in ("", "_value") %}}}}
  <ind:textfilecontent54_test id="test_{name}{{{{{{ part }}}}}}" version="1" check="all" comment="setting {number}">
    <ind:object object_ref="object_{name}{{{{{{ part }}}}}}"/>
  </ind:textfilecontent54_test>
  <ind:textfilecontent54_object id="object_{name}{{{{{{ part }}}}}}" version="1">
    <ind:filepath>/etc/scale/{number}</ind:filepath>
    <ind:pattern operation="pattern match">^setting{{{{{{ part }}}}}} *= *(.*)$</ind:pattern>
    <ind:instance datatype="int">1</ind:instance>
  </ind:textfilecontent54_object>
{{{{% endfor %}}}}
</def-group>
"""
BASH = """# platform = all
# reboot = false
# strategy = configure
# complexity = low
# disruption = low
{{{{{{ bash_instantiate_variables("var_scale_{group}") }}}}}}
scalectl set {number} "$var_scale_{group}"
"""
TEMPLATES = (
    "name: file_permissions\n  vars: {{filepath: /etc/scale/{number}, filemode: '0644'}}",
    "name: file_owner\n  vars: {{filepath: /etc/scale/{number}, uid_or_name: '0'}}",
    "name: file_groupowner\n  vars: {{filepath: /etc/scale/{number}, gid_or_name: '0'}}",
    "name: package_installed\n  vars: {{pkgname: scale-{number}}}",
    "name: service_enabled\n  vars: {{servicename: scale-{number}}}",
    "name: key_value_pair_in_file\n  vars: {{path: /etc/scale/{number}, key: setting, value: 'yes'}}",
    "name: yamlfile_value\n  vars: {{filepath: /etc/scale/{number}.yml, yamlpath: .on, values: [{{value: 'true'}}]}}",
    "name: lineinfile\n  vars: {{path: /etc/scale/{number}, text: setting=yes}}",
)
VALUE = """documentation_complete: true
title: The Value of Group {group}
description: What the settings of group {group} should be.
type: string
options: {{default: 'yes', strict: always, loose: sometimes}}
"""


def make(rules: int, folder: Path) -> None:
    """Write a product with so many rules."""
    content = folder / "content" / "scale"
    _write(content / "product.yml", PRODUCT)
    _write(content / "benchmark.yml", BENCHMARK)
    _write(content / "applicability/scale.yml", "name: cpe:/o:example:scale:1\ntitle: Scale\ncheck_id: is_scale\n")
    _write(content / "applicability/is_scale.xml", INVENTORY)
    names = [_rule(content, number) for number in range(rules)]
    _write(content / "controls" / "policy.yml", _policy(names))
    for name, text in _profiles(names).items():
        _write(folder / "profiles" / "scale" / f"{name}.profile", text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _rule(content: Path, number: int) -> str:
    """One rule, its group and Value if it is the first there; returns its id."""
    group, name = number // GROUP, f"scale_rule_{number:05}"
    place = content / f"group_{group:03}"
    if number % GROUP == 0:
        _write(place / "group.yml", f"title: Group {group}\ndescription: Settings from {number} on.\n")
        _write(place / f"var_scale_{group}.var", VALUE.format(group=group))
    facts = {"number": number, "group": group, "name": name, "small": number % 9 + 1, "cce": _cce(number)}
    text = RULE.format(**facts, severity=("low", "medium", "high")[number % 3])
    kind = number % (len(TEMPLATES) + 2)
    if kind < len(TEMPLATES):
        text += "\ntemplate:\n  " + TEMPLATES[kind].format(**facts) + "\n"
    else:
        text += QUESTION.format(**facts)
    _write(place / name / "rule.yml", text)
    if kind == len(TEMPLATES):
        _write(place / name / "oval" / "shared.xml", BY_HAND.format(**facts))
        _write(place / name / "bash" / "shared.sh", BASH.format(**facts))
    return name


def _cce(number: int) -> str:
    """Five digits and the check digit of Luhn's formula."""
    digits = f"{10000 + number:05}"
    doubled = [int(digit) * 2 if place % 2 == 0 else int(digit) for place, digit in enumerate(reversed(digits))]
    return f"{digits}-{-sum(each - 9 if each > 9 else each for each in doubled) % 10}"


def _policy(names: list[str]) -> str:
    levels = "levels:\n  - id: low\n  - {id: high, inherits_from: [low]}\n"
    controls = (
        f"  - id: '{number}'\n    title: Control {number}\n    levels: [{('low', 'high')[number % 2]}]\n"
        f"    status: automated\n    rules: [{', '.join(names[number * 5 : number * 5 + 5])}]\n"
        for number in range(len(names) // 5)
    )
    return f"policy: Scale\ntitle: Scale\nid: scale\nversion: '1'\n{levels}controls:\n{''.join(controls)}"


def _profiles(names: list[str]) -> dict[str, str]:
    head = "documentation_complete: true\ntitle: '{}'\ndescription: So many rules.\nplatform: scale\n"
    every = "".join(f"  - {name}\n" for name in names)
    half = "".join(f"  - '!{name}'\n" for name in names[::2])
    return {
        "all": f"{head.format('All')}selections:\n{every}",
        "half": f"{head.format('Half')}extends: all\nselections:\n{half}  - var_scale_0=strict\n",
        "low": f"{head.format('Low')}selections:\n  - scale:all:low\n",
    }


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]))
