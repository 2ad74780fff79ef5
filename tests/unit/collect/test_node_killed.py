"""A collection that is killed at any moment: what it has is evidence, and it can be gone on with."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from nodes import collected, opened, requirement
from scapkit.collect.need import Need
from scapkit.model.dump import Missing
from trees import write

NEEDS = (Need("folder", "/etc"), Need("file", "/last"))
FILES = 2000
CODE = """
import sys
from pathlib import Path
from nodes import collected
from scapkit.collect.need import Need
collected(Path(sys.argv[1]), (Need("folder", "/etc"), Need("file", "/last")))
"""


def test_what_a_killed_collector_has_is_valid_and_resumed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for number in range(FILES):
        write(root, f"etc/{number // 50:02}/{number:04}", f"content {number}")
    write(root, "last", "the last")
    _killed_at_work(root, tmp_path / "root.dump/journal.jsonl")
    found = opened(tmp_path / "root.dump")
    assert isinstance(found.names("/etc"), Missing)
    assert isinstance(found.entry("/last"), Missing)
    got = [
        number for number in range(FILES) if found.read(f"/etc/{number // 50:02}/{number:04}") == b"content %d" % number
    ]
    assert 0 < len(got) < FILES
    dump = collected(root, NEEDS, resume=True)
    assert all(dump.read(f"/etc/{number // 50:02}/{number:04}") == b"content %d" % number for number in range(FILES))
    assert dump.read("/last") == b"the last"
    assert requirement(dump, "/etc", "folder").status == "collected"
    assert not (tmp_path / "root.dump/journal.jsonl").exists()


def _killed_at_work(root: Path, journal: Path) -> None:
    paths = os.pathsep.join(sys.path)
    process = subprocess.Popen([sys.executable, "-c", CODE, str(root)], env={**os.environ, "PYTHONPATH": paths})
    while process.poll() is None and (not journal.exists() or journal.stat().st_size < 20_000):
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
