"""oscap as the tests ask it: in a tree, never for ever."""

import os
import subprocess
from pathlib import Path

PATIENCE, TRIES = 120, 3
DECIDED = (0, 2)


def ask(
    words: list[str | Path],
    root: Path | None = None,
    folder: Path | None = None,
    *,
    decided: bool = True,
    makes: Path | None = None,
) -> "subprocess.CompletedProcess[str]":
    """oscap run over a tree, from a folder; `words` are the command's.

    The threads of its probes race: now and then it hangs or ends without a verdict. Then it is asked again, up to
    three times in all; one that never ends raises TimeoutExpired. Where it may rightly fail, `decided` is false.
    `makes` is the file that it must have written.
    """
    environment = os.environ | ({"OSCAP_PROBE_ROOT": str(root)} if root else {})
    for tries_left in reversed(range(TRIES)):
        try:
            done = subprocess.run(
                words,
                env=environment,
                cwd=folder,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired:
            if not tries_left:
                raise
            continue
        if not decided or (done.returncode in DECIDED and (makes is None or makes.is_file())):
            break
    return done
