"""Names without a value in Jinja."""

from jinja2 import StrictUndefined


class Missing(StrictUndefined):
    """What is not defined, which no text can hold; an argument that a macro was not given may be asked for as false."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]
        """False for an argument that was left out; a name that nobody defines is refused."""
        if not (self._undefined_hint or "").startswith("parameter "):
            self._fail_with_undefined_error()
        return False
