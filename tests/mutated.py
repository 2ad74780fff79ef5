"""A project damaged at random, as by a slip of the hand: one change to one of its files."""

import random
from collections.abc import Callable, Mapping

INSERTED = (
    b"\x00", b"\x0b", b"\xff", b"\xc3", "\u2028".encode(), "\uf8f01\uf8f1".encode(), "\ufeff".encode(), "\ufffe".encode(), "\U0001f600".encode(),
    b"\t", b"\r", b"\n", b"\n\n", b"\n---\n", b"  ", b"- ", b": ", b"#", b"'", b'"', b"&", b"<", b">", b"</p>", b"<b>", b"&#0;", b"]]>",
    b"{{{", b"}}}", b"{{%", b"%}}", b"{{#", b"#}}", b"{{{ x }}}", b"{{{ 1/0 }}}", b"{{{ rule_id.__class__ }}}", b"{{% for a in 5 %}}", b"{{{ [].x }}}",
    b"{{% macro m() %}}", b"{{% block a %}}", b"{{% include 'a' %}}", b"{{{ 'a' * 99999999 }}}", b"{{% extends x %}}",
    b"[", b"]", b"{", b"}", b"*a", b"&a ", b"!!python/object:os.system ", b"%", b"@", b"`", b"|", b"? ", b"=", b"!", b".", b"..", b"/", b"\\",
    b"(", b")", b" not ", b" and ", b"null", b"~", b"0", b"-1", b"1e999", b"<!DOCTYPE x>", b"<!--", b"<?x?>", b"x" * 3000,
)  # fmt: skip


def delete_line(pick: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    del lines[pick.randrange(len(lines))]
    return b"\n".join(lines)


def repeat_line(pick: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    lines.insert(pick.randrange(len(lines)), pick.choice(lines))
    return b"\n".join(lines)


def indent_line(pick: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = pick.randrange(len(lines))
    lines[at] = pick.choice((b" ", b"  ", b"\t", b"    ")) + lines[at] if pick.random() < 0.5 else lines[at].lstrip()
    return b"\n".join(lines)


def swap_lines(pick: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    a, b = pick.randrange(len(lines)), pick.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b"\n".join(lines)


def insert_bytes(pick: random.Random, data: bytes) -> bytes:
    at = pick.randrange(len(data) + 1)
    return data[:at] + pick.choice(INSERTED) + data[at:]


def delete_bytes(pick: random.Random, data: bytes) -> bytes:
    at = pick.randrange(len(data) + 1)
    return data[:at] + data[at + pick.choice((1, 1, 2, 5, 40)) :]


def cut_short(pick: random.Random, data: bytes) -> bytes:
    return data[: pick.randrange(len(data) + 1)]


def swap_words(pick: random.Random, data: bytes) -> bytes:
    words = data.split(b" ")
    a, b = pick.randrange(len(words)), pick.randrange(len(words))
    words[a], words[b] = words[b], words[a]
    return b" ".join(words)


def replace_value(pick: random.Random, data: bytes) -> bytes:
    """A line's value replaced by something of another kind."""
    lines = data.split(b"\n")
    keyed = [index for index, line in enumerate(lines) if b": " in line]
    if not keyed:
        return data
    at = pick.choice(keyed)
    values = (
        b"",
        b"[]",
        b"{}",
        b"[a, b]",
        b"{a: b}",
        b"true",
        b"7",
        b"''",
        b"a b",
        b"0644",
        b"2026-13-45",
        b"'<x'",
        b"a_b.c:d/e",
        b"\xc3\xa9",
    )
    lines[at] = lines[at].split(b": ")[0] + b": " + pick.choice(values)
    return b"\n".join(lines)


MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    delete_line,
    repeat_line,
    indent_line,
    swap_lines,
    insert_bytes,
    insert_bytes,
    insert_bytes,
    delete_bytes,
    cut_short,
    swap_words,
    replace_value,
    replace_value,
)


def mutated(seed: int, files: Mapping[str, str]) -> tuple[str, bytes]:
    """The file that the seed damages, and its bytes afterwards."""
    pick = random.Random(seed)
    path = pick.choice(sorted(files))
    return path, pick.choice(MUTATIONS)(pick, files[path].encode())
