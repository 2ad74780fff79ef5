"""Jinja in rules and checks: a sandbox made for each build, three-brace delimiters, problems with file and line."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import TracebackType
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment

from scapkit.authoring.advice import unclosed_block
from scapkit.authoring.filters import FILTERS, FUNCTIONS
from scapkit.authoring.lines import Source
from scapkit.authoring.macros import macro_digests
from scapkit.authoring.marks import UNMARKED, LineMarks, stripped
from scapkit.problem import Invalid, Problem, did_you_mean
from scapkit.span import Span

ESCAPED = ("xml:", UNMARKED)
MAX_PRODUCT = 1_000_000
MAX_TEXT = 8_000_000
UNDEFINED = re.compile(r"'(\w+)' is undefined")
CALLED = re.compile(r"macro '(\w+)' (?:takes|was called)")
# What a template's own code can raise: a wrong call of a macro, a missing key, arithmetic.
FAILURES = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)

Variables = Mapping[str, Any]


class Asking(Context):
    """A context that notes in its environment every name that a template looks up."""

    def resolve_or_missing(self, key: str) -> Any:
        """The value of a name, noted."""
        if isinstance(self.environment, Sandbox):
            self.environment.asked.add(key)
        return super().resolve_or_missing(key)


class Sandbox(SandboxedEnvironment):
    """Jinja without access to Python, and without operators that make much out of little.

    `asked` gathers the names that were looked up, `macros` has the digest of each macro's text, `compiled` what
    was compiled already, `properties` the names that are no macros, `sources` the files of macros.
    """

    intercepted_binops = frozenset(("*", "**", "%"))
    context_class = Asking

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.asked: set[str] = set()
        self.macros: dict[str, str] = {}
        self.compiled: dict[tuple[str, str], CompiledTemplate] = {}
        self.properties: dict[str, Any] = {}
        self.sources: tuple[Source, ...] = ()

    @cached_property
    def scripts(self) -> "Sandbox":
        """The same names for text that is no markup: here what macros make is not escaped."""
        made = _filled(_environment(escape=False), self.sources, self.properties)
        made.asked = self.asked
        return made

    def define(self, variables: Variables) -> None:
        """Make names known to every template."""
        self.properties.update(variables)
        self.globals.update(variables)

    def digest(self, name: str) -> str:
        """What stands for a macro or a variable: its text or its value; empty where there is none."""
        return self.macros.get(name) or (repr(self.globals[name]) if name in self.globals else "")

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


def make_environment(macros: Iterable[Source], variables: Variables) -> Sandbox:
    """An environment in which every macro of these files is known everywhere; raises Invalid for a broken file."""
    return _filled(_environment(escape=True), tuple(macros), variables)


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
        undefined=StrictUndefined,
        autoescape=lambda name: escape and name is not None and name.startswith(ESCAPED),
        extensions=[LineMarks],
    )
    environment.filters.update(FILTERS)
    environment.globals.update(FUNCTIONS)
    return environment


def _filled(environment: Sandbox, macros: tuple[Source, ...], variables: Variables) -> Sandbox:
    environment.sources = macros
    environment.define(variables)
    problems: list[Problem] = []
    for source in macros:
        try:
            _add_macros(environment, source)
        except Invalid as error:
            problems.extend(error.problems)
    if problems:
        raise Invalid(problems)
    return environment


def _add_macros(environment: Sandbox, source: Source) -> None:
    """Macros look names up in the environment's globals when they are called, so that they see each other."""
    parsed = _parsed(environment, source, UNMARKED)
    environment.macros.update(macro_digests(parsed))
    compiled = _compiled(environment, parsed, source, UNMARKED)
    template = compiled.template
    context = environment.context_class(environment, environment.globals, template.name, {})
    try:
        for _ in template.root_render_func(context):
            pass
    except FAILURES as error:
        raise Invalid([_failure(error, compiled.file, environment.globals)]) from None
    environment.globals.update(context.get_exported())


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


def render(compiled: CompiledTemplate, variables: Variables, block: str = "") -> Source:
    """The rendered text with its line table; of one block where it is named. Raises Invalid where rendering fails."""
    template = compiled.template
    context = template.new_context(dict(variables))
    function = template.blocks[block] if block else template.root_render_func
    parts: list[str] = []
    size = 0
    try:
        for part in function(context):
            parts.append(part)
            size += len(part)
            if size > MAX_TEXT:
                raise ValueError(f"renders to more than {MAX_TEXT} characters")
    except FAILURES as error:
        raise Invalid([_failure(error, compiled.file, {**template.globals, **variables})]) from None
    return stripped("".join(parts), compiled.file)


def expand(environment: Sandbox, source: Source, variables: Variables, kind: str) -> Source:
    """A text with its Jinja rendered; texts without any come back as they are."""
    if not any(opening in source.text for opening in ("{{{", "{{%", "{{#")):
        return source
    return render(compile_text(environment, source, kind), variables)


def _failure(error: Exception, file: str, known: Variables) -> Problem:
    """The problem at the line of the file itself; where a macro failed, its place is in the message."""
    places = list(_places(error.__traceback__))
    own = [place for place in places if place.file == file]
    message = str(error) or type(error).__name__
    undefined = UNDEFINED.search(message)
    code = "undefined-name" if undefined else "failed-template"
    hint = did_you_mean(undefined.group(1), known) if undefined else _signature(message, known)
    if places and places[-1].file != file:
        message += f", in the macro at {places[-1]}"
    return Problem(own[-1] if own else Span(file, 1), code, message, hint)


def _signature(message: str, known: Variables) -> str:
    """How a macro is called, where the message is about a wrong call."""
    called = CALLED.search(message)
    macro = known.get(called.group(1)) if called else None
    return f"it is {macro.name}({', '.join(macro.arguments)})" if isinstance(macro, Macro) else ""


def _places(traceback: TracebackType | None) -> Iterable[Span]:
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(traceback.tb_lineno)
            yield Span(str(template.filename), line)
        traceback = traceback.tb_next
