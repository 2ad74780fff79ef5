"""Remediations as authors write them: scripts beside a rule or in a template, with facts in comments at their head."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from scapkit.authoring.lines import Source
from scapkit.authoring.project import Product
from scapkit.authoring.prose import ValueNames
from scapkit.names import xccdf_id
from scapkit.problem import Problem, did_you_mean
from scapkit.span import Span
from scapkit.xmlio.parse import escape

RATINGS = ("unknown", "low", "medium", "high")
# NIST IR 7275r4, tables 15 and 16; platform is not of the standard.
HEADER: Mapping[str, tuple[str, ...]] = {
    "platform": (),
    "reboot": ("true", "false"),
    "strategy": (
        "unknown",
        "configure",
        "combination",
        "disable",
        "enable",
        "patch",
        "policy",
        "restrict",
        "update",
    ),
    "complexity": RATINGS,
    "disruption": RATINGS,
}
FACT = re.compile(r"#\s*([A-Za-z_]+)\s*=\s*(.*?)\s*")
# What a YAML document may begin with; before the head it is no part of the script.
BEGINNING = "---"
VARIABLE = re.compile(r"\(xccdf-var\b([^)\n]*)\)")
# XML 1.0, 2.2.
UNPRINTABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EVERYWHERE = ("all", "multi_platform_all")
FAMILY = "multi_platform_"


class Language(NamedTuple):
    """A kind of script: the ending of its files, and the system of its fix elements (NIST IR 7275r4, 6.4.4.5)."""

    ending: str
    system: str


LANGUAGES: Mapping[str, Language] = {
    "bash": Language(".sh", "urn:xccdf:fix:script:sh"),
    "ansible": Language(".yml", "urn:xccdf:fix:script:ansible"),
    "kubernetes": Language(".yml", "urn:xccdf:fix:script:kubernetes"),
    "puppet": Language(".pp", "urn:xccdf:fix:script:puppet"),
    "ignition": Language(".yml", "urn:xccdf:fix:script:ignition"),
    "anaconda": Language(".anaconda", "urn:redhat:anaconda:pre"),
    "blueprint": Language(".toml", "urn:redhat:osbuild:blueprint"),
    "kickstart": Language(".cfg", "urn:xccdf:fix:script:kickstart"),
    "bootc": Language(".bo", "urn:xccdf:fix:script:bootc"),
}


class Remediation(NamedTuple):
    """A script and the facts at its head; its text starts at a line (from 0) of `source`."""

    facts: Mapping[str, str]
    source: Source
    start: int

    @property
    def text(self) -> str:
        """The script without its head and without empty lines around it."""
        return "\n".join(self.source.text.split("\n")[self.start :]).strip("\n").rstrip()


def read_remediation(source: Source, problems: list[Problem]) -> Remediation:
    """A rendered script; facts that cannot be are added to `problems`, each at its line."""
    facts: dict[str, str] = {}
    start = 0
    for index, line in enumerate(source.text.split("\n")):
        fact = FACT.fullmatch(line)
        if fact and not _take(facts, fact.group(1), fact.group(2), _reporter(source, index, line, problems)):
            break
        if line.strip() and not fact and (line != BEGINNING or facts):
            break
        start = index + 1
    return Remediation(facts, source, start)


Report = Callable[[str, str, str, str], None]


def _reporter(source: Source, index: int, line: str, problems: list[Problem]) -> Report:
    def report(word: str, code: str, message: str, hint: str) -> None:
        problems.append(Problem(_span(source, index, line.find(word)), code, message, hint))

    return report


def _span(source: Source, index: int, column: int) -> Span:
    """A place in the file; the column is known only where no Jinja was rendered."""
    return source.lines.span(index, 0 if source.lines.table else column + 1)


def _take(facts: dict[str, str], name: str, value: str, report: Report) -> bool:
    """Whether a comment of this form belongs to the head: any other comment may be part of the script."""
    hint = did_you_mean(name, HEADER)
    if name not in HEADER:
        if hint:
            report(name, "unknown-key", f"a remediation has no fact {name}", hint)
        return bool(hint)
    choices = HEADER[name]
    if name in facts:
        report(name, "duplicate-key", f"{name} is already given", "")
    elif not value or (choices and value not in choices):
        wanted = f"one of {', '.join(choices)}" if choices else "a list of products"
        message = f"{name} is {wanted}, not {value or 'nothing'}"
        report(value or name, "bad-value", message, did_you_mean(value, choices))
    facts[name] = value
    return True


def is_for(remediation: Remediation, product: Product) -> bool:
    """Whether the platforms at the head, if any, include the product by id, name or family."""
    words = [word.strip() for word in remediation.facts.get("platform", "all").split(",")]
    return any(_names(word, product) for word in words)


def _names(word: str, product: Product) -> bool:
    if word in EVERYWHERE or word in (product.id, product.full_name):
        return True
    families = (product.id, product.id.rstrip("0123456789"), *product.families)
    return word.startswith(FAMILY) and word.removeprefix(FAMILY) in families


def markup(remediation: Remediation, values: ValueNames, problems: list[Problem]) -> str:
    """The script as the content of a fix element, `(xccdf-var NAME)` as a reference to the Value."""
    parts = []
    last = 0
    text = remediation.text
    for match in UNPRINTABLE.finditer(text):
        message = f"the character U+{ord(match.group()):04X} cannot stand in XML"
        problems.append(Problem(_place(remediation, match), "bad-character", message))
    for match in VARIABLE.finditer(text):
        name = match.group(1).strip()
        if name not in values.ids:
            problems.append(_unknown(remediation, match, name, values))
        parts += [escape(text[last : match.start()]), _reference(name, values)]
        last = match.end()
    return "".join(parts) + escape(text[last:])


def _reference(name: str, values: ValueNames) -> str:
    return f'<xccdf:sub idref="{xccdf_id(values.namespace, "value", escape(name))}" use="legacy"/>'


def _unknown(remediation: Remediation, match: re.Match[str], name: str, values: ValueNames) -> Problem:
    message = f"no value {name}" if name else "(xccdf-var NAME) needs the name of a value"
    return Problem(_place(remediation, match), "unknown-value", message, did_you_mean(name, values.ids))


def _place(remediation: Remediation, match: re.Match[str]) -> Span:
    start = match.start()
    return place(remediation, match.string.count("\n", 0, start), start - match.string.rfind("\n", 0, start) - 1)


def place(remediation: Remediation, line: int, column: int) -> Span:
    """Where a line and column (both from 0) of the script's text stand in its file."""
    lines = remediation.source.text.split("\n")[remediation.start :]
    blank = next((index for index, each in enumerate(lines) if each), 0)
    return _span(remediation.source, remediation.start + blank + line, column)
