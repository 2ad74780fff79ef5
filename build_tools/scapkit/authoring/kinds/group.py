"""group.yml: a folder of rules, values and groups."""

from scapkit.authoring.kinds.common import (
    COMPLETE,
    CONFLICTS,
    DESCRIPTION,
    PLATFORM,
    PLATFORMS,
    PRODTYPE,
    REQUIRES,
    TITLE,
    WARNINGS,
)
from scapkit.authoring.yaml.shape import Shape

GROUP = Shape(
    "a group",
    {
        "documentation_complete": COMPLETE,
        "prodtype": PRODTYPE,
        "title": TITLE,
        "description": DESCRIPTION,
        "warnings": WARNINGS,
        "requires": REQUIRES,
        "conflicts": CONFLICTS,
        "platform": PLATFORM,
        "platforms": PLATFORMS,
    },
)
