"""Whether two texts of one YAML file say the same: what every fix must leave as it was."""

from typing import Any

from scapkit.lint.references import tidy

REFERENCES = "references"
PROSE = frozenset(
    (
        "title",
        "description",
        "rationale",
        "warnings",
        "ocil",
        "ocil_clause",
        "fixtext",
        "checktext",
        "vuldiscussion",
        "notice",
        "front-matter",
        "rear-matter",
    )
)


def same_meaning(before: str, after: str) -> bool:
    """Whether both are YAML and differ in the order of the outermost keys, the spacing of prose and references only."""
    first, second = meaning(before), meaning(after)
    return first is not None and first == second


def meaning(text: str) -> Any:
    """What a file says, to be compared; None for what is no mapping, or refers to itself by aliases."""
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.CSafeLoader)):
            return None
        root = yaml.compose(text, yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    if not isinstance(root, yaml.MappingNode):
        return None
    pairs = [(key.value, _said(str(key.value).partition("@")[0], value)) for key, value in root.value]
    return sorted(pairs, key=lambda pair: str(pair[0]))


def _said(key: str, node: Any) -> Any:
    """A node under an outermost key, without marks and styles."""
    if node.id == "scalar":
        return _scalar(key, node.value)
    if node.id == "sequence":
        return [_said(key, item) for item in node.value]
    return [(_said("", name), _said(key, value)) for name, value in node.value]


def _scalar(key: str, text: str) -> str:
    if key == REFERENCES:
        return tidy(text)
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n") if key in PROSE else text
