"""Every module and everything public says what it is for, and nothing speaks of where it was made."""

import ast
import re
from pathlib import Path

from hygiene.sources import functions, modules, project_files, shown, suite, tree

# Written in pieces, so that this file does not find itself.
WORKPLACE = re.compile(
    "|".join(
        (
            "/wo" + "rk/",
            r"/ro" + r"ot/\.(?:pyenv|cache|local)",
            r"\bissu" + r"es? #?\d+\b",
            "/tmp/ve" + "nv",
            "/tmp/br" + "ief",
        )
    )
)


def _undocumented(path: Path) -> list[str]:
    """Public functions, methods and classes without a docstring; what is inside a function is private."""
    inner = {id(node) for function in functions(path) for node in ast.walk(function) if node is not function}
    return [
        f"{shown(path, node.lineno)} {node.name}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and id(node) not in inner
        and ast.get_docstring(node) is None
    ]


def test_every_module_has_a_docstring() -> None:
    lacking = [shown(path) for path in (*modules(), *suite()) if ast.get_docstring(tree(path)) is None]
    assert not lacking, "\n".join(lacking)


def test_everything_public_has_a_docstring() -> None:
    lacking = [place for path in modules() for place in _undocumented(path)]
    assert not lacking, "\n".join(lacking)


def test_nothing_speaks_of_the_place_where_it_was_made() -> None:
    found = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if WORKPLACE.search(line):
                found.append(f"{shown(path, number)}: {line.strip()[:80]}")
    assert not found, "\n".join(found)
