"""untidy-reference: stray spaces, empty and repeated entries taken out of the lists of references."""

import re

from scapkit.lint.keys import cut
from scapkit.lint.protocol import Fix
from scapkit.lint.references import tidy
from scapkit.lint.whole import Text

ENTRY = re.compile(
    r"(?P<start>\s+[\w.@-]+:[ \t]+)"
    r"(?:'(?P<single>[^'\\]*)'|\"(?P<double>[^\"\\]*)\"|(?P<plain>[^\s'\"#|>&*!\[{][^#]*?))"
    r"(?P<end>[ \t]*(?:[ \t]#.*)?)"
)


def mend(text: Text) -> str:
    """The text with the lists that stand in one line tidied; what holds Jinja stays as it is."""
    found = cut(text)
    blocks = found.blocks if found else ()
    lines = text.text.split("\n")
    for block in blocks:
        if block.key == "references":
            for number in range(block.line, block.line + len(block.lines)):
                if number < len(lines):
                    lines[number] = _tidied(lines[number])
    return "\n".join(lines)


def _tidied(line: str) -> str:
    entry = ENTRY.fullmatch(line)
    if entry is None or "{{" in line:
        return line
    for name, quote in (("single", "'"), ("double", '"'), ("plain", "")):
        if entry[name] is not None:
            return f"{entry['start']}{quote}{tidy(entry[name])}{quote}{entry['end']}"
    return line


FIX = Fix("untidy-reference", "tidy the lists of references", mend)
