"""A tiny project without fault, and what lint says when it is changed."""

import re
from collections.abc import Mapping
from pathlib import Path

import authored
from authored import FILES, project
from scapkit.api.projects.linting import LintOptions, lint
from scapkit.problem import Problem

PLACES = {name: getattr(authored, name) for name in ("RULE", "API_RULE", "API_OVAL", "VALUE", "GROUP", "PROFILE")}
PLACES |= {name: getattr(authored, name) for name in ("POLICY", "PRODUCT", "PLATFORM")}
PLACES |= {"ROOT": f"{authored.CONTENT}/files/ocp_data_root.var", "BENCHMARK": f"{authored.CONTENT}/benchmark.yml"}
# The tiny project is made for the generator; this is what lint would find in it.
CLEAN: Mapping[str, tuple[tuple[str, str], ...]] = {
    authored.RULE: (
        ("CCE-80000-1", "CCE-80000-3"),
        ("CCE-80000-2", "CCE-80001-1"),
        ("ocil_clause: somebody else owns it\n", ""),
        ('ocil: |-\n  Look:\n  <pre>$ stat /etc/conf</pre>\n  The mode is {{{ xccdf_value("var_mode") }}}.\n', ""),
    ),
    authored.API_RULE: (
        ("title: The", "documentation_complete: true\ntitle: The"),
        ("One paragraph.", "The answer that the API gives is yes."),
        ("Because.", "Without it nobody knows the answer."),
    ),
    authored.PROFILE: (("title: Base", "documentation_complete: true\ntitle: Base"),),
}


def clean() -> dict[str, str]:
    """The files of a project in which lint finds nothing."""
    files = dict(FILES)
    for path, changes in CLEAN.items():
        for old, new in changes:
            assert old in files[path], (path, old)
            files[path] = files[path].replace(old, new)
    return files


def place(name: str) -> str:
    """A file's path: by its name in `authored`, or as it is."""
    return PLACES.get(name, name)


def changed(case: Mapping[str, Mapping[str, str]]) -> dict[str, str | None]:
    """The clean project's files with the edits (old text to new), additions (`append`) and whole files of a case."""
    files: dict[str, str | None] = {}
    files |= clean()
    for name, edits in case.get("edit", {}).items():
        for old, new in edits.items():  # type: ignore[attr-defined]
            text = files[place(name)] or ""
            assert text.count(old) == 1, (name, old)
            files[place(name)] = text.replace(old, new)
    for name, text in case.get("append", {}).items():
        files[place(name)] = f"{files[place(name)]}{text}"
    files |= {place(name): text for name, text in case.get("file", {}).items()}
    return files


def found(root: Path, files: Mapping[str, str | None], **options: tuple[str, ...]) -> list[Problem]:
    """What lint finds in these files."""
    report = lint(LintOptions(source=str(project(root, files)), **options)).report  # type: ignore[arg-type]
    return [
        each._replace(span=each.span._replace(file=each.span.file.removeprefix(f"{root}/"))) for each in report.problems
    ]


def told(problems: list[Problem], code: str) -> list[str]:
    """The places of a code, with the names of `authored` for the files."""
    names = {path: name for name, path in PLACES.items()}
    return [
        re.sub(r"^[^:]+", lambda match: names.get(match.group(), match.group()), str(each.span))
        for each in problems
        if each.code == code
    ]
