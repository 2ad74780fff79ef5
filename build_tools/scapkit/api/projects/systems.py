"""A system described in a few lines, made into a dump: what is not described is not there."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from scapkit.api.projects.case_answers import Asked, Kept, kept
from scapkit.authoring.cases import FILE
from scapkit.authoring.yaml.marked import Node
from scapkit.authoring.yaml.shape import SCALARS, Fields, check
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Entry, Manifest, Requirement
from scapkit.problem import Invalid, Problem

WHOLE = Requirement("folder", "/", "collected")


class _Taken(NamedTuple):
    """What goes into the dump."""

    files: dict[str, bytes]
    entries: dict[str, Entry]
    requirements: list[Requirement]
    problems: list[Problem]


def write_system(folder: Path, systems: tuple[Fields, ...], asked: Asked) -> Path:
    """The dump of a system put together from several descriptions, later ones over earlier ones.

    `asked` is what the rule needs that is judged by it: its filters are run on the answers. Raises Invalid.
    """
    taken = _Taken({}, {}, [WHOLE], [])
    for path, node in _merged(systems, "files", taken.problems).items():
        _file(path, node, taken)
    for kind, node in _merged(systems, "facts", taken.problems).items():
        _facts(kind, node, taken)
    for requirement, data in _placed(list(_answers(systems, asked))):
        taken.requirements.append(requirement)
        if data is not None:
            taken.files[requirement.path] = data
    if taken.problems:
        raise Invalid(taken.problems)
    manifest = Manifest(Asset("case"), tuple(taken.requirements))
    write_dump(folder, manifest, taken.files, taken.entries.values())
    return folder


def _merged(systems: tuple[Fields, ...], key: str, problems: list[Problem]) -> Mapping[str, Node]:
    merged: dict[str, Node] = {}
    for system in systems:
        node = system.node(key)
        if node is not None and node.tag != "map":
            problems.append(Problem(node.span, "wrong-type", f"{key} must be a mapping"))
        elif node is not None:
            merged.update(node.entries)
    return {name: node for name, node in merged.items() if node.tag != "null"}


def _file(path: str, node: Node, taken: _Taken) -> None:
    if not path.startswith("/") or ".." in path.split("/"):
        taken.problems.append(Problem(node.span, "bad-case", f"{path} is no absolute path"))
        return
    fields = Fields(node.span, {"content": node}) if node.tag in SCALARS else check(node, FILE, "", taken.problems)
    mode = fields.text("mode", "0777" if fields.text("link") else "0755" if fields.flag("folder") else "0644")
    if not mode.isdigit() or set(mode) & set("89"):
        taken.problems.append(Problem(fields.span, "bad-case", f"mode is octal digits as in 0644, not {mode}"))
        return
    kind = "symbolic link" if fields.text("link") else "directory" if fields.flag("folder") else "regular"
    data = fields.text("content").encode()
    uid, gid = (int(fields.text(name, "0")) for name in ("uid", "gid"))
    taken.entries[path] = Entry(path, kind, int(mode, 8), uid, gid, len(data), target=fields.text("link"))
    if kind == "regular":
        taken.files[f"files{path}"] = data


def _facts(kind: str, node: Node, taken: _Taken) -> None:
    import json

    if node.tag != "list" or any(item.tag != "map" for item in node.items):
        taken.problems.append(Problem(node.span, "bad-case", f"the facts {kind} are a list of mappings"))
        return
    lines = [json.dumps({name: _fact(value) for name, value in item.entries.items()}) for item in node.items]
    path = f"facts/{kind.replace(':', '_')}.jsonl"
    taken.files[path] = "".join(f"{line}\n" for line in lines).encode()
    taken.requirements.append(Requirement("fact", kind, "collected", path))


def _fact(node: Node) -> object:
    if node.tag == "list":
        return [_fact(item) for item in node.items]
    return int(node.text) if node.tag == "int" and node.text.lstrip("-").isdigit() else node.text


def _placed(answers: list[Kept]) -> Iterator[Kept]:
    """The answers where collectors keep them: one whose place is the folder of others lies beside."""
    from scapkit.collect.keeping import beside

    folders = {str(parent) for each in answers for parent in PurePosixPath(each.requirement.path).parents}
    for requirement, data in answers:
        path = requirement.path
        yield Kept(requirement._replace(path=beside(path)) if path and path in folders else requirement, data)


def _answers(systems: tuple[Fields, ...], asked: Asked) -> Iterable[Kept]:
    """All answers, a later one to the same question in the place of an earlier one."""
    found = {}
    for answer in (each for system in systems for each in system.many("answers")):
        found.update({(each.requirement.kind, each.requirement.key): each for each in kept(answer, asked)})
    return found.values()
