"""A value: a parameter of rules, with the options that profiles choose from."""

from scapkit.authoring.kinds import VALUE
from scapkit.authoring.skeleton import Skeleton, Sketch, Wanted
from scapkit.authoring.yaml.document import Yaml, document


def make(wanted: Wanted) -> Sketch:
    """NAME.var in the folder of its group."""
    given: dict[str, Yaml] = {
        "documentation_complete": True,
        "title": wanted.name.removeprefix("var_").replace("_", " ").capitalize(),
        "description": "TODO: what it says, and in which unit.",
        "type": "string",
        "operator": "equals",
        "interactive": False,
        "options": {"default": "10", "strict": "5"},
    }
    steps = (
        f'show it in a rule\'s text with {{{{{{ xccdf_value("{wanted.name}") }}}}}}, or hand it to a template',
        f"choose an option in a profile: {wanted.name}=strict",
        f"scapkit build {wanted.product}",
    )
    path = f"content/{wanted.product}/{wanted.group}/{wanted.name}.var"
    return Sketch({path: document(VALUE, given)}, steps)


SKELETON = Skeleton("value", "a parameter of rules, with options", make, "always", "**/{}.var")
