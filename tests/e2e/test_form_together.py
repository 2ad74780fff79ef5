"""The form while others write, too: a second window, an editor, who signs off; and when it ends."""

from pathlib import Path
from typing import Any

from form_reader import ANN, BO, Reader, entries
from questioned import oid, served
from scapkit.ocil.answers_file import read_answers


def test_of_two_windows_the_second_is_told_what_the_first_saved_and_nothing_is_lost(
    context: Any, tmp_path: Path
) -> None:
    with served(tmp_path) as form:
        first = Reader(context, form.address)
        second = Reader(context, first.page.url)
        first.page.fill("#who", ANN)
        second.page.fill("#who", BO)
        first.card().get_by_label("Remark").fill("Mine")
        first.card().locator(".choice >> text=No").first.click()
        first.saved()
        second.page.evaluate("dispatchEvent(new Event('focus'))")
        second.card().locator("[data-standing]:has-text('Ann Lee')").wait_for()
        assert second.card().get_by_label("Remark").input_value() == "Mine"
        second.card().get_by_label("Remark").fill("Mine, now")
        second.saved()
        first.card().get_by_label("Remark").fill("Still mine")
        conflict = first.card().locator("[data-conflict]:not([hidden])")
        conflict.wait_for()
        assert "by Bo" in str(conflict.text_content())
        assert entries(tmp_path)["switched"].remark == "Mine, now"
        assert first.card().get_by_label("Remark").input_value() == "Still mine"
        first.card().get_by_text("Save mine over it").click()
        first.saved()
        assert (entries(tmp_path)["switched"].who, entries(tmp_path)["switched"].remark) == (ANN, "Still mine")
        second.card().get_by_label("Remark").fill("Again")
        second.card().locator("[data-conflict]:not([hidden])").wait_for()
        second.card().get_by_text("Take what is there").click()
        assert second.card().get_by_label("Remark").input_value() == "Still mine"
        assert (first.complaints, second.complaints) == ([], [])


