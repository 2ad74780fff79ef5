"""Benchmarks made up at random in the notation of the cases, without what oscap is known to do otherwise.

Left out: unknown and error in complex checks, refined weights and weights of 0, two refinements of one Value, Values in
clusters, two refine-rules of one rule, platforms of which nobody knows, unscored rules with complex checks, refine-rules without a role, and groups
that require or conflict. docs/differences.md says of each what decides.
"""

from random import Random
from typing import Any

RESULTS = ("pass", "pass", "pass", "fail", "fail", "unknown", "error", "vulnerable", "safe", "gone")
DECIDED = ("pass", "pass", "fail", "fail", "safe", "vulnerable")
PLATFORMS = (
    "cpe:/a:x:yes",
    "cpe:/a:x:yes",
    "cpe:/a:x:no",
    "cpe:/a:x",
    "cpe:/a:other",
    "#both",
    "#either",
    "#not",
    "#gone",
)
DEFINED = {
    "both": {"AND": ["cpe:/a:x:yes", "cpe:/a:x:no"]},
    "either": {"OR": ["cpe:/a:x:no", {"AND": ["cpe:/a:other"], "negate": True}]},
    "not": {"AND": ["cpe:/a:x:no"], "negate": True},
}
MODELS = ("flat", "flat-unweighted")


class Maker:
    """One benchmark from one seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._names: list[str] = []
        self._rules: list[str] = []
        self._simple: list[str] = []

    def case(self) -> dict[str, Any]:
        """The benchmark with a profile that refines it."""
        random = self._random
        values = [{f"v{n}": {"value": {"": self._one("good", "bad"), "s": self._one("good", "bad")}}} for n in (1, 2)]
        items = self._items(0) or [{"rule only": "pass"}]
        made = {
            "values": values,
            "items": items,
            "platforms_defined": DEFINED,
            "platforms": random.sample(PLATFORMS[:2], 1) if self._chance(0.2) else [],
            "models": list(MODELS),
        }
        if self._chance(0.8):
            made["do"] = self._refinements()
            if self._chance(0.3):
                made["profiles"] = {"q": {"extends": "p", "do": self._refinements(again=True)}}
        if self._rules and self._chance(0.1):
            made["only"] = random.sample(self._rules, min(len(self._rules), 2))
        elif self._rules and self._chance(0.1):
            made["skip"] = random.sample(self._rules, 1)
        return made

    def _chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def _one(self, *choices: Any) -> Any:
        return self._random.choice(choices)

    def _items(self, depth: int) -> list[dict[str, Any]]:
        count = self._random.randint(1, 5)
        return [self._group(depth) if depth < 3 and self._chance(0.3) else self._rule() for _ in range(count)]

    def _new(self, kind: str) -> str:
        name = f"{kind[0]}{len(self._names)}"
        self._names.append(name)
        return name

    def _common(self) -> dict[str, Any]:
        body: dict[str, Any] = {}
        if self._chance(0.25):
            body["selected"] = self._one(True, False)
        if self._chance(0.3):
            body["weight"] = self._one(1, 2.5, 10)
        if self._chance(0.2):
            body["cluster"] = self._one("c1", "c2")
        if self._chance(0.2):
            body["platforms"] = self._random.sample(PLATFORMS, self._random.randint(1, 2))
        return body

    def _dependencies(self) -> dict[str, Any]:
        body: dict[str, Any] = {}
        if self._names and self._chance(0.2):
            body["requires"] = [" ".join(self._some(2)) for _ in range(self._random.randint(1, 2))]
        if self._names and self._chance(0.15):
            body["conflicts"] = self._some(1)
        return body

    def _some(self, most: int) -> list[str]:
        return self._random.sample(self._names, min(len(self._names), self._random.randint(1, most)))

    def _group(self, depth: int) -> dict[str, Any]:
        body = self._common()
        name = self._new("group")
        return {f"group {name}": {**body, "items": self._items(depth + 1)}}

    def _rule(self) -> dict[str, Any]:
        body = self._common() | self._dependencies()
        name = self._new("rule")
        self._rules.append(name)
        if self._chance(0.2):
            body["complex"] = self._complex(0)
        else:
            self._simple.append(name)
            body["checks"] = [self._check(RESULTS)] if self._chance(0.95) else []
            if self._chance(0.2):
                body["checks"].append({**self._check(RESULTS), "selector": self._one("s", "t")})
            if self._chance(0.1):
                body["role"] = self._one("unscored", "unchecked", "full")
        return {f"rule {name}": body}

    def _check(self, results: tuple[str, ...]) -> dict[str, Any]:
        check: dict[str, Any] = {"use": self._one(*results)}
        if self._chance(0.2):
            check = {"use": "external", "exports": {self._one("v1", "v2"): "ext"}}
        elif self._chance(0.1):
            check = {"refs": [{"href": self._one("some-oval.xml", "good-oval.xml")}]}
        elif self._chance(0.1):
            check["use"] = ["gone", check["use"]]
        if self._chance(0.2):
            check["negate"] = True
        return check

    def _complex(self, depth: int) -> dict[str, Any]:
        inner = [
            self._complex(depth + 1) if depth < 2 and self._chance(0.3) else self._check(DECIDED)
            for _ in range(self._random.randint(2, 3))
        ]
        return {self._one("AND", "OR"): inner, **({"negate": True} if self._chance(0.2) else {})}

    def _refinements(self, again: bool = False) -> list[dict[str, Any]]:
        verbs = [{self._one("select", "deselect"): name} for name in self._some(6)]
        verbs += [{self._one("select", "deselect"): self._one("c1", "c2")} for _ in range(self._random.randint(0, 1))]
        for name in () if again else self._some(3):
            verbs.append(
                {
                    "rule": name,
                    **self._one(
                        {"selector": "s", "role": "full"}, {"role": "full"}, {"severity": "high", "role": "full"}
                    ),
                }
            )
        if self._simple and not again and self._chance(0.3):
            verbs.append({"rule": self._one(*self._simple), "role": "unscored"})
        self._random.shuffle(verbs)
        if not again:
            verbs += [self._one({"value": "v1", "selector": "s"}, {"set": {"v1": self._one("good", "bad")}})]
        return verbs


def random_case(seed: int) -> dict[str, Any]:
    """The benchmark of a seed."""
    return Maker(seed).case()
