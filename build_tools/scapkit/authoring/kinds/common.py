"""Keys that several kinds of files have, and the words that the standards allow in them."""

from scapkit.authoring.yaml.shape import Key, Shape

SEVERITIES = ("unknown", "info", "low", "medium", "high")
# NIST IR 7275r4, table 13.
WARNING_CATEGORIES = (
    "general",
    "functionality",
    "performance",
    "hardware",
    "legal",
    "regulatory",
    "management",
    "audit",
    "dependency",
)
# Of the words of XCCDF those that SCAP 1.3 accepts (its Schematron, SRC-5-1).
STATUSES = ("accepted", "draft")

COMPLETE = Key("flag", help="true once the file is ready to be built; what is not ready is left out")
TITLE = Key(required=True, help="what it is about, in one line")
DESCRIPTION = Key(required=True, help="prose in a small part of XHTML; an empty line starts a paragraph")
PRODTYPE = Key(help="the products that it is for, as in rhel9,ocp4; all without it")
WARNINGS = Key(
    "many",
    shape=Shape(
        "a warning", {name: Key(help=f"a caution of the category {name}, as prose") for name in WARNING_CATEGORIES}
    ),
    help="cautions, each under its category",
)
COLLECT = Key(
    "many",
    shape=Shape(
        "a collect entry",
        {
            "path": Key(help="the path of a Kubernetes API answer"),
            "filter": Key(help="a jq filter over that answer"),
            "file": Key(help="the path of a file on the node"),
            "aws": Key(help="service:Operation of an AWS API call"),
            "glob": Key(help="a pattern of paths of files on the node, as in /etc/cni/net.d/*"),
            "fact": Key(help="an object type that only the running node can tell, as in unix:sysctl"),
        },
    ),
    help="what the check reads: API answers, AWS calls, files of the node",
)
PLATFORM = Key(
    qualified=True, help="a platform expression that says where it applies, as in package[audit]>=3 and not eks"
)
PLATFORMS = Key("texts", qualified=True, help="platform expressions; one of them must hold")
REQUIRES = Key("texts", help="ids of rules or groups that must be selected too")
CONFLICTS = Key("texts", help="ids of rules or groups that must not be selected besides it")
VARS = Key("any", help="the template's parameters; a name may be qualified as name@product")
