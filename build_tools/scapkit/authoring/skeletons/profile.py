"""A profile: a selection of rules, and of options for values."""

from scapkit.authoring.kinds import PROFILE
from scapkit.authoring.skeleton import Skeleton, Sketch, Wanted
from scapkit.authoring.yaml.document import Remark, Yaml, document

HOW = (
    "A line selects a rule (its id), leaves one out (!id), chooses an option (value=option), changes a rule"
    " (id.severity=high), or takes what a control file names (policy:all, policy:all:level, policy:control)."
)


def make(wanted: Wanted) -> Sketch:
    """profiles/PRODUCT/NAME.profile, which selects the product's first rule if there is one."""
    given: dict[str, Yaml] = {
        "documentation_complete": True,
        "title": f"{wanted.name.replace('_', ' ').replace('-', ' ').capitalize()} for {wanted.product}",
        "description": "TODO: whom it is for, and what it follows.",
        "selections": Remark(HOW, list(wanted.rules[:1])),
    }
    steps = (f"scapkit build {wanted.product}",)
    return Sketch({f"profiles/{wanted.product}/{wanted.name}.profile": document(PROFILE, given, more=False)}, steps)


SKELETON = Skeleton("profile", "a selection of rules and of options for values", make)
