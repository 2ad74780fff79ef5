"""The declaration at the head of a check template."""

from scapkit.authoring.kinds.common import DESCRIPTION
from scapkit.authoring.yaml.shape import Key, Shape

PARAMETER = Shape(
    "a parameter",
    {
        "type": Key(
            required=True, choices=("string", "strings", "boolean", "integer", "list"), help="what its value is"
        ),
        "required": Key("flag", help="whether a rule must give it"),
        "default": Key(help="its value where none is given"),
        "choices": Key("texts", help="the only values it may have"),
        "pattern": Key(help="a regular expression that the whole value must match"),
        "help": Key(required=True, help="what it is for, in one line"),
        "example": Key(help="a value that is accepted; new rules start from it"),
        "items": Key("any", help="the parameters of each entry of a list"),
    },
)
CHECK_TEMPLATE = Shape(
    "a check template",
    {
        "description": DESCRIPTION,
        "parameters": Key("any", required=True, help="what a rule can tell it: parameters by name"),
        "collect": Key("any", help="an example of what its rules collect; new rules start from it"),
        "one_of": Key("texts", help="parameters of which exactly one must be given"),
    },
)
