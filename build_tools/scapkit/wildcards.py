"""Patterns as people write them in waivers and answers: `*` is any text, `?` one character, all else itself."""


def covers(pattern: str, text: str) -> bool:
    """Whether a pattern fits a whole text, case included.

    All ways to fit are followed at once, a bit for each place in the pattern: nothing in a text is looked at twice.
    """
    loops = place = wild = 0
    fits: dict[str, int] = {}
    for char in pattern:
        if char == "*":
            loops |= 1 << place
            continue
        if char == "?":
            wild |= 1 << place
        else:
            fits[char] = fits.get(char, 0) | 1 << place
        place += 1
    if len(text) < place or (not loops and len(text) > place):
        return False
    state = 1
    for char in text:
        state = (state & (wild | fits.get(char, 0))) << 1 | state & loops
        if not state:
            return False
    return bool(state >> place & 1)
