"""One list of selections as it is read: rules, left-out rules, options of values, settings of rules."""

import re
from collections.abc import Mapping

from scapkit.authoring.profiles.known import Known
from scapkit.authoring.yaml.marked import Node
from scapkit.problem import Problem, did_you_mean

REFINABLE: Mapping[str, tuple[str, ...]] = {
    "severity": ("unknown", "info", "low", "medium", "high"),
    "role": ("full", "unscored", "unchecked"),
    "weight": (),
    "selector": (),
}
RULE_SETTING = re.compile(r"([^=:!]+)\.([^.=]+)=(.*)")


class Taken:
    """What the selections so far come to; what is wrong with them is added to `problems`."""

    def __init__(self, known: Known, problems: list[Problem]) -> None:
        self.known = known
        self.problems = problems
        self.rules: set[str] = set()
        self.unselected: set[str] = set()
        self.options: dict[str, str] = {}
        self.settings: dict[tuple[str, str], str] = {}

    def report(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Add a problem at the selection."""
        self.problems.append(Problem(node.span, code, message, hint))

    def add(self, node: Node) -> None:
        """Take in one selection of a profile."""
        text = node.text.strip()
        name = text.removeprefix("!")
        if "=" not in text and name in (self.rules if name != text else self.unselected):
            self.report(node, "contradictory-selection", f"{name} is both selected and left out")
        self._add(node, text)

    def add_of_control(self, node: Node, shared: bool) -> None:
        """Take in one selection of a control; a shared one may name what only other products have."""
        text = node.text.strip()
        setting = RULE_SETTING.fullmatch(text)
        name = setting.group(1) if setting else text.removeprefix("!").partition("=")[0]
        if shared and name not in self.known.rules and name not in self.known.values and name in self.known.elsewhere:
            return
        self._add(node, text)

    def _add(self, node: Node, text: str) -> None:
        setting = RULE_SETTING.fullmatch(text)
        if setting and text.partition("=")[0] not in self.known.values:
            self._set(node, *setting.groups())
        elif "=" in text:
            self._choose(node, *text.split("=", 1))
        elif self._is_rule(node, text.removeprefix("!")):
            (self.unselected if text.startswith("!") else self.rules).add(text.removeprefix("!"))

    def _is_rule(self, node: Node, name: str) -> bool:
        if name in self.known.rules:
            return True
        hint = self.known.incomplete.get(name) or did_you_mean(name, self.known.rules)
        self.report(node, "unknown-rule", f"no rule {name}", hint)
        return False

    def _choose(self, node: Node, name: str, option: str) -> None:
        value = self.known.values.get(name)
        if value is None:
            self.report(node, "unknown-value", f"no value {name}", did_you_mean(name, self.known.values))
        elif option not in value.options:
            message = f"{name} has no option {option}; it has {', '.join(value.options)}"
            self.report(node, "unknown-option", message, did_you_mean(option, value.options))
        else:
            self.options[name] = option

    def _set(self, node: Node, name: str, key: str, value: str) -> None:
        if not self._is_rule(node, name):
            return
        if key not in REFINABLE:
            message = f"{key} of a rule cannot be refined; {', '.join(REFINABLE)} can"
            self.report(node, "unknown-key", message, did_you_mean(key, REFINABLE))
        elif REFINABLE[key] and value not in REFINABLE[key]:
            self.report(node, "bad-value", f"{key} cannot be {value}; it is one of {', '.join(REFINABLE[key])}")
        elif key == "weight" and not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", value):
            self.report(node, "bad-value", f"a weight is a number that is not negative, not {value}")
        else:
            self.settings[(name, key)] = value
