"""A rule's references as they should be written: joined by commas alone, each once."""


def tidy(text: str) -> str:
    """The list without stray spaces, empty entries and repetitions, in its order.

    >>> tidy(" AC-4 , ,AC-4,CIP-003-8  R4")
    'AC-4,CIP-003-8 R4'
    """
    entries = (" ".join(entry.split()) for entry in text.split(","))
    return ",".join(dict.fromkeys(entry for entry in entries if entry))
