"""Dumps of EKS judged, to compare what comes of them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from shared import SAMPLES

Judge = Callable[..., Path]
"""Judges a dump by a profile of EKS, into an ARF."""


def owned_by(folder: Path, uid: int, gid: int) -> Path:
    """The sample node whose kubeconfig belongs to somebody."""
    made = folder / f"node-{uid}-{gid}"
    shutil.copytree(SAMPLES / "node", made)
    lines = [json.loads(line) for line in (made / "files.jsonl").read_text(encoding="utf-8").splitlines()]
    for each in lines:
        if each["path"] == "/var/lib/kubelet/kubeconfig":
            each |= {"uid": uid, "gid": gid}
    (made / "files.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in lines), encoding="utf-8")
    return made
