"""key-order: keys moved with their comments into the order of their kind; empty lines between them stay in place."""

from scapkit.lint.keys import cut, joined, ordered
from scapkit.lint.protocol import Fix
from scapkit.lint.whole import Text

STATEMENTS = ("{{%", "{{#")


def mend(text: Text) -> str:
    """The text with its keys in order; as it is where Jinja statements could depend on the order."""
    found = cut(text)
    if found is None or any(opening in text.text for opening in STATEMENTS):
        return text.text
    wanted = ordered(text, found.blocks)
    if wanted == found.blocks:
        return text.text
    return joined(found.head, wanted, tuple(block.gap for block in found.blocks))


FIX = Fix("key-order", "put keys in their order", mend)
