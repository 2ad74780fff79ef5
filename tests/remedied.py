"""The remediations of check templates: rendered, Values put in, and run on files below a tree."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from authored import CONTENT
from scapkit.authoring.jinja.expand import render
from scapkit.authoring.jinja.sandbox import compile_text
from scapkit.authoring.kinds import RULE
from scapkit.authoring.lines import Source
from scapkit.authoring.parameters import template_values
from scapkit.authoring.project import CheckTemplate, Project
from scapkit.authoring.read import read_project
from scapkit.authoring.reading import Reading
from scapkit.authoring.sources import read_source, template_files
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


def remedy(root: Path, of: TemplateCases, case: Case, block: str) -> str:
    """A block's text for a case, header comment included, Values by their defaults."""
    project = read_project(root, "tiny")
    template = project.templates[of.template]
    problems: list[Problem] = []
    use = Reading(root, "tiny", project.environment, problems).fields(
        root / CONTENT / "files" / case.rule / "rule.yml", RULE
    )
    assert use is not None
    variables = template_values(template, use.one("template").node("vars"), use.span, "tiny", problems)
    assert not problems
    values = {"rule_id": case.rule, "rule_title": case.rule, **variables}
    text = render(compile_text(project.environment, _source(template), "text:"), values, block).text
    return VALUE.sub(lambda name: _default(of.values[name.group(1)]), text)


def has(project: Project, template: str, block: str) -> bool:
    """Whether a template has a block."""
    return block in project.templates[template].compiled.template.blocks


def _source(template: CheckTemplate) -> Source:
    return next(
        read_source(place, path)
        for place, path in template_files(Path("/nowhere"), "checks")
        if path.stem == template.name
    )


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
