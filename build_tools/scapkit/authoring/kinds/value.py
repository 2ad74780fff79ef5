"""NAME.var: a parameter of rules."""

from scapkit.authoring.kinds.common import COMPLETE, DESCRIPTION, PRODTYPE, TITLE, WARNINGS
from scapkit.authoring.yaml.shape import Key, Shape

# NIST IR 7275r4, table 17, and 6.4.5.2.
VALUE_TYPES = ("string", "number", "boolean")
OPERATORS = (
    "equals",
    "not equal",
    "greater than",
    "less than",
    "greater than or equal",
    "less than or equal",
    "pattern match",
)
VALUE = Shape(
    "a value",
    {
        "documentation_complete": COMPLETE,
        "prodtype": PRODTYPE,
        "title": TITLE,
        "description": DESCRIPTION,
        "type": Key(required=True, choices=VALUE_TYPES, help="what its options are"),
        "operator": Key(choices=OPERATORS, help="how a check compares with it; equals without it"),
        "interactive": Key("flag", help="whether whoever checks may be asked for it"),
        "options": Key("pairs", required=True, help="options by name, as written; options need at least default"),
        "warnings": WARNINGS,
    },
)
