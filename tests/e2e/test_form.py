"""The form in a browser, as somebody uses it who answers questions: by mouse, by keyboard, whatever the text."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from accessibility import violations
from form_reader import ANN, BO, Reader, entries, judged
from questioned import oid, served, serving
from scapkit.model.answers import Evidence
from shared import Run
from two_clusters import two_clusters


def test_every_kind_of_question_is_answered_by_mouse_kept_and_counted(
    context: Any, scapkit: Run, tmp_path: Path
) -> None:
    (tmp_path / "proof").mkdir()
    (tmp_path / "proof" / "paper.pdf").write_bytes(b"signed")
    with served(tmp_path) as form:
        reader = Reader(context, form.address)
        page = reader.page
        page.fill("#who", ANN)
        reader.card().locator(".choice >> text=No").first.click()
        reader.card().get_by_label("Remark").fill("Seen it.\n  Twice: é")
        reader.card().get_by_text("90 days").click()
        reader.card().get_by_label("Evidence", exact=True).fill("proof/paper.pdf")
        reader.card().get_by_role("button", name="Add").click()
        reader.saved()
        reader.go("true")
        reader.card().locator(".choice >> text=True").click()
        reader.saved()
        reader.go("chosen")
        reader.card().locator(".choice >> text=Fair enough").click()
        reader.saved()
        reader.go("counted")
        reader.card().get_by_label("Answer: a number").fill("3")
        reader.saved()
        page.click("#list >> text=Title of counted >> nth=1")
        assert reader.card().locator("legend").text_content() == "Are 3 too many?"
        reader.card().locator(".choice >> text=Not applicable").click()
        reader.saved()
        reader.go("named")
        reader.card().get_by_label("Answer: text").fill("team-a\nteam-b")
        reader.saved()
        page.reload()
        assert page.text_content("#count") == "6 of 7 answered, 1 rule needs more"
        assert page.input_value("#who") == ANN
        reader.go("switched")
        assert reader.card().get_by_label("Remark").input_value() == "Seen it.\n  Twice: é"
        assert reader.card().locator("input:checked").get_attribute("value") == "no"
        assert "proof/paper.pdf" in str(reader.card().locator("[data-evidence]").text_content())
        reader.go("named")
        assert reader.card().get_by_label("Answer: text").input_value() == "team-a\nteam-b"
        assert form.end() == "\nanswered 6; rules that still need an answer: 1 (answers.yml)\n"
    found = entries(tmp_path)
    switched = found["switched"]
    digest = hashlib.sha256(b"signed").hexdigest()
    assert (switched.answer, switched.who, switched.remark) == ("no", ANN, "Seen it.\n  Twice: é")
    assert switched.evidence == (Evidence("proof/paper.pdf", digest),)
    assert switched.expires > switched.when
    assert (found["true"].answer, found["chosen"].answer) == ("true", oid("fair", "choice"))
    assert (found[oid("counted")].answer, found[oid("weighed")].response) == ("3", "NOT_APPLICABLE")
    assert found["named"].answer == "team-a\nteam-b"
    assert judged(scapkit, tmp_path) == {
        **{"switched": "pass", "true": "fail", "chosen": "pass", "named": "pass"},
        **{"counted": "notapplicable", "hostile": "notchecked"},
    }
    assert reader.complaints == []
    origin = form.address.partition("/enter")[0]
    assert [url for url in reader.requests if not url.startswith((origin, "data:"))] == []


def test_every_kind_of_question_is_answered_by_the_keyboard_alone(context: Any, scapkit: Run, tmp_path: Path) -> None:
    with served(tmp_path, "--who", BO) as form:
        reader = Reader(context, form.address)
        order = []

        def answered(*keys: str) -> None:
            order.append(reader.current)
            before = reader.page.url
            reader.pressed(*keys)
            reader.page.wait_for_url(lambda url: url != before)

        answered("n", "Enter")
        answered("f", "r", *"Why not", "Control+Enter")
        answered("3", "Enter")
        answered("1", *"12", "Enter")
        answered("y", "Enter")
        answered("1", *"nobody", "Control+Enter")
        assert reader.current == "hostile"
        reader.pressed("k", "k")
        assert reader.card().locator("legend").text_content() == "Are 12 too many?"
        reader.pressed("j", "j", "5", "Enter")
        reader.page.wait_for_selector("#done:not([hidden])")
        assert reader.page.text_content("#count") == "7 of 7 answered"
        assert reader.complaints == []
    assert order == ["switched", "true", "chosen", "counted", "counted", "named"]
    assert {each.who for each in entries(tmp_path).values()} == {BO}
    assert entries(tmp_path)["true"].remark == "Why not"
    assert judged(scapkit, tmp_path) == {
        **{"switched": "pass", "true": "pass", "chosen": "fail", "named": "fail"},
        **{"counted": "fail", "hostile": "notchecked"},
    }


def test_nothing_is_saved_without_a_name_and_with_one_what_was_chosen_is(context: Any, tmp_path: Path) -> None:
    with served(tmp_path) as form:
        reader = Reader(context, form.address)
        reader.pressed("y")
        reader.page.wait_for_selector("#who-problem:has-text('Say who you are')")
        assert not (tmp_path / "answers.yml").exists()
        reader.page.keyboard.type(ANN)
        reader.pressed("Tab")
        reader.saved()
    assert entries(tmp_path)["switched"].who == ANN


def test_what_is_wrong_is_told_at_its_field_and_the_rest_stays(context: Any, tmp_path: Path) -> None:
    with served(tmp_path, "--who", ANN) as form:
        reader = Reader(context, form.address)
        reader.go("counted")
        reader.card().get_by_label("Answer: a number").fill("many")
        reader.card().locator("[data-problem=answer]:has-text('wants a number')").wait_for()
        assert reader.card().get_by_label("Answer: a number").get_attribute("aria-invalid") == "true"
        reader.card().get_by_label("Answer: a number").fill("0")
        reader.saved()
        reader.card().get_by_label("Holds until").fill("soon")
        reader.card().locator("[data-problem=expires]:has-text('is no date')").wait_for()
        reader.card().get_by_label("Holds until").fill("")
        reader.card().get_by_label("Evidence", exact=True).fill("../gone.pdf")
        reader.pressed("Enter")
        reader.card().locator("[data-problem=evidence]:has-text('is no file')").wait_for()
        assert reader.complaints == []
    assert entries(tmp_path)[oid("counted")].answer == "0"


def test_search_and_filters_narrow_the_list_and_a_deep_link_opens_a_question(context: Any, tmp_path: Path) -> None:
    with served(tmp_path, "--who", BO) as form:
        reader = Reader(context, form.address)
        reader.pressed("/", *"etc motd")
        assert reader.page.locator("#list li:not([hidden])").count() == 1
        reader.pressed("Escape")
        assert reader.page.locator("#list li:not([hidden])").count() == 7
        reader.pressed("n")
        reader.saved()
        reader.page.click("button:has-text('Unanswered')")
        assert reader.page.locator("#list li:not([hidden])").count() == 5
        again = Reader(context, f"{reader.page.url.partition('#')[0]}#q3")
        assert again.current == "chosen"


def test_hostile_text_runs_nothing(context: Any, tmp_path: Path) -> None:
    with served(tmp_path, "--who", "<b>Bo</b>") as form:
        reader = Reader(context, form.address)
        reader.page.click("#list li:last-child a")
        assert reader.current == "hostile"
        reader.card().get_by_label("Remark").fill("</script><img src=x onerror=\"document.title='x'\">\u202e")
        reader.pressed("Escape", "n")
        reader.saved()
        reader.page.reload()
        assert "<b>Bo</b>" in str(reader.card().locator("[data-standing]").text_content())
        assert "[U+202E]" in str(reader.card().locator("[data-standing]").text_content())
        assert reader.page.locator("main img, main script").count() == 0
        assert reader.page.title() == "Questions: A Small Guide"
        assert reader.complaints == []
    assert entries(tmp_path)["hostile"].remark.endswith('">\u202e')


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_fits_the_screen(browser: Any, tmp_path: Path, width: int, scheme: str) -> None:
    found = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    with served(tmp_path) as form:
        reader = Reader(found, form.address)
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
        assert reader.complaints == []
    found.close()


def test_commands_are_copied_without_their_prompt(context: Any, tmp_path: Path) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    with served(tmp_path) as form:
        reader = Reader(context, form.address)
        reader.card().get_by_role("button", name="Copy the commands").click()
        reader.card().locator("button:has-text('Copied')").wait_for()
        assert reader.page.evaluate("navigator.clipboard.readText()") == "cat /etc/motd\nls -l '/etc'"
        assert reader.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_whatever_is_shown(browser: Any, tmp_path: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    with served(tmp_path) as form:
        reader = Reader(context, form.address)
        for key in ("q1", "q2", "q3", "q4", "q6"):
            reader.page.evaluate(f"location.hash = '{key}'")
            assert violations(reader.page) == []
        reader.pressed("Escape", "1", *"x")
        reader.page.wait_for_selector("#who-problem:has-text('Say who')")
        assert violations(reader.page) == []
        reader.page.fill("#who", BO)
        reader.pressed("Tab")
        reader.saved()
        assert violations(reader.page) == []
    context.close()


def test_evidence_is_uploaded_beside_the_answers_and_writes_over_nothing(context: Any, tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "a b.pdf").write_bytes(b"another")
    with served(tmp_path, "--who", BO) as form:
        reader = Reader(context, form.address)
        reader.pressed("n")
        reader.saved()
        for data in (b"signed", b"signed", b""):
            file: Any = {"name": "a b.pdf", "mimeType": "application/pdf", "buffer": data}
            reader.card().locator("[data-upload]").set_input_files(file)
            reader.saved()
            reader.card().locator("[data-saved]:has-text('Saved')").wait_for()
        reader.card().locator("[data-evidence] li:nth-child(3)").wait_for()
        reader.saved()
        assert reader.complaints == []
    assert [each.file for each in entries(tmp_path)["switched"].evidence] == [
        *["evidence/a b-2.pdf"] * 2,
        "evidence/a b-3.pdf",
    ]
    assert (tmp_path / "evidence" / "a b.pdf").read_bytes() == b"another"
    assert (tmp_path / "evidence" / "a b-2.pdf").read_bytes() == b"signed"
    assert len(list((tmp_path / "evidence").iterdir())) == 3


def test_what_was_found_in_the_assets_of_a_collection_is_shown_with_the_question(
    context: Any, eks: Path, tmp_path: Path
) -> None:
    dumps = two_clusters(tmp_path)
    with serving(tmp_path, eks / "ssg-eks-ds.xml", "--profile", "cis", "--dump", dumps) as form:
        reader = Reader(context, form.address)
        assert "found in 2 assets" in str(reader.page.text_content("header .eyebrow"))
        reader.page.click("#list >> text=Consider Fargate")
        found = str(reader.card().locator(".seen pre").text_content())
        assert found.startswith("shop, till:\n  the check came to: fail\n    - reporting: has Pods on nodes")
        assert violations(reader.page) == []
        assert reader.complaints == []
