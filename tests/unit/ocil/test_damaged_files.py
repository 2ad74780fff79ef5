"""Answers files and OCIL documents damaged at random: they are read, or refused with a place, and nothing else happens."""

import pytest

from mutated import mutated
from ocil_sample import document
from scapkit.ocil.answers_file import answers_of
from scapkit.ocil.interview import Interview
from scapkit.ocil.replies import Reply
from scapkit.problem import Invalid
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.ocil import read_ocil
from scapkit.xmlio.write.ocil import write_ocil

ANSWERS = f"""# answers of one evening
answers:
- rule: approved_registries
  answer: no
  who: Ann Lee <ann@example.org>
  when: 2026-01-02
  expires: 2026-07-02T10:00:00+02:00
  remark: |
    Two lines,
    and "quotes".
  evidence:
  - {{file: paper.pdf, sha256: {"a" * 64}, artifact: 'ocil:x-a:artifact:1'}}
- question: ocil:x-a:question:1
  response: not applicable
"""


@pytest.mark.parametrize("seeds", [range(start, start + 250) for start in (0, 250)], ids=["first", "second"])
def test_damaged_answers_are_read_or_refused_with_their_file(seeds: range) -> None:
    refused = 0
    for seed in seeds:
        name, data = mutated(seed, {"answers.yml": ANSWERS})
        try:
            for entry in answers_of(data, name).entries:
                assert entry.line > 0
        except Invalid as error:
            refused += 1
            assert all(each.span.file == name and each.message for each in error.problems)
    assert 20 < refused < 240


def test_damaged_documents_are_read_or_refused_and_come_to_results() -> None:
    text = to_bytes(write_ocil(document())).decode()
    read = 0
    for seed in range(250):
        name, data = mutated(seed, {"ocil.xml": text})
        try:
            found = read_ocil(parse(data, name), name)
        except Invalid as error:
            assert all(each.span.file == name for each in error.problems)
            continue
        read += 1
        interview = Interview(found, {each.id: Reply(answer="yes") for each in found.questions})
        for each in found.questionnaires:
            assert interview.outcome(each.id).result
        assert read_ocil(parse(to_bytes(write_ocil(found)), "x"), "x").questionnaires == found.questionnaires
    assert read > 20
