"""Skeletons written into a project: nothing is overwritten, and an id that is taken is refused."""

from pathlib import Path
from typing import NamedTuple

from scapkit.api.files.writing import Output, write_all
from scapkit.authoring.project import CheckTemplate
from scapkit.authoring.skeleton import Skeleton, Wanted
from scapkit.authoring.sources import check_product, is_id, shipped_source
from scapkit.problem import did_you_mean, invalid
from scapkit.registry import discover, find

SKELETONS = "scapkit.authoring.skeletons"


class NewOptions(NamedTuple):
    """What to write: a kind and a name (GROUP/NAME for rules, values and groups), into the project at `source`.

    `product` may be left out where the project has just one; `template` is for rules.
    """

    kind: str
    name: str
    product: str = ""
    template: str = ""
    source: str = "."


class Made(NamedTuple):
    """The files that were written, what to do next, and the files that were there and were kept as they are."""

    paths: tuple[str, ...]
    steps: tuple[str, ...]
    kept: tuple[str, ...] = ()


def new(options: NewOptions) -> Made:
    """Write the skeleton. Raises Invalid, and writes nothing, where a name is bad, taken or not known."""
    skeleton = _skeleton(options.kind)
    root = Path(options.source)
    sketch = skeleton.make(_wanted(skeleton, options, root))
    there = [name for name in sketch.files if (root / name).exists()]
    for name in there:
        if name not in sketch.shared:
            raise invalid(str(root / name), "already-there", "is there already, and nothing was written")
    outputs = [_output(root / name, text) for name, text in sketch.files.items() if name not in there]
    return Made(write_all(outputs), sketch.steps, tuple(str(root / name) for name in there))


def _output(path: Path, text: str) -> Output:
    return Output(str(path), text.encode)


def _skeleton(kind: str) -> Skeleton:
    known = discover(SKELETONS, "SKELETON")
    found: Skeleton | None = find(SKELETONS, "SKELETON", kind)
    if found is None:
        message = f"there is no kind {kind}; there are: {', '.join(known)}"
        raise invalid("scapkit new", "unknown-kind", message, hint=did_you_mean(kind, known))
    return found


def _wanted(skeleton: Skeleton, options: NewOptions, root: Path) -> Wanted:
    group, _, name = options.name.rpartition("/")
    if skeleton.name == "product":
        _check_name(skeleton, options, group, name)
        return Wanted(root, name, name)
    product = only_product(root, options.product)
    content = root / "content" / product
    if skeleton.group != "never" and (group or skeleton.group == "always"):
        group = _group(content, group, options)
    _check_name(skeleton, options, group, name)
    taken = next(iter(sorted(content.glob(skeleton.taken.format(name)))), None) if skeleton.taken else None
    if taken is not None:
        raise invalid(str(taken), "duplicate-id", f"the {skeleton.name} {name} is already here")
    _refuse_shipped(skeleton, name, root)
    rules = tuple(sorted(path.parent.name for path in content.glob("**/rule.yml")))
    return Wanted(root, product, name, group, _template(root, product, options.template), rules)


def _refuse_shipped(skeleton: Skeleton, name: str, root: Path) -> None:
    """One of the same name would be used instead by every rule that names it."""
    shipped = shipped_source()
    hidden = shipped / skeleton.shipped.format(name)
    if skeleton.shipped and hidden.is_file() and not (root / hidden.relative_to(shipped)).exists():
        message = f"a {skeleton.name} of this name is shipped, and every rule that uses it would get the new one"
        raise invalid(name, "already-there", message, hint=f"choose another name, like my_{name}")


def _check_name(skeleton: Skeleton, options: NewOptions, group: str, name: str) -> None:
    if group and skeleton.group == "never":
        raise invalid(options.name, "bad-id", f"a {skeleton.name} lies in no group: its name has no slash")
    if not is_id(name):
        message = f"the name of a {skeleton.name} may hold letters, digits, dot, dash and underscore only"
        raise invalid(options.name, "bad-id", message)


def only_product(root: Path, product: str) -> str:
    """The product of that name, or without a name the only one of the project; Invalid where there is none such."""
    known = sorted(path.parent.name for path in (root / "content").glob("*/product.yml"))
    if not product and len(known) == 1:
        return known[0]
    if not known:
        message = "there is no product here"
        raise invalid(str(root), "unknown-product", message, hint="scapkit new product NAME starts one")
    if not product:
        raise invalid(str(root), "unknown-product", f"say which product: --product {' or '.join(known)}")
    check_product(root, product)
    return product


def _group(content: Path, group: str, options: NewOptions) -> str:
    """The group's path below the content: as given, or of the only group that is named so."""
    if group and (content / group / "group.yml").is_file() and ".." not in Path(group).parts:
        return group
    known = sorted(str(path.parent.relative_to(content)) for path in content.glob("**/group.yml"))
    same = [each for each in known if group and each.endswith(f"/{group}")]
    if len(same) == 1:
        return same[0]
    if not group:
        message = f"name it GROUP/{options.name}; the groups are: {', '.join(known) or 'none'}"
        raise invalid(options.name, "unknown-group", message)
    there_are = f"no group {group}; there are: {', '.join(known) or 'none'}"
    hint = did_you_mean(group, known) or f"scapkit new group {group}"
    raise invalid(options.name, "unknown-group", there_are, hint=hint)


def _template(root: Path, product: str, name: str) -> CheckTemplate | None:
    if not name:
        return None
    from scapkit.authoring.read import read_check_templates

    known = read_check_templates(root, product)
    if name not in known:
        message = f"no check template {name}; there are: {', '.join(known)}"
        raise invalid("scapkit new", "unknown-template", message, hint=did_you_mean(name, known))
    return known[name]


def kinds() -> dict[str, Skeleton]:
    """Every kind that can be written, by name."""
    return discover(SKELETONS, "SKELETON")
