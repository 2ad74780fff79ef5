"""Control files: a policy's requirements and the rules that answer them."""

from scapkit.authoring.kinds.common import SEVERITIES, TITLE
from scapkit.authoring.yaml.shape import Key, Shape

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
AUTOMATED = {"yes": "automated", "true": "automated", "no": "manual", "false": "manual", "partially": "partial"}
LEVEL = Shape(
    "a level",
    {
        "id": Key(required=True, help="the level's id, as in level_1"),
        "inherits_from": Key("texts", help="levels whose controls belong to it too"),
    },
)
CONTROL_KEYS = {
    "id": Key(required=True, help="the requirement's number in the policy"),
    "title": Key(help="the requirement in one line"),
    "description": Key(help="the requirement in a few sentences"),
    "rationale": Key(help="why the policy wants it"),
    "levels": Key("words", help="the levels that it belongs to, or the one; the policy's first without it"),
    "status": Key(choices=CONTROL_STATUSES, help="how far it is met; pending without it"),
    "automated": Key(choices=tuple(AUTOMATED), help="the older form of status: yes, no or partially"),
    "notes": Key(help="what else there is to say"),
    "rules": Key("texts", help="what answers it: rule, !rule, value=option, rule.severity=high"),
    "related_rules": Key("texts", help="rules that have to do with it and are not selected"),
    "controls": Key("any", help="what it is made of: controls, or others by 1.1, policy:1.1 or policy:all:level"),
    "tickets": Key("texts", help="addresses of work still to be done"),
    "original_title": Key(help="the title in the policy's own language"),
    "severity": Key(choices=SEVERITIES, help="how bad it is not to meet it; kept, not shown"),
    "check": Key(help="how to look; kept, not shown"),
    "fixtext": Key(help="how to put it right; kept, not shown"),
    "fix": Key(help="how to put it right; kept, not shown"),
    "mitigation": Key(help="what makes it less bad; kept, not shown"),
    "artifact_description": Key(help="what shows that it is met; kept, not shown"),
    "status_justification": Key(help="why it has this status; kept, not shown"),
}
CONTROL = Shape("a control", CONTROL_KEYS)
# What a control may say that changes nothing in what is built.
KEPT = (
    "original_title",
    "rationale",
    "severity",
    "check",
    "fixtext",
    "fix",
    "mitigation",
    "artifact_description",
    "status_justification",
)
POLICY = Shape(
    "a policy",
    {
        "policy": Key(help="the policy's name"),
        "title": TITLE,
        "original_title": Key(help="the title in the policy's own language"),
        "id": Key(required=True, help="the id by which profiles name it"),
        "version": Key(help="the policy's version"),
        "source": Key(help="where the policy is published"),
        "product": Key("words", help="the products that it is for; all without it"),
        "reference_type": Key(help="the class of reference_uris that its controls are for the rules that answer them"),
        "controls_dir": Key(
            help="a folder beside it with files of more controls; the folder of its own name without it"
        ),
        "levels": Key("many", shape=LEVEL, help="levels, the first being that of controls without any"),
        "controls": Key("any", help="the requirements, one after the other; they may be nested"),
    },
)
CONTROLS = Shape(
    "a file of controls",
    {"controls": Key("any", required=True, help="the requirements, one after the other; they may be nested")},
)
