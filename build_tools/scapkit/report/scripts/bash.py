"""One Bash script: every rule's fix in a subshell of its own, so that none can stop or disturb another."""

import re
from collections.abc import Iterator
from itertools import pairwise
from shlex import quote

from scapkit.names import short_id
from scapkit.problem import Problems
from scapkit.report.contents.remedies import Filled, Remedies, Remedy, facts, header, one_line
from scapkit.report.protocol import Script

RULER = "#" * 79
HINT = "To carry it out: sudo bash FILE. It ends with 1 where a fix ended with a failure."
START = """
failed=()

begin() { # number, rule
    echo "[$1] $2" >&2
}

finish() { # status, rule
    if [ "$1" -ne 0 ]; then
        echo "    failed with status $1" >&2
        failed+=("$2")
    fi
}
"""
END = """
if [ "${#failed[@]}" -ne 0 ]; then
    echo "${#failed[@]} of $total fixes failed:" >&2
    printf '    %s\\n' "${failed[@]}" >&2
    exit 1
fi
echo "all $total fixes were carried out" >&2
"""
# A Value alone between single quotes is data: what is a quote in it must not end it.
OPENS = re.compile(r"(?:^|\n)[ \t]*\w+='\Z")


def render(view: Remedies, _file: str) -> tuple[bytes, Remedies, Problems]:
    """The script, UTF-8."""
    lines = ["#!/usr/bin/env bash", RULER]
    lines += [f"# {line}".rstrip() for line in header(view, "Bash remediation", HINT)]
    lines += [RULER, START, f"total={len(view.remedies)}", ""]
    for number, remedy in enumerate(view.remedies, 1):
        lines += _block(number, len(view.remedies), remedy)
    lines += [END]
    lines += [f"# no fix: {one_line(short_id(each))}" for each in view.left_out]
    return ("\n".join(lines) + "\n").encode(), view, ()


def _block(number: int, total: int, remedy: Remedy) -> Iterator[str]:
    name = quote(one_line(short_id(remedy.rule.id)))
    yield RULER
    yield from (f"# {line}" for line in facts(remedy))
    yield RULER
    yield f"begin {number}/{total} {name}"
    yield "("
    yield ":"  # a fix may hold nothing but comments
    yield "".join(_text(remedy)).strip("\n")
    yield ")"
    yield f"finish $? {name}"
    yield ""


def _text(remedy: Remedy) -> Iterator[str]:
    before = ""
    pieces = (*remedy.pieces, "")
    for piece, after in pairwise(pieces):
        if isinstance(piece, Filled):
            is_quoted = OPENS.search(before) and isinstance(after, str) and after.startswith("'")
            yield piece.text.replace("'", "'\\''") if is_quoted else piece.text
            before = ""
        else:
            yield piece
            before = piece


SCRIPT = Script("bash", "urn:xccdf:fix:script:sh", render)
