"""OCIL documents, read and written."""

from pathlib import Path

import pytest

from ocil_sample import document
from scapkit.model.ocil import Ocil
from scapkit.problem import Invalid
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.ocil import read_ocil
from scapkit.xmlio.validate import schema_problems
from scapkit.xmlio.write.ocil import write_ocil

OCIL = 'xmlns="http://scap.nist.gov/schema/ocil/2.0"'


def _read(text: str) -> Ocil:
    return read_ocil(parse(text.encode(), "x.xml"), "x.xml")


def test_everything_that_ocil_has_reads_back_as_written_and_is_valid(schemas: Path) -> None:
    root = parse(to_bytes(write_ocil(document())), "x.xml")
    assert schema_problems(root, "x.xml", schemas) == []
    assert read_ocil(root, "x.xml") == document()


def test_a_document_without_results_artifacts_and_variables_has_no_such_sections() -> None:
    bare = document()._replace(results=None, artifacts=(), variables=())
    written = to_bytes(write_ocil(bare))
    assert not [name for name in (b"results", b"<ocil:artifacts", b"<ocil:variables") if name in written]


def test_an_empty_document_is_read_as_one_with_nothing_in_it() -> None:
    assert _read(f"<ocil {OCIL}/>") == Ocil((), (), ())


def test_what_is_not_ocil_inside_of_it_is_left_out_and_its_text_kept_in_questions() -> None:
    found = _read(
        f"<ocil {OCIL} xmlns:x='urn:x'><test_actions><x:boolean_question_test_action id='a'/></test_actions><questions>"
        "<boolean_question id='q'><question_text>Is <x:b>it</x:b> so?</question_text></boolean_question>"
        "<video_question id='v'/></questions></ocil>"
    )
    assert found.actions == ()
    assert [(each.id, each.text) for each in found.questions] == [("q", "Is it so?")]


def test_steps_nested_without_end_are_cut() -> None:
    steps = "<step>" * 200 + "</step>" * 200
    text = f"<string_question id='q'><instructions><title>t</title>{steps}</instructions></string_question>"
    (question,) = _read(f"<ocil {OCIL}><questions>{text}</questions></ocil>").questions
    assert question.instructions is not None
    depth, below = 0, question.instructions.steps
    while below:
        depth, below = depth + 1, below[0].steps
    assert 60 < depth < 70


def test_another_root_is_refused() -> None:
    with pytest.raises(Invalid, match="not-ocil"):
        _read("<questions/>")


@pytest.mark.parametrize("product", ["ubuntu2004", "chromium", "debian11"])
def test_public_questions_survive_a_round_trip(public_content: Path, product: str) -> None:
    file = public_content / f"ssg-{product}-ocil.xml"
    found = read_ocil(parse(file.read_bytes(), "x"), "x")
    assert len(found.questionnaires) > 4
    assert read_ocil(parse(to_bytes(write_ocil(found)), "x"), "x") == found
