"""wrong-cce-digit: a CCE whose check digit does not fit, as after a slip of the finger."""

from collections.abc import Iterator

from scapkit.lint.cces import WELL_FORMED, cces, check_digit
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import ERROR


def run(whole: Whole) -> Iterator[Finding]:
    """Well-formed CCEs whose last digit is not the one that the others give."""
    for node in cces(whole):
        parts = WELL_FORMED.fullmatch(node.text)
        if parts and parts["check"] != (digit := check_digit(parts["number"])):
            message = f"the check digit of {node.text} is wrong"
            yield Finding(node.span, message, f"CCE-{parts['number']} ends in {digit}, or another digit is mistyped")


LINT = Lint(
    "wrong-cce-digit",
    ERROR,
    "The last digit of a CCE is computed from the others, so that slips show. Compare it with the published list.",
    run,
)
