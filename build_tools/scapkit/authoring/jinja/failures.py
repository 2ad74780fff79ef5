"""What goes wrong while a template is rendered, told at the line of its file."""

import re
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any

from jinja2 import TemplateError
from jinja2.runtime import Macro

from scapkit.problem import Problem, did_you_mean
from scapkit.span import Span

UNDEFINED = re.compile(r"'(\w+)' is undefined")
CALLED = re.compile(r"macro '(\w+)' (?:takes|was called)")
# What a template's own code can raise: a wrong call of a macro, a missing key, arithmetic.
FAILURES = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


def failure(error: Exception, file: str, known: Mapping[str, Any]) -> Problem:
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


def _signature(message: str, known: Mapping[str, Any]) -> str:
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
