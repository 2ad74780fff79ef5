"""What a rule's compilation asks of the project, by name: with the rule's own files all that its outcome depends on."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from scapkit.authoring.project import Product, Project
from scapkit.program import digest, program

V = TypeVar("V")
# A kind of thing and its name, as in ("template", "file_owner"); ("name", x) is a macro or variable of Jinja.
Use = tuple[str, str]
PRODUCT: Use = ("product", "")


class Noted(Mapping[str, V]):
    """A mapping that notes which names are looked up; to go through all of them, as hints do, is not noted."""

    def __init__(self, kind: str, inner: Mapping[str, V], asked: set[Use]) -> None:
        self.kind = kind
        self.inner = inner
        self.asked = asked

    def __getitem__(self, key: str) -> V:
        self.asked.add((self.kind, key))
        return self.inner[key]

    def __contains__(self, key: object) -> bool:
        self.asked.add((self.kind, str(key)))
        return key in self.inner

    def __iter__(self) -> Iterator[str]:
        return iter(self.inner)

    def __len__(self) -> int:
        return len(self.inner)


class Watched(NamedTuple):
    """A project whose named things are looked up under observation, and what was asked since the last `start`."""

    project: Project
    asked: set[Use]

    def start(self) -> None:
        """Forget what was asked."""
        self.asked.clear()
        self.project.environment.asked.clear()

    def uses(self) -> frozenset[Use]:
        """What was asked; every rule uses what makes ids and positions."""
        return frozenset(self.asked) | {("name", name) for name in self.project.environment.asked} | {PRODUCT}


def watch(project: Project) -> Watched:
    """The project as it is, observed."""
    asked: set[Use] = set()
    seen = project._replace(
        templates=Noted("template", project.templates, asked),
        platforms=Noted("platform", project.platforms, asked),
        values=Noted("value", project.values, asked),
        named_groups=Noted("group", project.named_groups, asked),
        control_references=Noted("controls", project.control_references, asked),
        product=project.product._replace(reference_uris=Noted("reference", project.product.reference_uris, asked)),
    )
    return Watched(seen, asked)


class Digests:
    """The digest of whatever a rule may use, worked out when it is asked for; empty for what does not exist."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.known: dict[Use, str] = {}
        self.things: Mapping[str, Mapping[str, object]] = {
            "template": {name: template.source.text for name, template in project.templates.items()},
            "platform": project.platforms,
            "value": project.values,
            "group": dict.fromkeys(project.named_groups, ""),
            "controls": project.control_references,
            "reference": project.product.reference_uris,
            "product": {"": (program(), str(project.root.resolve()), _facts(project.product))},
        }

    def __call__(self, use: Use) -> str:
        if use not in self.known:
            self.known[use] = self._digest(*use)
        return self.known[use]

    def _digest(self, kind: str, name: str) -> str:
        if kind == "name":
            return self.project.environment.digest(name)
        things = self.things[kind]
        return digest(repr(things[name])) if name in things else ""


def _facts(product: Product) -> tuple[object, ...]:
    """What every rule takes from its product: what ids, titles and platforms are made of."""
    platforms = tuple(node.text for node in product.platforms)
    names = (product.id, product.full_name, product.namespace, product.check_namespace)
    return (*names, platforms, product.families)
