"""Applicability files: platforms and how to tell whether a system is one."""

from scapkit.authoring.kinds.common import COLLECT, TITLE, VARS
from scapkit.authoring.yaml.shape import Key, Shape

CONDITIONS = {
    "title": Key(help="what it is; that of the platform without it"),
    "bash_conditional": Key(help="a shell command that succeeds where it holds, for remediations"),
    "ansible_conditional": Key(help="an Ansible condition, for remediations"),
}
TEMPLATE = Shape(
    "a template",
    {"name": Key(required=True, help="the name of a check template: a file in templates/checks"), "vars": VARS},
)
APPLICABILITY = Shape(
    "a platform",
    {
        "name": Key(
            required=True, help="a CPE name; may hold {arg}, {ver_specs_cpe} and names of an argument's values"
        ),
        **CONDITIONS,
        "title": TITLE,
        "check_id": Key(help="the id of its inventory OVAL: CHECK_ID.xml beside the file"),
        "template": Key("one", shape=TEMPLATE, help="the check template that makes the inventory OVAL"),
        "versioned": Key("flag", help="whether expressions may compare a version, as in package[audit]>=3"),
        "args": Key("any", help="the arguments that expressions may give, each with values for {placeholders}"),
        "collect": COLLECT,
    },
)
