"""What must be collected for a policy."""

from collections.abc import Iterable
from typing import NamedTuple

KINDS = ("kubernetes", "aws", "file", "folder", "glob", "fact")


class Need(NamedTuple):
    """One thing to collect.

    kind        key
    kubernetes  the API path as the content has it, maybe with variables (`{{.var}}`); `filter` is jq, or empty; the
                argument `dump` says where below /kubernetes-api-resources the filtered answer goes, if not to PATH#HASH
    aws         `service:Operation`, as in `eks:DescribeCluster`; `arguments` are pairs of a name and a value, or of a
                name and `Operation.path`, which takes the values from an earlier call's answer (JMESPath)
    file        an absolute path
    folder      an absolute path; all that is below it
    glob        an absolute path with shell patterns, `**` goes through folders
    fact        an object type, as in `unix:sysctl`

    Of files, folders and globs the arguments say whose content is not needed: `content` no, of any; or `filepath`,
    `path`, `filename` and a pattern (as OVAL has them), of those that do not match. Metadata is always needed.

    `rules` are the short ids of the rules and platforms that need it, sorted.
    """

    kind: str
    key: str
    filter: str = ""
    arguments: tuple[tuple[str, str], ...] = ()
    rules: tuple[str, ...] = ()


def joined(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Every need once, with all its rules, sorted by kind and key."""
    rules: dict[Need, set[str]] = {}
    for need in needs:
        rules.setdefault(need._replace(rules=()), set()).update(need.rules)
    merged = (need._replace(rules=tuple(sorted(names))) for need, names in rules.items())
    return tuple(sorted(merged, key=lambda need: (KINDS.index(need.kind), need[1:])))
