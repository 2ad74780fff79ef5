"""A page of many results: how long it takes to write and to open, and how much memory writing needs.

    python tests/bench/report_scale.py [RULES [ASSETS]]

Views are generated one at a time (default: 500 rules on 200 assets); the time to make them is told apart. Chromium opens
the page from a file, and is ready where the page's own script says that it can be used.
"""

import gc
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))
from browsing import Reader, executable, running
from scaled import views
from scapkit.report.formats.html import FORMAT
from scapkit.report.views.shown import ReportView

OPENED = """[performance.getEntriesByName("usable")[0].startTime, performance.getEntriesByType("navigation")[0].loadEventEnd]"""


class Timed:
    """Views, and how long it took to make them."""

    def __init__(self, made: Iterable[ReportView]) -> None:
        self.seconds, self._made = 0.0, iter(made)

    def __iter__(self) -> Iterator[ReportView]:
        while True:
            began = time.process_time()
            view = next(self._made, None)
            self.seconds += time.process_time() - began
            if view is None:
                return
            yield view


def main(rules: int, assets: int) -> None:
    """Write, then open a few times."""
    gc.set_threshold(2_000_000, 20, 100)  # as the command line does
    with TemporaryDirectory() as folder:
        page, timed = Path(folder, "page.html"), Timed(views(rules, assets))
        began = time.process_time()
        with page.open("wb") as file:
            file.writelines(FORMAT.render(timed))
        wrote = time.process_time() - began - timed.seconds
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{rules} rules x {assets} assets: {page.stat().st_size / 2**20:.1f} MiB written in {wrote:.1f} s of CPU")
        print(f"{timed.seconds:.1f} s to generate the views; peak memory {peak:.0f} MiB")
        path = executable()
        if path is None:
            print("no Chromium")
            return
        with running(path) as browser:
            for _ in range(3):
                usable, loaded = Reader(browser, page).page.evaluate(OPENED)
                print(f"usable after {usable:.0f} ms, all of it read after {loaded:.0f} ms")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given or [500]), *([] if len(given) > 1 else [200]))
