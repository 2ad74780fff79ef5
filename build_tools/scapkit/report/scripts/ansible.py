"""One Ansible playbook: every rule's tasks, tagged, and the Values as variables of the play."""

from collections.abc import Iterable, Iterator
from typing import Any

from scapkit.names import short_id
from scapkit.problem import Problems
from scapkit.report.contents.remedies import Filled, Remedies, Remedy, facts, header, one_line, unusable
from scapkit.report.contents.rules import cces
from scapkit.report.protocol import Script
from scapkit.report.writing.fragments import entry, list_node, read_documents, scalars, text_node, write_node

HINT = "To carry it out: ansible-playbook -i HOST, FILE (add --become where you are not root)."
SET_FACT = ("set_fact", "ansible.builtin.set_fact")
ABOUT = frozenset(("name", "tags"))
INDENT = "    "


def render(view: Remedies, file: str) -> tuple[bytes, Remedies, Problems]:
    """The playbook, UTF-8; a fix that is no list of tasks is left out with a warning."""
    variables: dict[str, Filled] = {}
    blocks, problems, bad = [], [], set()
    for remedy in view.remedies:
        tasks, reason = _tasks(remedy, variables)
        if reason:
            bad.add(remedy.rule.id)
            problems.append(unusable(file, remedy.rule.id, reason))
        else:
            blocks.append(_block(remedy, tasks))
    view = view.without(frozenset(bad))
    lines = ["---", *(f"# {line}".rstrip() for line in header(view, "Ansible playbook", HINT)), "- hosts: all"]
    if variables:
        lines += ["  vars:", *(f"{INDENT}{line}" for line in _variables(variables))]
    lines += ["  tasks:", *blocks] if any(blocks) else ["  tasks: []"]
    lines += [f"# no fix: {one_line(short_id(each))}" for each in view.left_out]
    return ("\n".join(lines) + "\n").encode(), view, tuple(problems)


def _tasks(remedy: Remedy, variables: dict[str, Filled]) -> tuple[list[Any], str]:
    """The tasks with Values put in; what only names a Value becomes a variable of the play instead."""
    text, marks = _marked(remedy)
    documents, reason = read_documents(text)
    if reason:
        return [], reason
    if len(documents) != 1 or documents[0].id != "sequence" or any(each.id != "mapping" for each in documents[0].value):
        return [], "is no list of tasks"
    tasks = [task for task in documents[0].value if not _is_taken(task, marks, variables)]
    for task in tasks:
        for scalar in scalars(task):
            scalar.value = _filled(scalar.value, marks)
        _tag(task, remedy)
    return tasks, ""


def _marked(remedy: Remedy) -> tuple[str, dict[str, Filled]]:
    """The fix with a word in each Value's place, which no part of the fix holds otherwise."""
    stem = "scapkitValue"
    while any(stem in piece for piece in remedy.pieces if isinstance(piece, str)):
        stem += "x"
    marks, parts = {}, []
    for number, piece in enumerate(remedy.pieces):
        if isinstance(piece, Filled):
            marks[f"{stem}{number}End"] = piece
            parts.append(f"{stem}{number}End")
        else:
            parts.append(piece)
    return "".join(parts), marks


def _filled(text: str, marks: dict[str, Filled]) -> str:
    for mark, value in marks.items():
        text = text.replace(mark, value.text)
    return text


def _is_taken(task: Any, marks: dict[str, Filled], variables: dict[str, Filled]) -> bool:
    """Whether a task does nothing but set facts to Values, and every one could become a variable."""
    keys = {key.value for key, _ in task.value if key.id == "scalar"}
    facts_node = entry(task, *SET_FACT)
    if facts_node is None or facts_node.id != "mapping" or len(keys - ABOUT) != 1:
        return False
    wanted = {key.value: marks.get(value.value) for key, value in facts_node.value if value.id == "scalar"}
    if len(wanted) != len(facts_node.value):
        return False
    given = {name: value for name, value in wanted.items() if value and variables.get(name, value) == value}
    if len(given) != len(wanted) or any(not name.isidentifier() for name in given):
        return False
    variables.update(given)
    return True


def _variables(variables: dict[str, Filled]) -> Iterator[str]:
    for name, value in variables.items():
        yield f"{name}: {write_node(text_node(value.text)).rstrip()}"


def _tag(task: Any, remedy: Remedy) -> None:
    tags = entry(task, "tags")
    if tags is None:
        tags = list_node([])
        task.value.append((text_key("tags"), tags))
    elif tags.id == "scalar":
        words = [each.strip() for each in tags.value.split(",")]
        tags.value, found = "", list_node([text_key(word) for word in words if word])
        task.value = [(key, found if value is tags else value) for key, value in task.value]
        tags = found
    there = {each.value for each in tags.value}
    tags.value += [text_key(word) for word in _words(remedy) if word not in there]


def text_key(word: str) -> Any:
    """A word as YAML writes it, in quotes only where it must be."""
    node = text_node(word)
    node.style = None
    return node


def _words(remedy: Remedy) -> Iterable[str]:
    rule, fix = remedy.rule, remedy.fix
    words = [short_id(rule.id), f"{rule.severity}_severity", *cces(rule)]
    words += [f"{getattr(fix, name)}_{name}" for name in ("complexity", "disruption", "strategy") if getattr(fix, name)]
    return [*words, "reboot_required" if fix.reboot else "no_reboot_needed"]


def _block(remedy: Remedy, tasks: list[Any]) -> str:
    """A rule's tasks under what they are for, indented into the play; empty where only Values were set."""
    if not tasks:
        return ""
    text = "".join(f"# {line}\n" for line in facts(remedy)) + write_node(list_node(tasks))
    return "\n" + "".join(f"{INDENT}{line}\n" if line else "\n" for line in text.splitlines()).rstrip("\n")


SCRIPT = Script("ansible", "urn:xccdf:fix:script:ansible", render)
