"""malformed-cce: what stands as a CCE is none."""

from collections.abc import Iterator

from scapkit.lint.cces import WELL_FORMED, cces
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import ERROR


def run(whole: Whole) -> Iterator[Finding]:
    """Identifiers under `cce` that are not of the form."""
    for node in cces(whole):
        if not WELL_FORMED.fullmatch(node.text):
            yield Finding(node.span, f"{node.text} is no CCE", "a CCE looks like CCE-12345-5")


LINT = Lint(
    "malformed-cce",
    ERROR,
    "A CCE is CCE-, four to eight digits, a dash and a check digit; nothing else can be looked up. Copy it.",
    run,
)
