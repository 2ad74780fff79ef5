"""Files of waivers and descriptions of tailorings damaged at random: they are read, or refused with their place."""

from collections.abc import Callable

import pytest

from mutated import mutated
from scapkit.problem import Invalid
from scapkit.tailoring.file import description_of
from scapkit.waivers.counting import counted
from scapkit.waivers.file import waivers_of

WAIVERS = """# what we accept
waivers:
- rule: audit_logging
  asset: shop-*
  kind: eks-cluster
  was: [fail, notchecked]
  result: informational
  authority: Ann Lee <ann@example.org>
  reason: |
    Two lines,
    and "quotes".
  granted: 2026-01-02
  expires: 2026-07-02T10:00:00+02:00
  ticket: OPS-1
- {rule: a, asset: '*', result: pass, findings: ['ns: *', x], authority: b, reason: c, expires: 2027-01-01}
"""
DESCRIPTION = """id: shop
version: 3
namespace: org.example
profiles:
- id: shop
  extends: cis
  title: "The shop"
  select: [a, b]
  unselect: c
  set: {days: 30, names: [x, y]}
  value: {mode: strict}
  refine:
    a: {severity: high, weight: 2.0}
"""


def waivers(data: bytes, name: str) -> None:
    found = waivers_of(data, name)
    assert all(each.line > 0 and each.authority and each.reason and each.expires for each in found)
    counted(found, [f"xccdf_x_rule_{each.rule}" for each in found], name, "2026-06-01T00:00:00Z")


def description(data: bytes, name: str) -> None:
    assert all(each.id and each.span.line > 0 for each in description_of(data, name).profiles)


@pytest.mark.parametrize(
    ("text", "read"), [(WAIVERS, waivers), (DESCRIPTION, description)], ids=["waivers", "description"]
)
def test_damaged_files_are_read_or_refused_with_their_file(text: str, read: Callable[[bytes, str], None]) -> None:
    refused = 0
    for seed in range(400):
        name, data = mutated(seed, {"f.yml": text})
        try:
            read(data, name)
        except Invalid as error:
            refused += 1
            assert all(each.span.file == name and each.message for each in error.problems)
    assert 20 < refused < 390
