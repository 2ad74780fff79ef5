"""The remediations of check templates: rendered, Values put in, and run on files below a tree."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from scapkit.authoring.jinja.expand import render
from scapkit.authoring.lines import Lines, Source
from scapkit.authoring.parameters import template_values
from scapkit.authoring.project import Project
from scapkit.authoring.yaml.marked import read_yaml
from scapkit.problem import Problem
from templated import Case, TemplateCases

VALUE = re.compile(r"\(xccdf-var (\w+)\)")
# What a script names of the system it is run on, as opposed to programs.
PLACE = re.compile(
    r"(?<![\w.$}*/-])/(etc|usr/lib|usr/local/lib|lib|run|var|boot|proc|srv|opt|home|root)(?=[/ '\"\n;)]|$)"
)
HEADER = re.compile(r"\A(?:# (?:platform|reboot|strategy|complexity|disruption) = [\w,. ]+\n){5}")
# Programs that would change or ask the system that the tests run on; they do nothing.
INERT = ("sysctl", "mount", "umount", "modprobe", "rmmod", "systemctl", "service", "udevadm")


def remedy(project: Project, of: TemplateCases, case: Case, block: str) -> str:
    """A block's text for a case of the built project, header comment included, Values by their defaults."""
    template = project.templates[of.template]
    problems: list[Problem] = []
    use = read_yaml(Source(json.dumps(case.vars), Lines("vars")))
    variables = template_values(template, use, use.span, "tiny", problems)
    assert not problems
    values = {"rule_id": case.rule, "rule_title": case.rule, **variables}
    return VALUE.sub(lambda name: _default(of.values[name.group(1)]), render(template.scripts, values, block).text)


def has(project: Project, template: str, block: str) -> bool:
    """Whether a template has a block."""
    return block in project.templates[template].compiled.template.blocks


def _default(value: object) -> str:
    return str(value["default"] if isinstance(value, dict) else value)


def run(script: str, tree: Path, programs: Path) -> None:
    """Run a script with every path of the system put below the tree, strictly, as bash and with inert programs."""
    for name in INERT:
        (programs / name).write_text("#!/bin/sh\nexit 0\n")
        (programs / name).chmod(0o755)
    moved = PLACE.sub(lambda place: f"{tree}{place.group()}", script)
    environment = {"PATH": f"{programs}:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C"}
    done = subprocess.run(["bash", "-eu", "-c", moved], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def copied(tree: Path, target: Path) -> Path:
    """A tree's copy with owners and modes."""
    shutil.copytree(tree, target, symlinks=True)
    if os.geteuid() == 0:
        for each in tree.rglob("*"):
            status = each.lstat()
            os.chown(target / each.relative_to(tree), status.st_uid, status.st_gid, follow_symlinks=False)
            if not each.is_symlink():
                (target / each.relative_to(tree)).chmod(status.st_mode & 0o7777)
    return target


def state(tree: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """What a tree holds: mode, owner, group and content of each file."""
    found = {}
    for each in sorted(tree.rglob("*")):
        status = each.lstat()
        content = os.fsencode(each.readlink()) if each.is_symlink() else each.read_bytes() if each.is_file() else b""
        found[str(each.relative_to(tree))] = (status.st_mode, status.st_uid, status.st_gid, content)
    return found
