"""Remediations in YAML: whether they are what those who run them can read."""

import re
from collections.abc import Callable
from typing import Any

from scapkit.authoring.remediations import Remediation, place
from scapkit.authoring.yaml.advice import control_character, yaml_fault
from scapkit.problem import Problem

# What is filled in where a manifest is applied stands for a word.
LATER = re.compile(r"\{\{.*?\}\}")


def check_yaml(language: str, remediation: Remediation, rule: str, problems: list[Problem]) -> None:
    """Add what is wrong with the YAML of a rule's remediation; other languages are not looked at.

    A reference to a Value, `(xccdf-var NAME)`, is a plain word to YAML as it stands.
    """
    shape = SHAPES.get(language)
    if shape is None:
        return
    text = remediation.text
    if language == "kubernetes":
        text = LATER.sub(lambda match: "x" * len(match.group()), text)
    for line, column, message, hint in shape(text):
        span = place(remediation, line, column)
        said = f"the {language} remediation of {rule}: {message}"
        problems.append(Problem(span, "malformed-remediation", said, hint))


Faults = list[tuple[int, int, str, str]]


def _tasks(text: str) -> Faults:
    """Faults of an Ansible remediation, which is a list of tasks."""
    roots, faults = _documents(text)
    for root in roots:
        if root.id != "sequence":
            faults.append(_at(root, "it is a list of tasks", "begin each task with `- name: ...`"))
        else:
            faults += [_at(each, "a task is a mapping", "") for each in root.value if each.id != "mapping"]
    faults += [_at(root, "it is one list of tasks", "write all tasks into one list") for root in roots[1:]]
    return faults


def _manifests(text: str) -> Faults:
    """Faults of a Kubernetes remediation, which is one or several manifests."""
    roots, faults = _documents(text)
    faults += [_at(root, "a manifest is a mapping", "") for root in roots if root.id != "mapping" and root.value]
    return faults


SHAPES: dict[str, Callable[[str], Faults]] = {"ansible": _tasks, "kubernetes": _manifests}


def _at(node: Any, message: str, hint: str) -> tuple[int, int, str, str]:
    return node.start_mark.line, node.start_mark.column, message, hint


def _documents(text: str) -> tuple[list[Any], Faults]:
    """The composed documents, up to where the text cannot be read."""
    import yaml

    roots = []
    try:
        loader = yaml.CSafeLoader(text)
        while loader.check_node():
            roots.append(loader.get_node())
    except yaml.MarkedYAMLError as error:
        message, hint, mark = yaml_fault(error, text)
        return [], [(mark.line if mark else 0, mark.column if mark else 0, message, hint)]
    except yaml.YAMLError as error:
        return [], [(max(control_character(str(error), text), 0), 0, "a control character stands here", "")]
    return roots, []
