"""Which files of a product nothing reads, judged by their names and places."""

from pathlib import Path

from scapkit.authoring.remediations import LANGUAGES
from scapkit.problem import did_you_mean

# Folders beside a rule with variants by product, and the ending of the files in them.
VARIANTS = {"oval": ".xml", **{name: language.ending for name, language in LANGUAGES.items()}}
SHARED = "shared"
# Folders beside a rule that content from elsewhere has, for other tools.
OTHERS = ("policy", "sce", "tests")
TOP = ("product", "benchmark")
Fault = tuple[str, str]
NONE: Fault = ("", "")


def fault_of(folder: Path, path: Path, products: tuple[str, ...]) -> Fault:
    """What is wrong with the place of a file of a product's content or profiles, and a hint; empty where nothing is."""
    if folder.parent.name == "profiles":
        return _in_profiles(folder, path)
    if path.suffix == ".yaml" and path.parent.name not in VARIANTS:
        return "files that end in .yaml are not read", f"rename it to {path.stem}.yml"
    if path.suffix == ".profile":
        return "profiles are not read here", f"put it into profiles/{folder.name}"
    if _is_rule(path.parent.parent) and _is_variant(path, products):
        return _variant(path, products)
    if path.suffix == ".var":
        return NONE if (path.parent / "group.yml").is_file() and not _is_rule(path.parent) else _lost_value()
    return _yaml(folder, path) if path.suffix == ".yml" else NONE


def _in_profiles(folder: Path, path: Path) -> Fault:
    if path.suffix in (".yml", ".yaml"):
        return f"files that end in {path.suffix} are not read here", f"rename it to {path.stem}.profile"
    if path.suffix == ".profile" and path.parent != folder:
        return "profiles in inner folders are not read", f"put it into {folder}"
    return NONE


def _is_rule(folder: Path) -> bool:
    return (folder / "rule.yml").is_file()


def _is_kept(path: Path) -> bool:
    """Whether it is a policy's own text for a rule, policy/POLICY/NAME.yml: what comes from elsewhere may keep it."""
    around = path.parent.parent
    return around.name == "policy" and _is_rule(around.parent)


def _is_variant(path: Path, products: tuple[str, ...]) -> bool:
    """Whether a file in a folder beside a rule is meant to be read: by the folder's name, or nearly, or by its own."""
    name = path.parent.name
    if name in VARIANTS or name in OTHERS:
        return name in VARIANTS
    return path.stem in (SHARED, *products) or did_you_mean(name, VARIANTS) != ""


def _variant(path: Path, products: tuple[str, ...]) -> Fault:
    if path.parent.name not in VARIANTS:
        hint = did_you_mean(path.parent.name, VARIANTS) or f"there are: {', '.join(VARIANTS)}"
        return f"nothing reads the folder {path.parent.name} of a rule", hint
    ending = VARIANTS[path.parent.name]
    if path.suffix != ending:
        return f"files in {path.parent.name} end in {ending}", f"rename it to {path.stem}{ending}"
    if path.stem not in (SHARED, *products):
        hint = did_you_mean(path.stem, (SHARED, *products)) or f"name it shared{ending}, or after a product"
        return f"there is no product {path.stem}, so nothing reads this", hint
    return NONE


def _lost_value() -> Fault:
    return "values are read only beside a group.yml", "move it to the folder of its group"


def _yaml(folder: Path, path: Path) -> Fault:
    """A YAML file below content/PRODUCT that is in none of the folders with files of their own kind."""
    inside = path.relative_to(folder).parts
    if len(inside) == 1:
        known = path.stem in TOP
        return NONE if known else ("nothing reads this file here", did_you_mean(path.stem, TOP))
    grouped = (folder / inside[0] / "group.yml").is_file()
    if not grouped or path.stem in ("rule", "group") or _is_kept(path):
        return NONE
    return "nothing reads this file here", did_you_mean(path.stem, ("rule", "group"))
