"""What an evaluation is asked to do."""

from typing import NamedTuple

from scapkit.api.evaluating.keeping import Keeping
from scapkit.api.reports.reporting import Report
from scapkit.xmlio.sources import Choice


class EvaluateOptions(NamedTuple):
    """What to judge, by what, and what to write. Paths; ids short or whole; empty means not asked for.

    `definitions` are those of an OVAL document to judge, `variables` and `directives` OVAL documents of these names,
    `answers` a file of what people answered, `waivers` one of exceptions;
    `require_sign_off` lets only answers count that somebody else signed off.
    """

    content: str
    dump: str
    profile: str = ""
    tailoring: str = ""
    tailoring_id: str = ""
    cpe: str = ""
    rules: tuple[str, ...] = ()
    skip_rules: tuple[str, ...] = ()
    variables: str = ""
    definitions: tuple[str, ...] = ()
    choice: Choice = Choice()
    directives: str = ""
    thin_results: bool = False
    without_syschar: bool = False
    keeping: Keeping = Keeping()
    arf: str = ""
    xccdf_results: str = ""
    oval_results: str = ""
    html: str = ""
    json: str = ""
    answers: str = ""
    ocil_results: str = ""
    waivers: str = ""
    reports: tuple[Report, ...] = ()
    require_signature: bool = False
    require_sign_off: bool = False
    trust: tuple[str, ...] = ()

    @property
    def all_reports(self) -> tuple[Report, ...]:
        """With those that have options of their own."""
        own = (Report("html", self.html), Report("json", self.json))
        return (*(each for each in own if each.path), *self.reports)
