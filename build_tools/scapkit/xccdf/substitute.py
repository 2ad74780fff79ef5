"""References inside prose and scripts replaced by what they stand for (NIST IR 7275r4, 7.2.3.6.3)."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from scapkit.model.xccdf import Benchmark
from scapkit.xccdf.items import values_of
from scapkit.xmlio.parse import escape

_SUB = re.compile(r"<xccdf:sub\b([^<>]*?)(?:/>|>\s*</xccdf:sub\s*>)")
_INSTANCE = re.compile(r"<xccdf:instance\b[^<>]*?(?:/>|>[^<>]*</xccdf:instance\s*>)")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Substitutions(NamedTuple):
    """Markup by the id that refers to it: the values in force with the plain texts, and the titles of Values."""

    values: Mapping[str, str]
    titles: Mapping[str, str]


def substitutions(benchmark: Benchmark, values: Mapping[str, str]) -> Substitutions:
    """What the references of a benchmark stand for; `values` are a policy's."""
    markup = {name: escape(value) for name, value in values.items()}
    markup.update((name, escape(text)) for name, text in benchmark.plain_texts)
    titles = {value.id: value.titles[0].markup for value in values_of(benchmark) if value.titles}
    return Substitutions(markup, titles)


def substitute(markup: str, known: Substitutions, instance: str = "") -> str:
    """Markup with every `xccdf:sub` replaced, and every `xccdf:instance` where an instance is given.

    A reference to nothing becomes the id that it names, so that the reader sees what is missing.
    """
    if "<xccdf:" not in markup:
        return markup
    if instance:
        markup = _INSTANCE.sub(lambda _: escape(instance), markup)
    return _SUB.sub(lambda found: _replacement(found[1], known), markup)


def _replacement(attributes: str, known: Substitutions) -> str:
    given = {name: double or single for name, double, single in _ATTRIBUTE.findall(attributes)}
    name = given.get("idref", "")
    if given.get("use") == "title" and name in known.titles:
        return known.titles[name]
    return known.values.get(name, name)
