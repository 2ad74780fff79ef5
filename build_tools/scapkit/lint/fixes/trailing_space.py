"""trailing-space: white space at the ends of lines taken away, where it says nothing."""

import re

from scapkit.lint.protocol import Fix
from scapkit.lint.whole import Text

TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
BETWEEN_TAGS = re.compile(r">[ \t\n]+<")


def mend(text: Text) -> str:
    """YAML without any; XML without any between tags, as elsewhere it may belong to a pattern."""
    if text.shape is not None:
        return TRAILING.sub("", text.text)
    if text.path.suffix == ".xml":
        return BETWEEN_TAGS.sub(lambda gap: TRAILING.sub("", gap.group()), text.text)
    return text.text


FIX = Fix("trailing-space", "take away white space at the ends of lines", mend)
