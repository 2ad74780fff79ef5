"""All of a project as the checks see it: every product compiled as far as it goes, and every file as it was typed."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.authoring.project import Project, RuleSource, ValueSource, all_rules
from scapkit.authoring.yaml.shape import Shape
from scapkit.build.draft import Draft
from scapkit.problem import Problems
from scapkit.span import Span


class Text(NamedTuple):
    """A file's text with lines ended by LF; `shape` knows its keys where it is YAML of a known kind."""

    path: Path
    file: str
    text: str
    shape: Shape | None

    @property
    def is_ours(self) -> bool:
        """Whether it is YAML, OVAL or Jinja that the generator reads; scripts and notes may look as they like."""
        return self.shape is not None or self.path.suffix in (".xml", ".jinja")


class Compiled(NamedTuple):
    """A product as far as it could be compiled; `complete` says that nothing of it is missing for an error."""

    id: str
    draft: Draft
    texts: tuple[Text, ...]
    complete: bool

    @property
    def project(self) -> Project:
        """The product as authored."""
        return self.draft.project

    @property
    def rules(self) -> dict[str, RuleSource]:
        """Every rule by id."""
        return all_rules(self.project)

    @property
    def values(self) -> Mapping[str, ValueSource]:
        """Every value by id."""
        return self.project.values


class Whole(NamedTuple):
    """A project. `compiled` holds the products that could be read, `texts` every file of every product.

    `files` has the texts by file. `templates` are the project's own macros and check templates, not those that come
    with scapkit.
    """

    root: Path
    compiled: tuple[Compiled, ...]
    texts: tuple[Text, ...]
    templates: tuple[Text, ...]
    problems: Problems
    product_ids: tuple[str, ...]
    files: Mapping[str, Text]

    @property
    def complete(self) -> bool:
        """Whether every product was compiled whole, so that what is used nowhere can be told."""
        return len(self.compiled) == len(self.product_ids) and all(each.complete for each in self.compiled)

    def place(self, span: Span, key: str) -> Span:
        """Where an outermost key stands in the file of `span`; the span itself where the file has no such line."""
        text = self.files[span.file].text if span.file in self.files else ""
        found = re.search(rf"^{re.escape(key)}(?:@[\w.-]+)?[ \t]*:", text, re.MULTILINE)
        return Span(span.file, text.count("\n", 0, found.start()) + 1, 1) if found else span

    def rules(self) -> Iterator[tuple[Compiled, RuleSource]]:
        """Every rule with its product."""
        for compiled in self.compiled:
            for rule in compiled.rules.values():
                yield compiled, rule
