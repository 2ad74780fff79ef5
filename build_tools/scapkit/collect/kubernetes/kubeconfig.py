"""kubeconfig files (v1 Config of client-go's clientcmd): several are merged, the first to name a thing wins."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scapkit.collect.kubernetes.access import Access
from scapkit.collect.kubernetes.users import read_user
from scapkit.collect.kubernetes.values import Settings
from scapkit.problem import did_you_mean, invalid

MAX_FILE = 16 << 20
KINDS = {"clusters": "cluster", "users": "user", "contexts": "context"}


class Merged(NamedTuple):
    """Contexts, clusters and users by name, from all files."""

    file: str
    current: str
    parts: Mapping[str, Mapping[str, Settings]]

    def find(self, section: str, name: str) -> Settings:
        """One of them; raises Invalid where there is none of this name."""
        known = self.parts[section]
        if name in known:
            return known[name]
        what = KINDS[section]
        hint = did_you_mean(name, known) or f"there is {', '.join(known) or 'none at all'}"
        raise invalid(self.file, f"unknown-{what}", f"there is no {what} {name!r}", hint=hint)


def read_kubeconfig(file: str, context: str, environment: Mapping[str, str]) -> Access:
    """The access that a context gives; without `file` that of KUBECONFIG or ~/.kube/config.

    Raises Invalid: no-kubeconfig, malformed-kubeconfig, unknown-context, unknown-cluster, unknown-user, and what
    `read_user` does.
    """
    merged = _merged(_files(file, environment))
    name = context or merged.current
    if not name:
        raise invalid(merged.file, "no-context", "no context is the current one", hint="name one with --context")
    chosen = merged.find("contexts", name)
    cluster = merged.find("clusters", chosen.text("cluster"))
    if cluster.flag("insecure-skip-tls-verify") and cluster.data("certificate-authority"):
        raise cluster.wrong("an authority to trust and insecure-skip-tls-verify exclude each other")
    user = merged.find("users", chosen.text("user")) if chosen.text("user") else Settings({}, merged.file, "the user")
    return Access(
        cluster.file,
        chosen.text("cluster"),
        cluster.required("server"),
        cluster.data("certificate-authority"),
        cluster.text("tls-server-name"),
        cluster.flag("insecure-skip-tls-verify"),
        cluster.text("proxy-url"),
        read_user(user),
    )


def _files(file: str, environment: Mapping[str, str]) -> list[str]:
    """As kubectl looks for them; of several in KUBECONFIG those that are not there are left out."""
    if file:
        return [file]
    named = [each for each in environment.get("KUBECONFIG", "").split(os.pathsep) if each]
    found = [each for each in named if Path(each).exists()] or named[:1]
    home = environment.get("HOME", "")
    return found or [str(Path(home or "~").expanduser() / ".kube" / "config")]


def _merged(files: list[str]) -> Merged:
    current = ""
    parts: dict[str, dict[str, Settings]] = {section: {} for section in KINDS}
    for file in files:
        whole = Settings(_read(file), file, "the kubeconfig")
        current = current or whole.text("current-context")
        for section, member in KINDS.items():
            for name, inner in _named(whole, section, member).items():
                parts[section].setdefault(name, inner)
    return Merged(files[0], current, parts)


def _named(whole: Settings, section: str, member: str) -> dict[str, Settings]:
    """The parts of one file, by name."""
    found: dict[str, Settings] = {}
    for each in whole.settings(section):
        name = each.required("name")
        if name in found:
            raise each.wrong(f"there is another {member} {name!r}")
        found[name] = each.inside(member)
    return found


def _read(file: str) -> Any:
    import yaml

    try:
        with Path(file).open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except OSError as error:
        hint = "see --kubeconfig, or --in-cluster inside a pod"
        raise invalid(file, "no-kubeconfig", error.strerror or str(error), hint=hint) from None
    if len(data) > MAX_FILE:
        raise invalid(file, "malformed-kubeconfig", f"more than {MAX_FILE >> 20} MiB")
    try:
        return yaml.load(data, yaml.CSafeLoader) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        raise invalid(file, "malformed-kubeconfig", "this is no YAML", line=line) from None
