"""`scapkit build --watch` builds again when a file changes, and waits where something is wrong."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from authored import RULE, project

PATIENCE = 60


class Watching:
    """The command at work, what it says line by line."""

    def __init__(self, source: Path, output: Path) -> None:
        words = ["-m", "scapkit", "build", "tiny", "--watch", "--source", source, "--output", output]
        self.process = subprocess.Popen(
            [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as stream:
            for line in stream:
                self.lines.put(line.rstrip())

    def wait_for(self, text: str) -> str:
        """The next line with a text; queue.Empty where none comes."""
        while text not in (line := self.lines.get(timeout=PATIENCE)):
            pass
        return line


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


@pytest.fixture
def watching(source: Path, tmp_path: Path) -> Iterator[Watching]:
    found = Watching(source, tmp_path / "out")
    yield found
    found.process.kill()
    found.process.wait()
    found.reader.join(PATIENCE)


def test_a_change_is_built_a_mistake_is_told_and_its_repair_is_built(
    watching: Watching, source: Path, tmp_path: Path
) -> None:
    benchmark = tmp_path / "out" / "tiny" / "ex-tiny-xccdf.xml"
    watching.wait_for("built in")
    watching.wait_for("waiting")
    good = (source / RULE).read_text(encoding="utf-8")
    (source / RULE).write_text(good.replace("Conf Belongs", "The Conf Belongs"), encoding="utf-8")
    assert watching.wait_for("changed:").endswith(RULE)
    watching.wait_for("built in")
    assert "The Conf Belongs" in benchmark.read_text(encoding="utf-8")
    (source / RULE).write_text(good.replace("severity: high", "severity: hihg"), encoding="utf-8")
    assert "rule.yml:8:11: bad-value" in watching.wait_for("bad-value")
    watching.wait_for("waiting")
    (source / RULE).write_text(good, encoding="utf-8")
    watching.wait_for("built in")
    assert "The Conf Belongs" not in benchmark.read_text(encoding="utf-8")
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(PATIENCE) == 130
