"""Platforms: applicability files and what product.yml says of them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from scapkit.authoring.collecting import read_collect
from scapkit.authoring.kinds import APPLICABILITY
from scapkit.authoring.kinds.product import CPE
from scapkit.authoring.lines import Source
from scapkit.authoring.platforms.language import ALWAYS, PLACEHOLDER
from scapkit.authoring.project import PlatformSource, TemplateUse
from scapkit.authoring.reading import Reading, claim_id, file_span, needed
from scapkit.authoring.sources import files
from scapkit.authoring.yaml.marked import Node
from scapkit.authoring.yaml.shape import SCALARS, Fields, check
from scapkit.problem import Problem, did_you_mean

Arguments = Mapping[str, Mapping[str, str]]


def read_platforms(reading: Reading, folders: tuple[Path, ...], cpes: Node | None) -> dict[str, PlatformSource]:
    """The platforms by id: of each folder by the names of its files, those of earlier folders first, then `cpes`."""
    found: dict[str, PlatformSource] = {}
    for folder in folders:
        for path in files(folder, ".yml"):
            platform = None if path.stem in found else _platform(reading, folders, path)
            if platform:
                found[path.stem] = platform
    for name, node in _cpes(reading, cpes):
        fields = check(node, CPE, reading.product, reading.problems)
        if name not in found and fields.node("check_id"):
            found[name] = _made(reading, folders, name, fields)._replace(span=node.span)
    return found


def _platform(reading: Reading, folders: tuple[Path, ...], path: Path) -> PlatformSource | None:
    fields = reading.fields(path, APPLICABILITY, {})
    if fields is None:
        return None
    lacking = "template" if fields.node("args") else "" if fields.node("check_id") else "check_id or template"
    if lacking and fields.one("template") is None:
        reading.problems.append(
            Problem(
                fields.span, "missing-key", f"{'args need' if fields.node('args') else 'a platform needs'} {lacking}"
            )
        )
        return None
    return _made(reading, folders, path.stem, fields)


def _made(reading: Reading, folders: tuple[Path, ...], name: str, fields: Fields) -> PlatformSource:
    arguments = _arguments(reading, fields.node("args"))
    platform = PlatformSource(
        id=name,
        span=file_span(Path(fields.span.file)),
        name=fields.text("name"),
        title=fields.text("title"),
        check_id=fields.node("check_id") or Node(fields.span, "str", f"platform_{name}"),
        collect=read_collect(fields.many("collect"), reading.problems),
        check=None,
        template=_template(fields),
        arguments=arguments,
        versioned=fields.flag("versioned"),
        bash_conditional=fields.text("bash_conditional"),
        ansible_conditional=fields.text("ansible_conditional"),
    )
    for key in ("name", "title", "check_id"):
        _check_placeholders(reading, fields.node(key), arguments)
    return platform if platform.template else platform._replace(check=_inventory(reading, folders, platform))


def _template(fields: Fields) -> TemplateUse | None:
    use = fields.one("template")
    return TemplateUse(needed(use, "name"), use.node("vars"), frozenset()) if use else None


def _inventory(reading: Reading, folders: tuple[Path, ...], platform: PlatformSource) -> Source | None:
    """The hand-written OVAL of a platform: in the folder of the file, or in one named oval."""
    name = platform.check_id.text
    claim_id(reading, "check", name, Path(platform.span.file))
    places = [place / f"{name}.xml" for folder in folders for place in (folder, folder / "oval")]
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        message = f"no inventory OVAL {name}.xml beside it"
        reading.problems.append(Problem(platform.check_id.span, "missing-check", message))
        return None
    return reading.source(path)


def _cpes(reading: Reading, node: Node | None) -> Iterator[tuple[str, Node]]:
    """Platforms of product.yml: a mapping, or a list of mappings."""
    for part in node.items if node and node.tag == "list" else filter(None, (node,)):
        if part.tag == "map":
            yield from part.entries.items()
        else:
            reading.problems.append(Problem(part.span, "wrong-type", "cpes are platforms by id"))


def _arguments(reading: Reading, node: Node | None) -> Arguments:
    """The arguments with their values as text; those without any values have none."""
    if node is None:
        return {}
    if node.tag != "map":
        reading.problems.append(Problem(node.span, "wrong-type", "args must be a mapping of names"))
        return {}
    return {name: _values(reading, name, value) for name, value in node.entries.items()}


def _values(reading: Reading, name: str, node: Node) -> Mapping[str, str]:
    wrong = [each for each in node.entries.values() if each.tag not in SCALARS]
    if node.tag not in ("map", "null"):
        wrong.append(node)
    for each in wrong:
        reading.problems.append(Problem(each.span, "wrong-type", f"the argument {name} has values that are text"))
    return {key: each.text for key, each in node.entries.items()}


def _check_placeholders(reading: Reading, node: Node | None, arguments: Arguments) -> None:
    """Tell placeholders that some argument gives no value for."""
    if node is None:
        return
    for word in PLACEHOLDER.findall(node.text):
        lacking = [name for name, values in arguments.items() if word not in (*ALWAYS, *values)]
        if lacking or not (arguments or word in ALWAYS):
            known = (*ALWAYS, *(key for values in arguments.values() for key in values))
            message = (
                f"the argument {lacking[0]} has no value {word}" if lacking else f"nothing gives a value for {word}"
            )
            reading.problems.append(Problem(node.span, "unknown-placeholder", message, did_you_mean(word, known)))
