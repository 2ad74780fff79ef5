"""unfit-option: an option of a Value that is not of the Value's type."""

import re
from collections.abc import Iterator

from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import ERROR

# NIST IR 7275r4, table 17: number is xsd:decimal, boolean is xsd:boolean.
FORMS = {
    "number": (re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"), "a decimal number"),
    "boolean": (re.compile("true|false|0|1"), "true or false"),
}


def run(whole: Whole) -> Iterator[Finding]:
    """Options of numbers and booleans that are none."""
    for compiled in whole.compiled:
        for value in compiled.values.values():
            if value.type not in FORMS:
                continue
            form, words = FORMS[value.type]
            for name, node in value.options.items():
                if not form.fullmatch(node.text):
                    message = f"the option {name} of {value.id} is {node.text}, which is not {words}"
                    yield Finding(node.span, message, f"its type is {value.type}")


LINT = Lint(
    "unfit-option",
    ERROR,
    "A number that is none compares with nothing, and evaluators differ in what they do. Change option or type.",
    run,
)
