"""The answers that a policy needs from one cluster: a few at a time, each kept as it comes, refusals recorded."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Lock
from typing import NamedTuple

from scapkit.collect.answers import ROOT
from scapkit.collect.filtering.running import Filtering
from scapkit.collect.kubernetes.connection import CONNECTIONS, TOO_LARGE
from scapkit.collect.kubernetes.fetch import Ask, pieces
from scapkit.collect.kubernetes.nodes import node_names
from scapkit.collect.kubernetes.outcomes import Cut, Outcome
from scapkit.collect.kubernetes.paths import LIMIT
from scapkit.collect.kubernetes.patience import Patience
from scapkit.collect.kubernetes.wanted import Filter, Wanted, of_cluster, of_nodes, per_node
from scapkit.collect.kubernetes.workers import work_through
from scapkit.collect.need import Need
from scapkit.collect.protocol import Progress
from scapkit.collect.writer import DumpWriter

KIND = "kubernetes"
FOLDER = ROOT.removeprefix("/")
SMALLEST = 5
FILTERING = 2
SKIPPED = Outcome("skipped", "", "the time for collecting was up")


class Means(NamedTuple):
    """What the collector works with: how to ask, how patiently, where to write, what time it is, whom to tell."""

    ask: Ask
    patience: Patience
    writer: DumpWriter
    now: Callable[[], str]
    progress: Progress


def collect(
    needs: tuple[Need, ...], values: Mapping[str, str], means: Means, stop: Callable[[], None] = lambda: None
) -> None:
    """Ask for all that is needed and not yet in the dump. Raises Invalid where the dump cannot be written.

    `stop` is called where that ends before its time, so that whoever still asks or waits gives up.
    """
    wanted = list(of_cluster(needs, values))
    if kubelets := per_node(needs):
        names = node_names(means.ask, means.patience)
        if isinstance(names, Outcome):
            for need in kubelets:
                _missing(means, need.key, names)
        else:
            wanted += of_nodes(kubelets, names.nodes, values)
            for each in of_nodes(kubelets, names.others, values) if names.nodes else ():
                _missing(means, each.path, Outcome("not-found", "", names.others[each.path.split("/")[4]]))
    with Filtering(FILTERING) as filtering:
        _Run(means, filtering, len(wanted)).all(wanted, stop)


def _missing(means: Means, key: str, outcome: Outcome) -> None:
    means.writer.missing(KIND, key, *outcome, time=means.now())


class _Run:
    """The work on a number of paths."""

    def __init__(self, means: Means, filtering: Filtering, total: int) -> None:
        self._means, self._filtering, self._total = means, filtering, total
        self._done = 0
        self._lock = Lock()

    def all(self, wanted: list[Wanted], stop: Callable[[], None]) -> None:
        """Work on them, a few at a time."""
        try:
            work_through(wanted, self._one, CONNECTIONS)
        except BaseException:
            stop()
            raise

    def _one(self, wanted: Wanted) -> None:
        if not all(self._means.writer.has(KIND, key) for key in wanted.keys):
            self._collect(wanted)
        with self._lock:
            self._done += 1
            self._means.progress(self._done, self._total, wanted.path)

    def _collect(self, wanted: Wanted) -> None:
        refused = wanted.refused or (SKIPPED if self._means.patience.is_over else None)
        kept = refused or self._raw(wanted)
        if isinstance(kept, Outcome):
            for key in wanted.keys:
                _missing(self._means, key, kept)
            return
        for chosen in wanted.filters:
            if chosen.wrong:
                _missing(self._means, chosen.key, Outcome("skipped", "", chosen.wrong))
        self._filter([chosen for chosen in wanted.filters if not chosen.wrong], kept)

    def _raw(self, wanted: Wanted) -> str | Outcome:
        """Where the answer lies, or why there is none. What expires is asked for anew once, what is too large in
        smaller pages."""
        limit, expired = LIMIT, False
        while True:
            data = pieces(self._means.ask, wanted.path, limit, self._means.patience)
            try:
                return self._keep(wanted.path, data)
            except Cut as cut:
                if cut.answer.code == 410 and not expired:
                    expired = True
                elif cut.answer.fault == TOO_LARGE and limit > SMALLEST:
                    limit //= 10
                else:
                    return cut.outcome

    def _filter(self, filters: Sequence[Filter], kept: str) -> None:
        with (self._means.writer.folder / kept).open("rb") as answer:
            made = self._filtering.made(answer, [chosen.program for chosen in filters])
            for chosen, each in zip(filters, made, strict=True):
                if each.wrong:
                    _missing(self._means, chosen.key, Outcome("error", "", each.wrong))
                else:
                    self._keep(chosen.key, each.pieces())

    def _keep(self, key: str, data: Iterator[bytes]) -> str:
        path = f"{FOLDER}{key}"
        return self._means.writer.answer(KIND, key, path, data, code="200", time=self._means.now())
