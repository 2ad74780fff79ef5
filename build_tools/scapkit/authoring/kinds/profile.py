"""NAME.profile: which rules a policy wants, and how."""

from scapkit.authoring.kinds.common import COMPLETE, DESCRIPTION, STATUSES, TITLE
from scapkit.authoring.yaml.shape import Key, Shape

METADATA = Shape(
    "the metadata",
    {
        "version": Key(help="the version of what the profile follows"),
        "reference": Key(help="the address of what the profile follows"),
        "status": Key(choices=STATUSES, help="how far it has come"),
        "SMEs": Key("texts", help="people who know it well"),
    },
)
PROFILE = Shape(
    "a profile",
    {
        "documentation_complete": COMPLETE,
        "hidden": Key("flag", help="true for a profile that others extend and that is itself not built"),
        "title": TITLE,
        "description": DESCRIPTION,
        "platform": Key(help="a platform expression that says where it applies"),
        "platforms": Key("texts", help="platform expressions; one of them must hold"),
        "metadata": Key("one", shape=METADATA, help="facts about what the profile follows"),
        "extends": Key(help="the profile whose selections it starts from"),
        "reference": Key(help="the address of what the profile follows"),
        "status": Key(choices=STATUSES, help="how far it has come"),
        "selections": Key(
            "texts",
            help="rule, !rule, value=option, rule.severity=high (role, weight, selector), policy:1.1, policy:all:level",
        ),
        "unselected_groups": Key("texts", help="groups that are left out with all that is in them"),
        "filter_rules": Key(help='which selected rules stay, as in "eks-node" in platforms and severity != "low"'),
        "scanner_type": Key(help="the scanner that it is for; kept, not shown"),
    },
)
