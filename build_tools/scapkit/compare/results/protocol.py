"""What a way to write changes of results is to the rest; each lives in a file of its own, in `formats/`."""

from collections.abc import Callable
from typing import NamedTuple

from scapkit.compare.results.change import ResultsDiff


class ResultsFormat(NamedTuple):
    """`render` turns what changed into a file's bytes, the same for the same changes."""

    name: str
    description: str
    render: Callable[[ResultsDiff], bytes]
