"""Files and functions stay small enough to be read at once; complexity is the linter's."""

import ast

from hygiene.sources import functions, modules, shown, suite

MAX_FILE = 250
MAX_FUNCTION = 30


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the def to the end, the docstring not counted."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def _over(sizes: dict[str, int], limit: int) -> str:
    return "\n".join(f"{name}: {size}" for name, size in sizes.items() if size > limit)


def test_no_file_is_too_long() -> None:
    sizes = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in (*modules(), *suite())}
    over = _over(sizes, MAX_FILE)
    assert not over, over


def test_no_function_is_too_long() -> None:
    """Of the package: what builds a test's input is data, and as long as it must be."""
    sizes = {
        f"{shown(path, function.lineno)} {function.name}": _length(function)
        for path in modules()
        for function in functions(path)
    }
    over = _over(sizes, MAX_FUNCTION)
    assert not over, over


def test_no_two_files_of_tests_share_a_name() -> None:
    """pytest knows a module by its name alone, and refuses the second."""
    names = [path.name for path in suite() if path.name.startswith("test_")]
    assert sorted({name for name in names if names.count(name) > 1}) == []
