"""One interview for each OCIL document and set of exported values, where there are answers."""

from collections.abc import Callable, Mapping, Sequence

from scapkit.model.arf import OcilReport
from scapkit.model.dump import Asset
from scapkit.model.ocil import Ocil
from scapkit.model.ocil_results import System
from scapkit.ocil.counting import Answers, told
from scapkit.ocil.interview import Interview
from scapkit.ocil.signing import signed


class Interviews:
    """The interviews of one evaluation, each begun when it is first asked for; `ocil` gives the document of an href."""

    def __init__(self, ocil: Callable[[str], Ocil | None], answers: Answers) -> None:
        self._ocil = ocil
        self._answers = answers
        self._begun: dict[tuple[str, tuple[tuple[str, str], ...]], Interview] = {}

    def interview(self, href: str, values: Mapping[str, tuple[str, ...]]) -> Interview | None:
        """The interview of a document whose external variables have these values; None without the document.

        A variable of OCIL holds one value: from several it gets none.
        """
        document = self._ocil(href)
        if document is None:
            return None
        external = {name: each[0] for name, each in values.items() if len(each) == 1}
        key = (href, tuple(external.items()))
        if key not in self._begun:
            self._begun[key] = Interview(document, self._answers.replies, external)
        return self._begun[key]

    def refused(self, question_ids: Sequence[str]) -> tuple[str, ...]:
        """Why answers that were given to questions do not count."""
        return tuple(
            f"the answer to {each} does not count: {self._answers.refused[each]}"
            for each in question_ids
            if each in self._answers.refused
        )

    def told(self, question_ids: Sequence[str]) -> tuple[str, ...]:
        """Who answered questions, and what."""
        return tuple(told(self._answers.entries[each]) for each in question_ids if each in self._answers.entries)

    def reports(self, asset: Asset, times: tuple[str, str]) -> tuple[OcilReport, ...]:
        """The documents of the interviews with their results."""
        system = System(asset.name or "unknown", addresses=asset.addresses)
        return tuple(
            OcilReport(href, signed(interview, self._answers.entries, system, times), external)
            for (href, external), interview in self._begun.items()
        )