def test_what_is_typed_while_an_answer_is_on_its_way_is_not_overwritten(context: Any, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    with served(tmp_path, "--who", BO) as form:
        reader = Reader(context, form.address)
        waiting: list[Any] = []

        def hold(route: Any) -> None:
            waiting.append(route)

        reader.page.route("**/answer", hold, times=1)
        reader.pressed("n")
        while not waiting:
            reader.page.wait_for_timeout(20)
        reader.card().get_by_label("Remark").fill("Typed meanwhile")
        reader.card().get_by_label("Evidence", exact=True).fill("a.pdf")
        reader.card().get_by_role("button", name="Add").click()
        waiting[0].continue_()
        reader.saved()
        assert reader.card().get_by_label("Remark").input_value() == "Typed meanwhile"
        assert reader.complaints == []
    found = entries(tmp_path)["switched"]
    assert (found.remark, [each.file for each in found.evidence]) == ("Typed meanwhile", ["a.pdf"])


def test_a_file_that_is_edited_meanwhile_is_read_and_a_mistake_in_it_is_told_and_kept(
    context: Any, tmp_path: Path
) -> None:
    file = tmp_path / "answers.yml"
    with served(tmp_path, "--who", BO) as form:
        reader = Reader(context, form.address)
        given = "- {rule: 'true', answer: no, who: Ann, when: 2026-01-02}\n- {rule: gone, answer: no}\n"
        file.write_text(f"answers:\n{given}", encoding="utf-8")
        reader.pressed("n")
        reader.saved()
        assert {"true", "switched", "gone"} == set(entries(tmp_path))
        assert "the answer to gone does not count" in str(reader.page.text_content("#strays:not([hidden])"))
        assert reader.page.text_content("#count") == "2 of 6 answered, 4 rules need more"
        good = file.read_text(encoding="utf-8")
        file.write_text(f"{good}- rule: named\n  anwser: x\n", encoding="utf-8")
        reader.card().get_by_label("Remark").fill("Lost?")
        reader.card().locator("[data-problem='']:has-text('answers.yml:')").wait_for()
        assert "anwser: x" in file.read_text(encoding="utf-8")
        file.write_text(good, encoding="utf-8")
        reader.card().get_by_label("Remark").fill("Not lost")
        reader.saved()
    assert entries(tmp_path)["switched"].remark == "Not lost"


def test_what_expired_or_waits_for_a_sign_off_is_listed_and_somebody_else_signs_off(
    context: Any, tmp_path: Path
) -> None:
    old = "{rule: switched, answer: no, who: Ann, when: 2025-01-01, expires: 2025-02-01}"
    new = "{rule: named, answer: team-a, who: Ann, when: 2025-01-01}"
    text = f"needs_sign_off: true\nanswers:\n- {old}\n- {new}\n"
    (tmp_path / "answers.yml").write_text(text, encoding="utf-8")
    with served(tmp_path, "--who", "Ann") as form:
        reader = Reader(context, form.address)
        reader.page.click("button:has-text('Expired or void')")
        assert reader.page.locator("#list li:not([hidden])").count() == 2
        reader.page.click("button:has-text('To sign off')")
        reader.page.click("#list li:not([hidden]) a")
        assert "it is not signed off" in str(reader.card().locator("[data-standing]").text_content())
        reader.card().get_by_role("button", name="Sign off").click()
        reader.page.wait_for_selector("#who-problem:has-text('signed off by who gave it')")
        reader.page.fill("#who", BO)
        reader.card().get_by_role("button", name="Sign off").click()
        reader.saved()
        assert "signed off by Bo" in str(reader.card().locator("[data-standing]").text_content())
    found = entries(tmp_path)["named"]
    assert found.sign_off is not None
    assert (found.who, found.when, found.sign_off.who) == ("Ann", "2025-01-01", "Bo")
    assert read_answers(str(tmp_path / "answers.yml")).needs_sign_off


def test_an_answer_is_taken_back(context: Any, tmp_path: Path) -> None:
    with served(tmp_path, "--who", BO) as form:
        reader = Reader(context, form.address)
        reader.pressed("n")
        reader.saved()
        reader.card().get_by_role("button", name="Take back").click()
        reader.card().locator("[data-standing]:has-text('Unanswered')").wait_for()
        assert reader.card().locator("input:checked").count() == 0
        assert entries(tmp_path) == {}


def test_when_the_server_has_gone_what_was_typed_stays_and_is_said_not_to_be_saved(
    context: Any, tmp_path: Path
) -> None:
    with served(tmp_path, "--who", BO) as form:
        reader = Reader(context, form.address)
        form.end()
        reader.pressed("n")
        reader.card().locator("[data-problem='']:has-text('Not saved')").wait_for()
        assert reader.card().locator("input:checked").get_attribute("value") == "no"


def test_answers_for_one_asset_stand_beside_those_for_all(context: Any, tmp_path: Path) -> None:
    general = "answers:\n- {rule: switched, answer: yes, who: Ann, when: 2026-01-02}\n"
    (tmp_path / "answers.yml").write_text(general, encoding="utf-8")
    with served(tmp_path, "--who", BO, "--asset", "shop") as form:
        reader = Reader(context, form.address)
        assert "answers for shop" in str(reader.page.text_content("header .eyebrow"))
        reader.go("switched")
        standing = str(reader.card().locator("[data-standing]").text_content())
        assert "answered by one for every asset: answer 'yes' by Ann" in standing
        assert not reader.card().get_by_role("button", name="Take back").is_visible()
        reader.pressed("n")
        reader.saved()
        assert reader.complaints == []
    found = read_answers(str(tmp_path / "answers.yml")).entries
    assert [(each.asset, each.answer) for each in found] == [("", "yes"), ("shop", "no")]


def test_what_is_no_evidence_goes_back_into_its_field_and_stands_in_nobodys_way(context: Any, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"signed")
    with served(tmp_path, "--who", ANN) as form:
        reader = Reader(context, form.address)
        reader.go("counted")
        field = reader.card().get_by_label("Evidence", exact=True)
        field.fill("../gone.pdf")
        reader.pressed("Enter")
        field.fill("a.pdf")
        reader.pressed("Enter")
        reader.card().get_by_label("Answer: a number").fill("0")
        reader.card().locator("[data-problem=evidence]:has-text('is no file')").wait_for()
        assert field.input_value() == "../gone.pdf"
        assert "a.pdf" in str(reader.card().locator("[data-evidence] li").text_content())
        reader.card().get_by_label("Remark").fill("Typed after it")
        reader.saved()
    found = entries(tmp_path)[oid("counted")]
    assert (found.answer, found.remark, [each.file for each in found.evidence]) == ("0", "Typed after it", ["a.pdf"])
