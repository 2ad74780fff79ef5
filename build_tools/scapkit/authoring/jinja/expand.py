"""Texts with their Jinja rendered, what goes wrong with file and line."""

from scapkit.authoring.jinja.failures import FAILURES, failure
from scapkit.authoring.jinja.marks import stripped
from scapkit.authoring.jinja.sandbox import CompiledTemplate, Sandbox, Variables, compile_text
from scapkit.authoring.lines import Source
from scapkit.problem import Invalid

MAX_TEXT = 8_000_000


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
        raise Invalid([failure(error, compiled.file, {**template.globals, **variables})]) from None
    return stripped("".join(parts), compiled.file)


def expand(environment: Sandbox, source: Source, variables: Variables, kind: str) -> Source:
    """A text with its Jinja rendered; texts without any come back as they are."""
    if not any(opening in source.text for opening in ("{{{", "{{%", "{{#")):
        return source
    return render(compile_text(environment, source, kind), variables)
