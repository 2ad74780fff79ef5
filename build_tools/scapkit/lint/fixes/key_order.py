"""key-order: keys moved with their comments and the empty lines before them into the order of their kind."""

from scapkit.lint.keys import cut, ordered, reordered
from scapkit.lint.protocol import Fix
from scapkit.lint.whole import Text

STATEMENTS = ("{{%", "{{#")


def mend(text: Text) -> str:
    """The text with its keys in order; as it is where Jinja statements could depend on the order."""
    found = cut(text)
    if found is None or any(opening in text.text for opening in STATEMENTS):
        return text.text
    return reordered(text, found) if ordered(text, found.blocks) != found.blocks else text.text


FIX = Fix("key-order", "put keys in their order", mend)
