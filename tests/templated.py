"""Cases of check templates: rules made of them, and the trees that both engines judge by these rules.

A template's cases are one YAML file, `tests/unit/templates/cases/TEMPLATE.yml`:

- `root: true` where the trees have files of other owners, which only root can make;
- `values`: XCCDF Values by name, each with its default; `{default: ..., operator: ...}` where it is more than text;
- `base`: files that every tree has; `trees`: the trees by name, files by absolute path. A file is its text, or
  `{text, mode, owner: [uid, gid]}`, `{link: target}`, `{data: ...}` for JSON, and a path that ends in / is a folder;
- `cases`: the template's `vars`, the rule's `collect` where it has any, and under `want` what each tree is judged: one result for both engines, or
  `{oscap: ..., scapkit: ...}` where docs/differences.md says why they differ. `fixed` names the trees that the bash
  remediation turns into trees that pass;
- `mistakes`: `vars` that are wrong, and under `told` the codes of the problems.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from authored import CONTENT, NOW, project
from reference import ask
from scapkit.api.evaluating.judging import evaluate
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.api.projects.building import BuildOptions, build

CASES = Path(__file__).parent / "unit" / "templates" / "cases"
RESULT = re.compile(r"^Rule\s+\S+_rule_(\S+)$.*?^Result\s+(\S+)$", re.MULTILINE | re.DOTALL)


class Case(NamedTuple):
    """A rule made of a template, and what the trees are to be judged by it."""

    rule: str
    vars: Mapping[str, Any]
    want: Mapping[str, Any]
    fixed: tuple[str, ...]
    collect: tuple[Mapping[str, str], ...] = ()

    def wanted(self, tree: str) -> tuple[str, str]:
        """What oscap and scapkit are to say."""
        want = self.want[tree]
        return (want, want) if isinstance(want, str) else (want["oscap"], want["scapkit"])


class TemplateCases(NamedTuple):
    """One file of cases."""

    template: str
    root: bool
    values: Mapping[str, Any]
    trees: Mapping[str, Mapping[str, Any]]
    cases: tuple[Case, ...]
    mistakes: tuple[Mapping[str, Any], ...]

    def lacks_root(self) -> bool:
        """Whether its trees cannot be made by who runs the tests."""
        return self.root and os.geteuid() != 0


def read_cases(template: str) -> TemplateCases:
    """A template's cases."""
    given = yaml.safe_load((CASES / f"{template}.yml").read_text(encoding="utf-8"))
    cases = (
        Case(f"case_{number}", each["vars"], each["want"], tuple(each.get("fixed", ())), tuple(each.get("collect", ())))
        for number, each in enumerate(given["cases"])
    )
    base = {"/etc/tiny": "", **given.get("base", {})}
    return TemplateCases(
        template=template,
        root=given.get("root", False),
        values=given.get("values", {}),
        trees={name: {**base, **(files or {})} for name, files in given["trees"].items()},
        cases=tuple(cases),
        mistakes=tuple(given.get("mistakes", ())),
    )


def all_cases() -> Iterator[TemplateCases]:
    """The cases of every template that has any."""
    return (read_cases(path.stem) for path in sorted(CASES.glob("*.yml")))


def rule_text(
    template: str, variables: Mapping[str, Any], title: str = "A case", collect: Iterable[Mapping[str, str]] = ()
) -> str:
    """A rule whose check is the template with these variables, which stand in line 7."""
    return (
        f"title: {title}\ndescription: d\nrationale: r\nseverity: low\n"
        f"template:\n  name: {template}\n  vars: {json.dumps(variables)}\ncollect: {json.dumps(list(collect))}\n"
    )


def value_text(given: Any) -> str:
    """A Value's file."""
    value = given if isinstance(given, dict) else {"default": given}
    head = {"title": "A value", "description": "A value.", "type": value.get("type", "string")}
    operator = {"operator": value["operator"]} if "operator" in value else {}
    return json.dumps({**head, **operator, "options": {"default": str(value["default"])}})


def built_cases(folder: Path, of: TemplateCases) -> Path:
    """The folder of a product with a rule for each case, all selected by the profile `base`."""
    changes: dict[str, str | None] = {
        "profiles/tiny/base.profile": json.dumps(
            {"title": "Base", "description": "All.", "selections": [case.rule for case in of.cases]}
        )
    }
    for name, value in of.values.items():
        changes[f"{CONTENT}/files/{name}.var"] = value_text(value)
    for case in of.cases:
        changes[f"{CONTENT}/files/{case.rule}/rule.yml"] = rule_text(of.template, case.vars, case.rule, case.collect)
    build(BuildOptions("tiny", str(project(folder, changes)), str(folder / "out"), guides=False), NOW)
    return folder / "out" / "tiny"


def plant(root: Path, files: Mapping[str, Any]) -> Path:
    """A tree of files under a folder, owners as said where we are root."""
    for path, given in files.items():
        file = given if isinstance(given, dict) else {"text": given}
        target = root / path.strip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if "link" in file:
            target.symlink_to(file["link"])
            continue
        if path.endswith("/"):
            target.mkdir(exist_ok=True)
        else:
            target.write_text(json.dumps(file["data"]) if "data" in file else file["text"], encoding="utf-8")
        if os.geteuid() == 0:
            os.chown(target, *file.get("owner", (0, 0)))
        target.chmod(int(file.get("mode", "0755" if path.endswith("/") else "0644"), 8))
    return root


def by_oscap(oscap: str, datastream: Path, tree: Path, *words: str, profile: str = "base") -> dict[str, str]:
    """oscap's result for each rule, by short id."""
    done = ask([oscap, "xccdf", "eval", "--profile", profile, *words, datastream], tree)
    assert done.returncode in (0, 2), done.stderr
    return dict(RESULT.findall(done.stdout))


def by_us(datastream: Path, tree: Path, *rules: str, profile: str = "base") -> dict[str, str]:
    """Our evaluator's result for each rule, by short id."""
    judged = evaluate(EvaluateOptions(str(datastream), str(tree), profile, rules=rules), NOW)
    results = judged.evaluation.test_result.rule_results
    return {each.rule_id.rpartition("_rule_")[2]: each.outcome.value for each in results}
