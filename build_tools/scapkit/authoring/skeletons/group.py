"""A group: a folder with a group.yml, for rules, values and further groups."""

from scapkit.authoring.kinds import GROUP
from scapkit.authoring.skeleton import Skeleton, Sketch, Wanted
from scapkit.authoring.yaml.document import Yaml, document


def make(wanted: Wanted) -> Sketch:
    """group.yml alone: a group without rules is no mistake."""
    folder = f"{wanted.group}/{wanted.name}".lstrip("/")
    given: dict[str, Yaml] = {
        "documentation_complete": True,
        "title": wanted.name.replace("_", " ").replace("-", " ").capitalize(),
        "description": f"TODO: what the rules of {wanted.name} are about.",
    }
    steps = (f"scapkit new rule {folder}/NAME --product {wanted.product}",)
    return Sketch({f"content/{wanted.product}/{folder}/group.yml": document(GROUP, given)}, steps)


SKELETON = Skeleton("group", "a folder for rules, values and further groups", make, "maybe", "**/{}/group.yml")
