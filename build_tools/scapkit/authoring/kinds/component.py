"""Component files: which rules are about which part of a system."""

from scapkit.authoring.yaml.shape import Key, Shape

COMPONENT = Shape(
    "a component",
    {
        "name": Key(required=True, help="the component's name"),
        "packages": Key("texts", help="packages that it is made of"),
        "rules": Key("texts", help="rules that are about it"),
        "groups": Key("texts", help="groups whose rules are about it"),
        "templates": Key("texts", help="check templates whose rules are about it"),
        "changelog": Key("texts", help="what changed in it that mattered to rules"),
    },
)
