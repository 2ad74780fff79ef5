"""What a manifest says about a path: asked for or not, with what outcome, and by which requirement."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from scapkit.model.dump import Missing, Requirement

_VERBS = {
    "forbidden": "was refused",
    "throttled": "was throttled",
    "truncated": "came back incomplete",
    "error": "failed",
    "skipped": "was skipped",
    "not-found": "found nothing",
    "collected": "succeeded",
}
_PHRASES = {
    "400": "Bad Request",
    "401": "Unauthorized",
    "403": "Forbidden",
    "404": "Not Found",
    "405": "Method Not Allowed",
    "408": "Request Timeout",
    "410": "Gone",
    "429": "Too Many Requests",
    "500": "Internal Server Error",
    "502": "Bad Gateway",
    "503": "Service Unavailable",
    "504": "Gateway Timeout",
}
_API = {"kubernetes": "/kubernetes-api-resources", "aws": "/aws-api-resources", "fact": "/@facts"}


_ANSWERS = ("kubernetes", "aws")
_ENDING = re.compile(r"(?:#[0-9a-f]*)?(?:\.json)?$")
_DIGEST = re.compile(r"#[0-9a-f]{64}(?:\\?\.json)?\$?$")
_HASH = re.compile(r"#[0-9a-f]{64}(?=(?:\.json)?$)")
_CALL = re.compile(r"^\^?/aws-api-resources/.*?/([a-z0-9-]+)/([A-Z][A-Za-z0-9]*)(?=[^A-Za-z0-9])")


def asked_for(path: str) -> str:
    """What an answer's path, or a pattern of such, asks for: `GET /version`, `the call eks:ListAddons`.

    Other paths are as they are.
    """
    if call := _CALL.match(path):
        return f"the call {call[1]}:{call[2]}"
    root = f"{_API['kubernetes']}/"
    return f"GET {_DIGEST.sub('', path.removeprefix(root[:-1]))}" if path.startswith(root) else path


def raw_key(key: str) -> str:
    """For the key of a filtered answer (`PATH#HASH`, `PATH#HASH.json`) that of the answer that it is made from."""
    return _HASH.sub("", key)


def fact_path(kind: str) -> str:
    """Where the facts of a type are seen, as in `/@facts/unix_sysctl.jsonl` for `unix:sysctl`."""
    return f"{_API['fact']}/{kind.replace(':', '_').replace('/', '_')}.jsonl"


def system_path(requirement: Requirement) -> str:
    """Where the answer to a requirement is seen: API answers and facts under their root, files at their own path."""
    if requirement.kind == "fact":
        return fact_path(requirement.key)
    key = requirement.key if requirement.key.startswith("/") else f"/{requirement.key}"
    return (_API.get(requirement.kind, "") + key).rstrip("/") or "/"


def moved(requirements: Iterable[Requirement]) -> dict[str, str]:
    """Where answers are kept that do not lie at their own path: one may be a file where another needs a folder."""
    found = {}
    for each in requirements:
        if each.kind in _API and each.path:
            place = system_path(each)
            if place != "/" + each.path:
                found[place] = each.path
    return found


def refusal(requirement: Requirement) -> Missing:
    """Why a requirement gave no evidence, in a sentence for the reader of a report."""
    subject = {"kubernetes": "GET ", "aws": "the call ", "fact": "collecting the facts "}.get(
        requirement.kind, "reading "
    ) + raw_key(requirement.key)
    code = f"{requirement.code} {_PHRASES.get(requirement.code, '')}".strip()
    reason = f"{subject} {_VERBS[requirement.status]}"
    if code:
        reason += f": {code}"
    if requirement.message:
        reason += f" ({requirement.message})"
    return Missing(reason, requirement.key)


class Asked:
    """A manifest's requirements by path."""

    def __init__(self, requirements: tuple[Requirement, ...]) -> None:
        self._exact: dict[str, Requirement] = {}
        self._folders: dict[str, Requirement] = {}
        self._globs: list[Requirement] = []
        self._all = requirements
        for each in requirements:
            if _is_folder(each):
                self._folders[system_path(each)] = each
            if each.kind == "glob":
                self._globs.append(each)
                continue
            for path in _places(each):
                _prefer_collected(self._exact, path, each)
                if _is_folder(each):
                    _prefer_collected(self._folders, path, each)

    @cached_property
    def answers(self) -> dict[str, list[str]]:
        """Where all answers of APIs are seen, under the empty name; those of AWS under `service/Operation` too."""
        found: dict[str, list[str]] = {}
        for place in sorted({system_path(each) for each in self._all if each.kind in _ANSWERS}):
            found.setdefault("", []).append(place)
            names = place.split("/")[:6]
            if len(names) == 6 and names[1] == _API["aws"][1:]:
                found.setdefault(f"{names[4]}/{_ENDING.sub('', names[5])}", []).append(place)
        return found

    def exact(self, path: str) -> Requirement | None:
        """The requirement for this very path; of several, one that was collected."""
        return self._exact.get(path.rstrip("/") or "/")

    def cover(self, path: str) -> Requirement | None:
        """The requirement that speaks for a path without naming it: a folder above, or a pattern.

        A folder speaks for all below it, a single file only where it could not be had. API answers and facts speak for
        nothing but themselves.
        """
        if path.startswith(tuple(_API.values())):
            return None
        for folder in _folders_above(path):
            requirement = self._folders.get(folder) or self._exact.get(folder)
            if requirement and (_is_folder(requirement) or requirement.status != "collected"):
                return requirement
        matching = [each for each in self._globs if matches_glob(each.key, path)]
        collected = [each for each in matching if each.status == "collected"]
        return next(iter(collected or matching), None)

    def listing(self, folder: str) -> Requirement | None:
        """The collected requirement by which everything in a folder would have come, or None."""
        for place in (folder, *_folders_above(folder)):
            requirement = self._folders.get(place)
            if requirement:
                return requirement if requirement.status == "collected" else None
        everything = f"{folder.rstrip('/')}/*"
        for each in self._globs:
            if each.status == "collected" and each.key.endswith("*") and _holds_all(each.key, everything):
                return each
        return None

    def raw(self, path: str) -> Requirement | None:
        """For a filtered answer (`PATH#HASH`, `PATH#HASH.json`) the requirement of the answer that it is made from."""
        whole, mark, rest = path.rpartition("#")
        suffix = ".json" if rest.endswith(".json") else ""
        return self._exact.get(whole + suffix) if mark else None


