"""Trees in which what a datastream looks for is there, or nearly, or not: the same for the same seed."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import linux_rpms
from pattern_samples import sample
from sought_files import NOTHING, Entity, Sought, read_sought

MANY = 30
MODES = (0o644, 0o600, 0o640, 0o755, 0o777, 0o4755, 0o2755, 0o440)
PLACES = re.compile(r"/[^\0]{0,190}[^/\0]")
BASE = {
    "etc/passwd": "root:x:0:0:root:/root:/bin/bash\ndaemon:x:2:2::/sbin:/sbin/nologin\nann:x:1000:1000::/home/ann:/bin/sh\n",
    "etc/group": "root:x:0:\nwheel:x:10:ann\nann:x:1000:\n",
    "proc/mounts": "/dev/sda1 / ext4 rw 0 0\ntmpfs /tmp tmpfs rw,nosuid,nodev 0 0\n/dev/sda2 /home xfs rw,nodev 0 0\n",
    "proc/sys/kernel/osrelease": "6.1.0-1.el9.x86_64\n",
    "home/ann/.profile": "umask 022\n",
    "tmp/x": "",
}


class Tree:
    """One tree while it grows; `odds` is how often what is looked for is put there."""

    def __init__(self, datastream: Path, seed: int, root: Path) -> None:
        self.rng = Random(f"{datastream.name} {seed}")
        self.odds = self.rng.choice((0.5, 0.7, 0.9))
        self.root = root
        self.lines: dict[str, list[str]] = {}
        self.answers: dict[str, Any] = {}
        self.packages: set[str] = set()
        self.release = release(datastream.name)

    def add(self, sought: Sought) -> None:
        """What one object looks for, perhaps."""
        if self.rng.random() > self.odds:
            return
        if sought.kind in ("rpminfo", "dpkginfo"):
            self.packages.update(self.texts(sought.entities["name"]))
        for path in self.paths(sought):
            self.lines.setdefault(path, [])
            if sought.kind == "textfilecontent54":
                self.lines[path] += (self.line(each, sought.wanted) for each in self.texts(sought.entities["pattern"]))
            elif sought.kind == "yamlfilecontent":
                self.answer(path, sought)

    def texts(self, entity: Entity) -> list[str]:
        """Values that the entity accepts."""
        found = []
        for value in entity.values:
            try:
                found.append(sample(value, self.rng) if entity.is_pattern else value)
            except ValueError:
                continue
        return found

    def paths(self, sought: Sought) -> list[str]:
        """Files that the object names, each at one place that can be in a tree."""
        names = self.texts(sought.entities.get("filename", NOTHING))
        folders = self.texts(sought.entities.get("path", NOTHING))
        paths = self.texts(sought.entities.get("filepath", NOTHING))
        paths += [f"{folder}/{name}" for folder in folders for name in names if name]
        clean = (re.sub("/+", "/", each.partition("\n")[0]) for each in paths[:6])
        return [each for each in clean if PLACES.fullmatch(each) and ".." not in each]

    def line(self, text: str, wanted: dict[str, Entity]) -> str:
        """A line that matches, often with the value that is asked for, at times spoilt."""
        values = self.texts(wanted.get("subexpression", NOTHING))
        if values and self.rng.random() < 0.7:
            text = re.sub(r"([= \t]+)\S*$", lambda found: found[1] + values[0], text, count=1)
        spoilt = self.rng.random()
        if spoilt < 0.06:
            return f"#{text}"
        return text.upper() if spoilt < 0.1 else text.rstrip()

    def answer(self, path: str, sought: Sought) -> None:
        """An API answer with the value at its yamlpath."""
        values = [*self.texts(sought.wanted.get("value", NOTHING)), True, False, 0, "no", None]
        value: Any = self.rng.choice(values)
        keys = re.findall(r"\[[^\]]*\]|[^.\[\]]+", sought.entities["yamlpath"].values[0])
        for key in (each.strip("'\"") for each in reversed(keys)):
            several = key.startswith("[")
            value = [value] * self.rng.choice((0, 1, 2)) if several else {key: value}
        self.answers[path] = merged(self.answers.get(path), value)

    def write(self) -> Path:
        """All files, with modes and owners at random, and a database of the packages."""
        texts = {
            path: "\n".join(self.rng.sample(lines, len(lines))[:MANY]) + "\n" for path, lines in self.lines.items()
        }
        texts |= {path: json.dumps(answer) for path, answer in self.answers.items()} | BASE
        system, version = self.release
        texts["etc/os-release"] = f'ID="{system}"\nVERSION_ID="{version}"\n'
        texts["etc/redhat-release"] = f"Enterprise Linux release {version}\n"
        for path, text in texts.items():
            self.file(path, text)
        plain = sorted(each for each in self.packages if re.fullmatch(r"[\w.+-]+", each))
        database = {each: linux_rpms.package(each, self.rng.choice(("1.2-3", "90:4.0-1"))) for each in plain}
        for name in (f"{system}-release", "redhat-release", "redhat-release-server"):
            database[name] = linux_rpms.package(name, f"{version}-1.0")
        linux_rpms.write_sqlite(self.root / "var/lib/rpm/rpmdb.sqlite", database)
        return self.root

    def file(self, path: str, text: str) -> None:
        """One file, unless a folder is in its place or a file where a folder should be."""
        place = self.root / path.lstrip("/")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", errors="replace")
        except OSError:
            return
        if self.rng.random() < 0.5:
            place.chmod(self.rng.choice(MODES))


def merged(first: Any, second: Any) -> Any:
    """Two answers as one."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first | {key: merged(first.get(key), value) for key, value in second.items()}
    return second if first is None else first


def release(name: str) -> tuple[str, str]:
    """A system and its version from a datastream's name: platforms ask for these."""
    found = re.match(r"ssg-([a-z]+)(\d*)", name)
    system, version = found.groups() if found else ("linux", "")
    return {"sle": "sles", "cs": "centos", "sl": "scientific"}.get(
        system, system
    ), f"{version[:2] or 36}.{version[2:] or 4}"


def make_tree(datastream: Path, seed: int, root: Path) -> Path:
    """A tree for this datastream."""
    tree = Tree(datastream, seed, root)
    for sought in read_sought(datastream):
        tree.add(sought)
    return tree.write()
