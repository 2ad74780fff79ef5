"""Every problem that the program can report is provoked by some test."""

import ast
import re

from hygiene.sources import ROOT, modules, shown, tree

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
SUFFIXES = {".py", ".yml", ".yaml", ".json", ".txt"}


def _callee(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _codes() -> dict[str, str]:
    """Each literal code that is handed to something that makes problems, and where."""
    found: dict[str, str] = {}
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and re.search("problem|invalid|wrong", _callee(node), re.IGNORECASE):
                for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                    if isinstance(argument, ast.Constant) and KEBAB.fullmatch(str(argument.value)):
                        found.setdefault(str(argument.value), shown(path, node.lineno))
    return found


def test_every_problem_code_has_a_bad_example() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "tests").rglob("*"))
        if path.suffix in SUFFIXES and path.is_file()
    )
    words = set(KEBAB.findall(text))
    lacking = sorted(f"{place}: {code}" for code, place in _codes().items() if code not in words)
    assert not lacking, "\n".join(lacking)
