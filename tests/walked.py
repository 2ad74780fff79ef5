"""A document whose commands are run: its files are written and its console parts made anew."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

STEP = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```|```console\n(.*?)```", re.DOTALL)


def walked(text: str, folder: Path) -> str:
    """The document with what its commands print, run one after the other in `folder`/project, which may be there."""
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    command = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m scapkit "$@"\n'
    (bin_folder / "scapkit").write_text(command, encoding="utf-8")
    (bin_folder / "scapkit").chmod(0o755)
    project = folder / "project"
    project.mkdir(exist_ok=True)
    environment = {**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}

    def step(found: re.Match[str]) -> str:
        if found[1]:
            (project / found[1]).write_text(found[2], encoding="utf-8")
            return found[0]
        typed = [line for line in found[3].splitlines() if line.startswith("$ ")]
        return f"```console\n{''.join(map(shown, typed))}```"

    def shown(line: str) -> str:
        done = subprocess.run(
            line[2:],
            shell=True,
            cwd=project,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        printed = "\n".join(each.rstrip() for each in done.stdout.decode().rstrip().splitlines())
        return f"{line}\n{printed}\n" if printed else f"{line}\n"

    return STEP.sub(step, text)
