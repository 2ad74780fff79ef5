"""What the XML parser says of the commonest faults, in words for the author of a file."""

import re

MISMATCH = r"Opening and ending tag mismatch: (?P<a>\S+) line (?P<b>\d+) and (?P<c>\S+)"
NESTED = "every tag that is opened must be closed, the innermost first"
# A pattern of libxml2's message, what is said instead, and what to do.
FAULTS = (
    (r"xmlParseEntityRef: no name|EntityRef: expecting ';'", "a plain & stands here", "write &amp;"),
    (r"Entity '(?P<a>\w+)' not defined", "XML knows no &{a};", "write the character itself"),
    (r"StartTag: invalid element name", "a plain < stands here", "write &lt;"),
    (r"Specification mandates value for attribute (?P<a>\S+)", "the attribute {a} has no value", 'write {a}="..."'),
    (r"AttValue: \" or ' expected", "the value of an attribute is not quoted", ""),
    (r"Attribute (?P<a>\S+) redefined", "the attribute {a} is given twice", ""),
    (MISMATCH, "</{c}> stands where <{a}> of line {b} must be closed", NESTED),
    (r"Premature end of data in tag (?P<a>\S+) line (?P<b>\d+)", "<{a}> of line {b} is not closed", NESTED),
    (r"Document is empty", "nothing is in this document", ""),
    (r"Extra content at the end of the document", "something follows the end of the document", ""),
    (r"Namespace prefix (?P<a>\S+) on (?P<b>\S+) is not defined", "the prefix {a} of {b} is not declared", ""),
    (r"Unescaped '<' not allowed in", "an attribute's value holds a plain <, or its quote is not closed", "write &lt;"),
    (r"Start tag expected, '<' not found", "this does not begin with a tag", ""),
    (r"find end of Start Tag (?P<a>\S+)", "the tag <{a} is not closed", ""),
    (r"[Ee]xcessive depth", "elements are nested too deeply", ""),
    (r"amplification|reference loop", "entities make too much of this document", ""),
    (r"XML_PARSE_HUGE|too (?:long|big)|[Hh]uge|limit exceeded", "a text, an attribute or a name is too long here", ""),
)


def in_words(message: str) -> tuple[str, str]:
    """A message of libxml2 as a message and a hint of ours; unknown ones stay as they are, without a hint."""
    for pattern, words, hint in FAULTS:
        found = re.search(pattern, message)
        if found:
            return words.format(**found.groupdict()), hint.format(**found.groupdict())
    return message, ""
