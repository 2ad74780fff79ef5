"""A control file: a policy's requirements, each with the rules that answer it."""

from scapkit.authoring.kinds import POLICY
from scapkit.authoring.skeleton import Skeleton, Sketch, Wanted
from scapkit.authoring.yaml.document import Yaml, document


def make(wanted: Wanted) -> Sketch:
    """content/PRODUCT/controls/NAME.yml with two levels and one control."""
    control: dict[str, Yaml] = {
        "id": "1.1",
        "title": "TODO: the requirement in a few words",
        "levels": ["basic"],
        "status": "automated" if wanted.rules else "pending",
        "rules": list(wanted.rules[:1]),
    }
    given: dict[str, Yaml] = {
        "policy": "TODO: the policy's name",
        "title": "TODO: the policy's title",
        "id": wanted.name,
        "levels": [{"id": "basic"}, {"id": "high", "inherits_from": ["basic"]}],
        "controls": [control],
    }
    steps = (
        f"select it in a profile: {wanted.name}:all, or {wanted.name}:all:basic for a level",
        f"scapkit build {wanted.product}",
    )
    return Sketch({f"content/{wanted.product}/controls/{wanted.name}.yml": document(POLICY, given)}, steps)


SKELETON = Skeleton("control", "a policy's requirements with the rules that answer them", make)