def _prefer_collected(known: dict[str, Requirement], path: str, found: Requirement) -> None:
    if path not in known or known[path].status != "collected":
        known[path] = found


def _places(requirement: Requirement) -> set[str]:
    places = {system_path(requirement)}
    if requirement.kind in _API and requirement.path:
        places.add("/" + requirement.path)
    return places


def _folders_above(path: str) -> Iterator[str]:
    while path != "/":
        path = path.rpartition("/")[0] or "/"
        yield path


def _is_folder(requirement: Requirement) -> bool:
    return requirement.kind == "folder" or (requirement.kind not in ("glob", *_API) and requirement.key.endswith("/"))


def _holds_all(pattern: str, everything: str) -> bool:
    """Whether a pattern takes in all that `FOLDER/*` does: its last name must be `*` or `**`, nothing narrower."""
    return pattern.rpartition("/")[2] in ("*", "**") and matches_glob(pattern, everything)


def matches_glob(pattern: str, path: str) -> bool:
    """Shell patterns: `*` and `?` stay within a name, `**` goes through folders."""
    return _match(tuple(pattern.strip("/").split("/")), tuple(path.strip("/").split("/")))


def _match(pattern: tuple[str, ...], names: tuple[str, ...]) -> bool:
    from fnmatch import fnmatchcase

    # States instead of recursion, so that a pattern of many `**` costs no more than length times length.
    states = {0}
    for name in names:
        states = _through(pattern, states)
        states = {
            state if pattern[state] == "**" else state + 1
            for state in states
            if state < len(pattern) and (pattern[state] == "**" or fnmatchcase(name, pattern[state]))
        }
    return len(pattern) in _through(pattern, states)


def _through(pattern: tuple[str, ...], states: set[int]) -> set[int]:
    """The states that can be reached by letting `**` stand for nothing."""
    reached = set(states)
    for state in range(len(pattern)):
        if state in reached and pattern[state] == "**":
            reached.add(state + 1)
    return reached
