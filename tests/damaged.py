"""Documents damaged at random: XML that stays well-formed and means something else, and bytes changed anywhere."""

import random
from copy import deepcopy

from lxml import etree

WORDS = (
    "", "0", "-1", "1", "9" * 23, "1e999", "NaN", "x", "x" * 3000, " ", "true", "equals", "pattern match", "not equal", "subset of",
    "greater than", "bitwise and", "all", "at least one", "none satisfy", "none_exist", "any_exist", "only_one_exists", "int", "float",
    "boolean", "binary", "record", "version", "evr_string", "ios_version", "ipv4_address", "ipv6_address", "AND", "ONE", "XOR", "UNION",
    "COMPLEMENT", "include", "exclude", "(", "[", "*", ".*", "^/etc/.*$", "\\", "/", "..", "/etc/../etc/passwd", "/etc/", "\u0085\u2028",
    "\U0001f600", "oval:x:def:1", "oval:x:def:2", "oval:x:tst:1", "oval:x:obj:1", "oval:x:obj:22", "oval:x:ste:22", "oval:x:var:1",
    "oval:x:var:5", "up", "down", "symlinks", "1:2-3", "::1", "10.0.0.0/8", "2020-01-01", "year_month_day", "win_filetime", "natural",
    "cpe:/o:*", "cpe:2.3:o:*:?x", "#plat", "$", "a[0].b[*]", "//*[", "string(/)", "1 div 0",
)  # fmt: skip
ATTRIBUTES = (
    "negate", "var_ref", "var_check", "datatype", "operation", "operator", "entity_check", "check_existence", "mask", "selected", "weight",
    "idref", "extends", "selector", "use", "id", "{http://www.w3.org/2001/XMLSchema-instance}nil", "multiple", "abstract", "override",
)  # fmt: skip
BYTES = (
    b"<", b">", b"/>", b"&amp;", b"&#0;", b"<!DOCTYPE a>", b"<!--", b"]]>", b'"', b"'", b"=", b"\x00", b"\xff", b"\xed\xa0\x80", b"-1", b"1e999",
    b"NaN", b"{", b"}", b"[]", b"null", b":", b",", b"\n", b"\n\n", b"\t", b"x" * 600, b"..", b"/../", b"!!int ", b"&a ", b"*a", b"- - ", b"9" * 5000,
)  # fmt: skip


def damaged_xml(pick: random.Random, document: bytes) -> bytes:
    """A few words, attributes or elements changed, taken away or put where they do not belong."""
    root = etree.fromstring(document)
    for _ in range(pick.choice((1, 1, 2, 3, 5, 8))):
        elements = list(root.iter("*"))
        _change(pick, pick.choice(elements), elements)
    return etree.tostring(root)


def _change(pick: random.Random, element: etree._Element, elements: list[etree._Element]) -> None:
    parent, other, kind = element.getparent(), pick.choice(elements), pick.random()
    if kind < 0.35 and element.attrib:
        element.set(pick.choice(list(map(str, element.attrib))), pick.choice(WORDS))
    elif kind < 0.6:
        element.text = pick.choice((pick.choice(WORDS), other.text or ""))
    elif kind < 0.7 and parent is not None:
        parent.remove(element)
    elif kind < 0.8 and parent is not None:
        parent.insert(pick.randrange(len(parent) + 1), deepcopy(element))
    elif kind < 0.88 and len(other) < 20:
        element.append(deepcopy(other))
    elif kind < 0.94:
        element.tag = other.tag
    else:
        element.set(pick.choice(ATTRIBUTES), pick.choice(WORDS))


def damaged_bytes(pick: random.Random, data: bytes) -> bytes:
    """Bytes put in, taken out, repeated or changed."""
    for _ in range(pick.choice((1, 1, 2, 5))):
        start = pick.randrange(len(data) + 1)
        end = start + pick.choice((1, 2, 20, 300))
        piece = pick.choice((pick.choice(BYTES), b"", data[start:end] * 2, bytes([pick.randrange(256)])))
        data = data[:start] + piece + data[pick.choice((start, end)) :]
    return data
