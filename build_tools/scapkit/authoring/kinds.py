"""The file kinds of the authoring format and the keys of each."""

from scapkit.authoring.shape import Key, Shape

SEVERITIES = ("unknown", "info", "low", "medium", "high")
# NIST IR 7275r4, table 13.
WARNING_CATEGORIES = [
    "general",
    "functionality",
    "performance",
    "hardware",
    "legal",
    "regulatory",
    "management",
    "audit",
    "dependency",
]
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
CONTROL_STATUSES = (
    "automated",
    "manual",
    "partial",
    "pending",
    "planned",
    "supported",
    "documentation",
    "inherently met",
    "does not meet",
    "not applicable",
)
STATUSES = ("accepted", "deprecated", "draft", "incomplete", "interim")

COMPLETE = Key("flag", help="true once the file is ready to be built")
TITLE = Key(required=True)
PROSE = Key(required=True)
WARNINGS = Key("many", shape=Shape("a warning", {name: Key() for name in WARNING_CATEGORIES}))
COLLECT = Key(
    "many",
    shape=Shape(
        "a collect entry",
        {
            "path": Key(help="the path of a Kubernetes API answer"),
            "filter": Key(help="a jq filter over that answer"),
            "file": Key(help="the path of a file on the node"),
            "aws": Key(help="service:Operation of an AWS API call"),
        },
    ),
)

PRODUCT = Shape(
    "a product",
    {
        "product": Key(required=True),
        "full_name": Key(required=True),
        "type": Key(),
        "benchmark_id": Key(required=True),
        "namespace": Key(required=True, help="as in org.example.content"),
        "check_namespace": Key(required=True, help="the prefix of OVAL and OCIL ids and of file names"),
        "version": Key(required=True),
        "update": Key(),
        "publisher": Key(required=True),
        "creator": Key(required=True),
        "contributor": Key(required=True),
        "source": Key(required=True),
        "platforms": Key("texts", required=True),
        "reference_uris": Key("pairs"),
    },
)
BENCHMARK = Shape(
    "a benchmark",
    {
        "documentation_complete": COMPLETE,
        "title": TITLE,
        "status": Key(required=True, choices=STATUSES),
        "status_date": Key(required=True, help="as in 2026-01-31"),
        "description": PROSE,
        "notice": Key("one", shape=Shape("a notice", {"id": Key(required=True), "description": PROSE})),
        "front-matter": Key(),
        "rear-matter": Key(),
    },
)
GROUP = Shape(
    "a group",
    {
        "documentation_complete": COMPLETE,
        "title": TITLE,
        "description": PROSE,
        "warnings": WARNINGS,
        "platform": Key(qualified=True),
        "platforms": Key("texts", qualified=True),
    },
)
TEMPLATE = Shape(
    "a template",
    {"name": Key(required=True), "vars": Key("any"), "backends": Key("pairs", choices=("on", "off"))},
)
RULE = Shape(
    "a rule",
    {
        "documentation_complete": COMPLETE,
        "title": TITLE,
        "description": PROSE,
        "rationale": PROSE,
        "severity": Key(required=True, choices=SEVERITIES, qualified=True),
        "identifiers": Key("pairs"),
        "references": Key("pairs"),
        "platform": Key(qualified=True),
        "platforms": Key("texts", qualified=True),
        "requires": Key("texts"),
        "conflicts": Key("texts"),
        "warnings": WARNINGS,
        "ocil": Key(),
        "ocil_clause": Key(help="names the bad state: is it the case that ...?"),
        "collect": COLLECT,
        "template": Key("one", shape=TEMPLATE),
    },
)
VALUE = Shape(
    "a value",
    {
        "documentation_complete": COMPLETE,
        "title": TITLE,
        "description": PROSE,
        "type": Key(required=True, choices=VALUE_TYPES),
        "operator": Key(choices=OPERATORS),
        "interactive": Key("flag"),
        "options": Key("pairs", required=True, help="options needs at least default"),
    },
)
APPLICABILITY = Shape(
    "a platform",
    {"name": Key(required=True, help="a CPE name"), "title": TITLE, "check_id": Key(required=True), "collect": COLLECT},
)
PROFILE = Shape(
    "a profile",
    {
        "documentation_complete": COMPLETE,
        "title": TITLE,
        "description": PROSE,
        "platform": Key(),
        "extends": Key(),
        "reference": Key(),
        "metadata": Key(
            "one",
            shape=Shape("the metadata", {"version": Key(), "reference": Key(), "SMEs": Key("texts")}),
        ),
        "selections": Key("texts", required=True),
    },
)
LEVELS = Key("many", shape=Shape("a level", {"id": Key(required=True), "inherits_from": Key("texts")}))
CONTROL_KEYS = {
    "id": Key(required=True),
    "title": Key(),
    "description": Key(),
    "levels": Key("texts"),
    "status": Key(choices=CONTROL_STATUSES),
    "notes": Key(),
    "rules": Key("texts"),
    "related_rules": Key("texts"),
}
CONTROL = Shape("a control", CONTROL_KEYS)
CONTROL_KEYS["controls"] = Key("many", shape=CONTROL)
POLICY = Shape(
    "a policy",
    {
        "policy": Key(required=True),
        "title": TITLE,
        "id": Key(required=True),
        "version": Key(),
        "source": Key(),
        "levels": LEVELS,
        "controls": Key("many", required=True, shape=CONTROL),
    },
)
PARAMETER_KEYS = {
    "type": Key(required=True, choices=("string", "strings", "boolean", "integer", "list")),
    "required": Key("flag"),
    "default": Key(),
    "choices": Key("texts"),
    "pattern": Key(help="a regular expression that the whole value must match"),
    "help": Key(required=True),
    "example": Key(help="a value that is accepted; new rules start from it"),
    "items": Key("any", help="the parameters of each entry of a list"),
}
PARAMETER = Shape("a parameter", PARAMETER_KEYS)
CHECK_TEMPLATE = Shape(
    "a check template",
    {
        "description": PROSE,
        "parameters": Key("any", required=True),
        "one_of": Key("texts", help="parameters of which exactly one must be given"),
    },
)
