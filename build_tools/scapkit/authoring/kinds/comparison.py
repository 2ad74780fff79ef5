"""Comparison files: which controls another tool automates."""

from scapkit.authoring.yaml.shape import Key, Shape

COMPARED = Shape(
    "a compared policy",
    {
        "id": Key(required=True, help="the policy's id"),
        "source": Key(required=True, help="where it is told what the tool automates"),
        "automated": Key("texts", help="controls that the tool decides by itself"),
        "manual": Key("texts", help="controls that the tool leaves to a person"),
    },
)
COMPARISON = Shape(
    "a comparison",
    {
        "tool": Key(required=True, help="the tool's name"),
        "policies": Key("many", shape=COMPARED, help="the policies that the tool knows"),
    },
)
