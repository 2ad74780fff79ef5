"""rule.yml: one thing to check."""

from scapkit.authoring.kinds.common import (
    COLLECT,
    COMPLETE,
    CONFLICTS,
    DESCRIPTION,
    PLATFORM,
    PLATFORMS,
    PRODTYPE,
    REQUIRES,
    SEVERITIES,
    TITLE,
    VARS,
    WARNINGS,
)
from scapkit.authoring.yaml.shape import Key, Shape

TEMPLATE = Shape(
    "a template",
    {
        "name": Key(required=True, help="the name of a check template: a file in templates/checks"),
        "vars": VARS,
        "backends": Key(
            "pairs",
            choices=("on", "off", "yes", "no", "true", "false"),
            help="what the template shall not make, as in bash: off; a name may be qualified as bash@product",
        ),
    },
)
RULE = Shape(
    "a rule",
    {
        "documentation_complete": COMPLETE,
        "prodtype": PRODTYPE,
        "title": TITLE,
        "description": DESCRIPTION,
        "rationale": Key(required=True, help="why it matters, as prose"),
        "severity": Key(choices=SEVERITIES, qualified=True, help="how bad a failure is; unknown without it"),
        "identifiers": Key("pairs", help="names in other systems, as in cce@product: CCE-80000-1"),
        "references": Key("pairs", help="classes of reference_uris with ids in them, as in cis@product: 1.1,1.2"),
        "components": Key("texts", help="components that it belongs to, besides those that list it"),
        "platform": PLATFORM,
        "platforms": PLATFORMS,
        "requires": REQUIRES,
        "conflicts": CONFLICTS,
        "warnings": WARNINGS,
        "complex_check": Key(
            choices=("AND", "OR"),
            help="joins check and question: OR, the question is about what the check finds; AND, both must be good",
        ),
        "ocil_clause": Key(help="names the bad state: is it the case that ...?"),
        "ocil": Key(help="how to look, as prose"),
        "fixtext": Key(help="how to put it right by hand, as prose"),
        "checktext": Key(help="how a STIG says to look; kept, not shown"),
        "vuldiscussion": Key(help="how a STIG says why it matters; kept, not shown"),
        "srg_requirement": Key(help="how a STIG words the requirement; kept, not shown"),
        "policy_specific_content": Key("any", help="texts for single policies; kept, not shown"),
        "collect": COLLECT,
        "template": Key("one", shape=TEMPLATE, help="the check template that makes checks, questions and remediations"),
        "oval_external_content": Key(help="the address of OVAL kept elsewhere; kept, not checked"),
        "sce_metadata": Key("any", help="facts about a script check; kept, script checks are not built"),
    },
)
# What a rule may say that changes nothing in what is built.
KEPT = (
    "components",
    "checktext",
    "vuldiscussion",
    "srg_requirement",
    "policy_specific_content",
    "oval_external_content",
    "sce_metadata",
)
