"""The environment that renders texts: three-brace delimiters, no way into Python, macros known everywhere."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing

from scapkit.authoring.jinja.failures import FAILURES, failure
from scapkit.authoring.jinja.filters import FILTERS, FUNCTIONS
from scapkit.authoring.jinja.macros import macro_digests
from scapkit.authoring.jinja.marks import UNMARKED, LineMarks
from scapkit.authoring.jinja.missing import Missing
from scapkit.authoring.jinja.own_lines import OwnLines
from scapkit.authoring.lines import Source
from scapkit.authoring.yaml.advice import unclosed_block
from scapkit.problem import Invalid, Problem

ESCAPED = ("xml:", UNMARKED)
MAX_PRODUCT = 1_000_000
# What a file of macros defines, found without reading it as Jinja does; a name too many does no harm.
DEFINED = re.compile(r"\{\{%[-+]?\s*(?:macro|set)\s+(\w+)")

Variables = Mapping[str, Any]


class Asking(Context):
    """A context that notes in its environment every name that a template looks up."""

    def resolve_or_missing(self, key: str) -> Any:
        """The value of a name, noted; a macro may be known only since it is asked for."""
        found = super().resolve_or_missing(key)
        if isinstance(self.environment, Sandbox):
            self.environment.asked.add(key)
            return self.environment.late(key) if found is missing else found
        return found


class Sandbox(SandboxedEnvironment):
    """Jinja without access to Python, and without operators that make much out of little.

    `asked` gathers the names that were looked up, `macros` has the digest of each macro's text, `waiting` the files
    that are read when one of their macros is asked for, `compiled` what was compiled already, `properties` the names
    that are no macros.
    """

    intercepted_binops = frozenset(("*", "**", "%"))
    context_class = Asking

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.asked: set[str] = set()
        self.macros: dict[str, str] = {}
        self.compiled: dict[tuple[str, str], CompiledTemplate] = {}
        self.properties: dict[str, Any] = {}
        self.waiting: dict[str, Source] = {}
        self.sources: tuple[tuple[Source, ...], tuple[Source, ...]] = ((), ())

    @cached_property
    def scripts(self) -> "Sandbox":
        """The same names for text that is no markup: here what macros make is not escaped."""
        made = _filled(_environment(escape=False), *self.sources, self.properties)
        made.asked = self.asked
        return made

    def define(self, variables: Variables) -> None:
        """Make names known to every template."""
        self.properties.update(variables)
        self.globals.update(variables)

    def late(self, name: str) -> Any:
        """A macro of a file that is read now, or since a template began; raises Invalid for a broken file."""
        if name in self.waiting:
            self.globals.update({**_read_macros(self, self.waiting[name]), **self.globals})
        return self.globals.get(name, missing)

    @property
    def known(self) -> Mapping[str, Any]:
        """Every name there is, for hints; macros of files that wait have no value yet."""
        return {**dict.fromkeys(self.waiting), **self.globals}

    def digest(self, name: str) -> str:
        """What stands for a macro or a variable: its text or its value; empty where there is none."""
        if name in self.waiting and name not in self.macros:
            self.take_digests(_parsed(self, self.waiting[name], UNMARKED))
        return self.macros.get(name) or (repr(self.globals[name]) if name in self.globals else "")

    def take_digests(self, parsed: nodes.Template) -> None:
        """Take the digests of a file's macros; those that are known already stay."""
        self.macros = {**macro_digests(parsed), **self.macros}

    def once(self, source: Source, kind: str) -> "CompiledTemplate":
        """A text compiled when it is first asked for; see compile_text."""
        key = kind, source.lines.file
        if key not in self.compiled:
            self.compiled[key] = compile_text(self, source, kind)
        return self.compiled[key]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Apply an operator, refusing results that could be huge."""
        sizes = [len(each) if isinstance(each, (str, list, tuple)) else abs(each) for each in (left, right)]
        if operator == "**" or (operator == "*" and sizes[0] * sizes[1] > MAX_PRODUCT):
            raise ValueError(f"the result of {operator} could be too large")
        if operator == "%" and isinstance(left, str):
            raise ValueError("the operator % on text is not accepted; use ~ or replace")
        return super().call_binop(context, operator, left, right)


class CompiledTemplate(NamedTuple):
    """A template ready to be rendered, with its origin."""

    template: Template
    file: str


def make_environment(macros: Iterable[Source], variables: Variables, shipped: Iterable[Source] = ()) -> Sandbox:
    """An environment in which every macro of these files is known everywhere; raises Invalid for a broken file.

    Files that are `shipped` are read when one of their macros is asked for; a macro of the others wins over theirs.
    """
    return _filled(_environment(escape=True), tuple(macros), tuple(shipped), variables)


def _environment(*, escape: bool) -> Sandbox:
    environment = Sandbox(
        block_start_string="{{%",
        block_end_string="%}}",
        variable_start_string="{{{",
        variable_end_string="}}}",
        comment_start_string="{{#",
        comment_end_string="#}}",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=Missing,
        autoescape=lambda name: escape and name is not None and name.startswith(ESCAPED),
        extensions=[OwnLines, LineMarks],
    )
    environment.filters.update(FILTERS)
    environment.globals.update(FUNCTIONS)
    return environment


def _filled(
    environment: Sandbox, macros: tuple[Source, ...], shipped: tuple[Source, ...], variables: Variables
) -> Sandbox:
    environment.sources = macros, shipped
    environment.define(variables)
    environment.waiting = {name: source for source in shipped for name in DEFINED.findall(source.text)}
    problems: list[Problem] = []
    for source in macros:
        try:
            environment.globals.update(_read_macros(environment, source))
        except Invalid as error:
            problems.extend(error.problems)
    if problems:
        raise Invalid(problems)
    return environment


def _read_macros(environment: Sandbox, source: Source) -> Mapping[str, Any]:
    """The macros of a file by name, digests taken.

    They look names up in the environment when they are called, so that they see each other.
    """
    parsed = _parsed(environment, source, UNMARKED)
    environment.take_digests(parsed)
    compiled = _compiled(environment, parsed, source, UNMARKED)
    template = compiled.template
    context = environment.context_class(environment, environment.globals, template.name, {})
    try:
        for _ in template.root_render_func(context):
            pass
    except FAILURES as error:
        raise Invalid([failure(error, compiled.file, environment.known)]) from None
    exported: Mapping[str, Any] = context.get_exported()
    environment.waiting = {
        name: waiting for name, waiting in environment.waiting.items() if waiting is not source and name not in exported
    }
    return exported


def compile_text(environment: Sandbox, source: Source, kind: str) -> CompiledTemplate:
    """Compile a text; `kind` is `text:`, `xml:` (values are escaped) or `macro:`. Raises Invalid with the line."""
    return _compiled(environment, _parsed(environment, source, kind), source, kind)


def _parsed(environment: Sandbox, source: Source, kind: str) -> nodes.Template:
    try:
        return environment.parse(source.text, kind + source.lines.file, source.lines.file)
    except TemplateSyntaxError as error:
        raise Invalid([_syntax(environment, source, error)]) from None


def _compiled(environment: Sandbox, parsed: nodes.Template, source: Source, kind: str) -> CompiledTemplate:
    file = source.lines.file
    try:
        code = environment.compile(parsed, name=kind + file, filename=file)
    except TemplateSyntaxError as error:
        raise Invalid([_syntax(environment, source, error)]) from None
    template = environment.template_class.from_code(environment, code, environment.globals, None)
    return CompiledTemplate(template, file)


def _syntax(environment: Sandbox, source: Source, error: TemplateSyntaxError) -> Problem:
    """What Jinja cannot read; a block without an end is told where it begins."""
    message = error.message or ""
    if message.startswith("Unexpected end of template"):
        open_block = unclosed_block(environment.lex(source.text))
        if open_block:
            line, name = open_block
            message = f"{{{{% {name} %}}}} is not closed: {{{{% end{name} %}}}} is missing"
            return Problem(source.lines.span(line - 1), "malformed-template", message)
    return Problem(source.lines.span(error.lineno - 1), "malformed-template", message)
