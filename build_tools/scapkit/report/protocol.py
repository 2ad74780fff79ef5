"""What a report format is to the rest; each lives in a file of its own in `formats/`."""

from collections.abc import Callable
from typing import NamedTuple

from scapkit.report.shown import ReportView


class Format(NamedTuple):
    """A way to write a report: `render` turns the view into the file's bytes, the same for the same view."""

    name: str
    description: str
    suffix: str
    render: Callable[[ReportView], bytes]
