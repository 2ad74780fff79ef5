"""Imports go down only, and strangers stay strangers."""

import ast
from pathlib import Path

from hygiene.sources import dotted, modules, shown, tree
from scapkit.registry import discover, module_name

# From the top down; a row may use every row below it and nothing of its own.
ROWS = (
    ("cli",),
    ("api",),
    ("collect", "compare", "lint", "trim"),
    ("build", "evaluate", "report"),
    ("ocil", "waivers", "tailoring", "signatures"),
    ("authoring", "xccdf", "oval"),
    ("yamlio",),
    ("xmlio", "dumps"),
    ("model",),
    ("sarif",),
    ("names", "registry", "problem", "memo", "store", "program", "circles", "wildcards"),
    ("span",),
)
RANKS = {part: rank for rank, row in enumerate(ROWS) for part in row}
ONE_FILE_EACH = {
    "scapkit.oval.probes": "PROBE",
    "scapkit.oval.functions": "FUNCTION",
    "scapkit.oval.datatypes": "DATATYPE",
    "scapkit.report.formats": "FORMAT",
    "scapkit.report.scripts": "SCRIPT",
    "scapkit.compare.formats": "CHANGES_FORMAT",
    "scapkit.compare.results.formats": "RESULTS_FORMAT",
    "scapkit.report.tables": "TABLE",
    "scapkit.report.policies": "POLICY_TABLE",
    "scapkit.report.sheets": "SHEET_FORMAT",
    "scapkit.cli.commands": "COMMAND",
    "scapkit.evaluate.checks": "CHECK_SYSTEM",
    "scapkit.evaluate.scoring": "SCORING",
    "scapkit.collect.collectors": "COLLECTOR",
    "scapkit.collect.aws.services": "SERVICE",
    "scapkit.lint.checks": "LINT",
    "scapkit.lint.formats": "FORMAT",
    "scapkit.lint.fixes": "FIX",
    "scapkit.authoring.skeletons": "SKELETON",
}


def _imports(path: Path) -> list[tuple[str, int]]:
    """The package's modules that a file imports, anywhere in it, with the line."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return [(name, line) for name, line in found if name.startswith("scapkit.")]


def _part(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def test_every_part_of_the_package_stands_in_a_row() -> None:
    parts = {_part(dotted(path)) for path in modules()} - {"", "__main__"}
    assert parts - RANKS.keys() == set()


def test_imports_go_down_only() -> None:
    wrong = []
    for path in modules():
        part = _part(dotted(path))
        if part not in RANKS:
            continue
        for name, line in _imports(path):
            other = _part(name)
            if other in RANKS and other != part and RANKS[other] <= RANKS[part]:
                wrong.append(f"{shown(path, line)}: {part} imports {other}")
    assert not wrong, "\n".join(wrong)


def test_imports_are_absolute() -> None:
    wrong = [
        shown(path, node.lineno)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not wrong, "\n".join(wrong)


def test_files_of_one_folder_of_extensions_do_not_import_each_other() -> None:
    wrong = []
    for path in modules():
        package = dotted(path).rpartition(".")[0]
        if package in ONE_FILE_EACH:
            wrong += [
                f"{shown(path, line)}: imports {name}"
                for name, line in _imports(path)
                if name.startswith(f"{package}.")
            ]
    assert not wrong, "\n".join(wrong)


def test_nothing_above_a_folder_of_extensions_imports_one_of_them_by_name() -> None:
    wrong = []
    for path in modules():
        for name, line in _imports(path):
            package = next((each for each in ONE_FILE_EACH if name.startswith(f"{each}.")), "")
            if package:
                wrong.append(f"{shown(path, line)}: imports {name}")
    assert not wrong, "\n".join(wrong)


def test_every_extension_declares_what_its_folder_asks_for() -> None:
    packages = {dotted(path) for path in modules()}
    for package, constant in ONE_FILE_EACH.items():
        if package in packages:
            for name in discover(package, constant):
                assert f"{package}.{module_name(name)}" in packages, name


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports inside functions and those for types alone count too."""
    known = {dotted(path): path for path in modules()}
    graph = {name: _modules_of(path, known) - {name} for name, path in known.items()}
    while leaves := {name for name, needed in graph.items() if not needed}:
        graph = {name: needed - leaves for name, needed in graph.items() if name not in leaves}
    assert not graph, f"in a circle, or above one: {sorted(graph)}"


def _modules_of(path: Path, known: dict[str, Path]) -> set[str]:
    """The modules that a file imports; `from package import name` may name a module or what is in one."""
    found = {name if name in known else name.rpartition(".")[0] for name, _ in _imports(path)}
    return {name for name in found if name in known}
