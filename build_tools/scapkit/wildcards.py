"""Patterns as people write them in waivers and answers: `*` is any text, `?` one character, all else itself."""


def covers(pattern: str, text: str) -> bool:
    """Whether a pattern fits a whole text, case included; costs no more than the product of their lengths."""
    place = at = mark = 0
    star = -1
    while at < len(text):
        if place < len(pattern) and pattern[place] == "*":
            star, mark, place = place, at, place + 1
        elif place < len(pattern) and pattern[place] in ("?", text[at]):
            place, at = place + 1, at + 1
        elif star >= 0:
            mark += 1
            place, at = star + 1, mark
        else:
            return False
    return not pattern[place:].strip("*")
