"""Extension by file: a package's module of the right name declares the constant, and is found without registration."""

import os
from functools import cache
from importlib import import_module
from typing import Any


def module_name(name: str) -> str:
    """The module that holds `name`: what Python does not allow in a name becomes an underscore.

    >>> module_name("unix:file")
    'unix_file'
    """
    return name.replace(":", "_").replace("-", "_").replace(".", "_")


@cache
def find(package: str, constant: str, name: str) -> Any | None:
    """The `constant` of the module in `package` that is named after `name`, or None where there is no such module.

    Only that one module is imported. A module without the constant is a bug in the program: TypeError.
    """
    module = module_name(name)
    if module.startswith("_") or not module.isidentifier():
        return None
    whole = f"{package}.{module}"
    try:
        declared = getattr(import_module(whole), constant, None)
    except ModuleNotFoundError as error:
        if error.name == whole:
            return None
        raise
    if declared is None:
        raise TypeError(f"{whole} declares no {constant}")
    return declared


def discover(package: str, constant: str) -> dict[str, Any]:
    """Every `constant` of a package, by its `name`; two files that claim one name raise TypeError."""
    found: dict[str, Any] = {}
    owners: dict[str, str] = {}
    for module in module_names(package):
        declared = find(package, constant, module)
        name = declared.name  # type: ignore[union-attr]
        if name in found:
            raise TypeError(f"{package}.{module} and {package}.{owners[name]} both declare {name}")
        found[name] = declared
        owners[name] = module
    return found


def module_names(package: str) -> list[str]:
    """The names of a package's modules, sorted, none of them imported."""
    # pkgutil would load a tenth of the standard library for this
    found = [name for folder in import_module(package).__path__ for name in os.listdir(folder)]  # noqa: PTH208
    return sorted(name[:-3] for name in found if name.endswith(".py") and not name.startswith("_"))
