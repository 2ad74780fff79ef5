"""What kind of node it is: the name, image, kernel and kubelet that its manifest tells."""

from collections.abc import Mapping

from scapkit.collect.node.known import Known
from scapkit.collect.node.processes import Process
from scapkit.collect.node.root import Root
from scapkit.model.dump import Entry

NAMES = ("/etc/hostname", "/proc/sys/kernel/hostname")
"""In this order: what the kernel says of the name holds for whoever asks, which may be a container."""
RELEASES = ("/etc/os-release", "/usr/lib/os-release")
KERNEL = "/proc/sys/kernel/osrelease"
MAX_BYTES = 64 * 1024


def node_name(root: Root, given: str) -> str:
    """The name that the user gave, else the system's own, else that of the root's folder."""
    name = given or next((found for path in NAMES if (found := _line(root, path))), "")
    return name or root.path.rstrip("/").rpartition("/")[2] or "node"


def describe(root: Root, known: Known) -> Mapping[str, str]:
    """Facts about the asset that are known, by name."""
    facts = {"image": _image(root), "kernel": _line(root, KERNEL), "kubelet": known.version}
    if isinstance(known.process, Process):
        facts["kubelet-command-line"] = " ".join(known.process.words)
    return {name: value for name, value in sorted(facts.items()) if value}


def _image(root: Root) -> str:
    """As Amazon Linux 2023, or Bottlerocket with its variant, which tells Auto Mode's apart."""
    for path in RELEASES:
        pairs = (line.partition("=") for line in _text(root, path).splitlines())
        values = {name: value.strip("\"'") for name, _, value in pairs}
        name = values.get("PRETTY_NAME") or values.get("NAME", "")
        if name:
            return f"{name} ({values['VARIANT_ID']})" if values.get("VARIANT_ID") else name
    return ""


def _text(root: Root, path: str) -> str:
    where = root.resolved(path)[0]
    data = root.whole(where.path, MAX_BYTES) if isinstance(where.found, Entry) else None
    return data.decode(errors="replace") if isinstance(data, bytes) else ""


def _line(root: Root, path: str) -> str:
    return next(iter(_text(root, path).strip().splitlines()), "")
