"""missing-final-newline: the last line ended."""

from scapkit.lint.protocol import Fix
from scapkit.lint.whole import Text


def mend(text: Text) -> str:
    """The text with an end to its last line."""
    return text.text if text.text.endswith("\n") else f"{text.text}\n"


FIX = Fix("missing-final-newline", "end the last line", mend)
