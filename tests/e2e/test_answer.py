"""scapkit answer: a form to fill in, and a person at a terminal."""

import hashlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

from answered import content, oid
from scapkit.model.answers import Evidence
from scapkit.ocil.answers_file import read_answers
from shared import SAMPLES, Run
from two_clusters import two_clusters

NEW = 1_790_000_000


def typed(folder: Path, keys: str, *more: str) -> str:
    """What a session in a terminal shows where these keys are typed; a line each, then end of input."""
    leader, follower = pty.openpty()
    words = [sys.executable, "-m", "scapkit", "answer", str(content(folder)), "--profile", "base", *more]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(NEW), "TERM": "dumb"}
    process = subprocess.Popen(words, stdin=follower, stdout=follower, stderr=follower, cwd=folder, env=environment)
    os.close(follower)
    os.write(leader, f"{keys}\x04".encode())
    shown = b""
    while True:
        try:
            block = os.read(leader, 65536)
        except OSError:
            break
        if not block:
            break
        shown += block
    process.wait(timeout=60)
    os.close(leader)
    return shown.decode(errors="replace").replace("\r\n", "\n")


def test_a_person_answers_leaves_and_takes_it_up_again(tmp_path: Path) -> None:
    first = typed(tmp_path, "perhaps\nno\nSeen it.\n90\n\n:q\n", "--who", "Ann")
    assert "Is plain bad?" in first
    assert "that is no answer: it wants yes or no" in first
    assert "answered 1; rules that still need an answer: " in first
    (entry,) = read_answers(str(tmp_path / "answers.yml")).entries
    assert (entry.rule, entry.answer, entry.who, entry.remark) == ("plain", "no", "Ann", "Seen it.")
    assert (entry.when, entry.expires) == ("2026-09-21T14:13:20Z", "2026-12-20")
    second = typed(tmp_path, "2\nToo bad\n\n\n:q\n", "--who", "Bo")
    assert "Is plain bad?" not in second
    assert "How is it?" in second
    kept, added = read_answers(str(tmp_path / "answers.yml")).entries
    assert kept._replace(line=0) == entry._replace(line=0)
    assert (added.answer, added.who) == (oid("bad", "choice"), "Bo")


def test_evidence_is_hashed_and_must_lie_beside_the_answers(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"signed")
    shown = typed(tmp_path, "\nbad\n\n\ngone.pdf\n../x\npaper.pdf\n\n:q\n", "--who", "Ann")
    assert "gone.pdf is no file" in shown
    assert "evidence that is asked for: Paper" in shown
    (entry,) = read_answers(str(tmp_path / "answers.yml")).entries
    (evidence,) = entry.evidence
    assert evidence == Evidence("paper.pdf", hashlib.sha256(b"signed").hexdigest(), "ocil:x-paper:artifact:1")


def test_the_end_of_input_keeps_what_was_answered_and_responses_have_words(tmp_path: Path) -> None:
    shown = typed(tmp_path, "Cy\n?\n:na\n\nsoon\n\n\n")
    assert "who answers" in shown
    assert "not applicable" in shown
    assert "soon is no date" in shown
    (entry,) = read_answers(str(tmp_path / "answers.yml")).entries
    assert (entry.who, entry.response, entry.answer) == ("Cy", "NOT_APPLICABLE", None)


def test_an_answer_that_expired_is_asked_for_again_and_replaced(tmp_path: Path) -> None:
    old = "answers:\n- {rule: plain, answer: no, who: Ann, when: 2025-01-01, expires: 2025-02-01}\n"
    (tmp_path / "answers.yml").write_text(old, encoding="utf-8")
    shown = typed(tmp_path, "yes\n\n\n\n:q\n", "--who", "Bo")
    assert "does not count: it expired on 2025-02-01" in shown
    (entry,) = read_answers(str(tmp_path / "answers.yml")).entries
    assert (entry.answer, entry.who) == ("yes", "Bo")


def test_what_is_written_into_the_file_during_a_session_is_kept_and_a_mistake_in_it_waited_for(tmp_path: Path) -> None:
    from scapkit.api.asking.answer_session import run_session
    from scapkit.api.asking.session import AnswerOptions, Session

    file = tmp_path / "answers.yml"
    good = "answers:\n- {rule: valued, answer: 3, who: Ann, when: 2026-01-01}\n"
    shown: list[str] = []

    def ask(prompt: str) -> str:
        if prompt.startswith("yes or no"):
            file.write_text(f"{good}- {{rule: joined, anwser: no}}\n", encoding="utf-8")
            return "no" if not file.with_suffix(".seen").exists() else ":q"
        if "mend the file" in prompt:
            file.write_text(good, encoding="utf-8")
            file.with_suffix(".seen").touch()
        return "" if not prompt.startswith("one of") else ":q"

    options = AnswerOptions(str(content(tmp_path)), str(file), "base")
    came = run_session(Session(options, lambda: "2026-06-01T00:00:00Z"), "Bo", ask, shown.append)
    assert came.answered == 1
    assert any("unknown-key: an answer has no anwser" in each for each in shown)
    entries = read_answers(str(file)).entries
    assert [(each.rule, each.who) for each in entries] == [("valued", "Ann"), ("plain", "Bo")]


def test_without_a_terminal_nobody_is_asked(scapkit: Run, tmp_path: Path) -> None:
    done = scapkit("answer", content(tmp_path), "--profile", "base", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "scapkit: answer: no-terminal: nobody can be asked without a terminal (try --template)\n"
    done = scapkit("answer", "gone.xml", "--profile", "base", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "scapkit: gone.xml: unreadable-file: No such file or directory\n")
    assert not (tmp_path / "answers.yml").exists()


def test_nobody_answers_without_a_name(tmp_path: Path) -> None:
    assert "unsigned" in typed(tmp_path, "\n")
    assert not (tmp_path / "answers.yml").exists()


def test_a_form_has_every_question_reads_as_no_answers_and_is_never_written_over(scapkit: Run, tmp_path: Path) -> None:
    words = ("answer", content(tmp_path), "--profile", "base", "--template", "--answers", "form.yml")
    done = scapkit(*words, cwd=tmp_path, SOURCE_DATE_EPOCH="0")
    assert (done.returncode, done.stdout) == (0, "form.yml: 8 questions to answer\n")
    text = (tmp_path / "form.yml").read_text(encoding="utf-8")
    assert "# Is plain bad?" in text
    assert "# Answer: one of Good, Bad." in text
    entries = read_answers(str(tmp_path / "form.yml")).entries
    assert len(entries) == 8
    assert not any(each.is_given for each in entries)
    assert {"plain", oid("first")} <= {each.subject for each in entries}
    again = scapkit(*words, cwd=tmp_path)
    assert again.returncode == 1
    assert "form.yml: file-exists" in again.stderr


def test_rules_that_data_decides_are_asked_about_only_on_request(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    numbers = []
    for more in ((), ("--every",)):
        file = tmp_path / f"form{len(more)}.yml"
        words = ("answer", eks / "ssg-eks-ds.xml", "--profile", "cis-node", "--template", "--answers", file, *more)
        assert scapkit(*words, SOURCE_DATE_EPOCH="0").returncode == 0
        numbers.append(len(read_answers(str(file)).entries))
    assert numbers[0] < numbers[1]


def test_what_the_check_found_is_shown_with_the_question(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    words = ("--profile", "cis-1.8", "--dump", SAMPLES / "cluster", "--template", "--answers", "form.yml")
    done = scapkit("answer", eks / "ssg-eks-ds.xml", *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "form.yml").read_text(encoding="utf-8")
    assert "# the check came to: fail" in text
    assert "#   - Namespace/default: enforces no level" in text


def test_of_a_collection_it_is_shown_what_was_found_in_which_asset(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    words = ("--profile", "cis", "--dump", two_clusters(tmp_path), "--template", "--answers")
    assert scapkit("answer", eks / "ssg-eks-ds.xml", *words, "all.yml", cwd=tmp_path).returncode == 0
    text = (tmp_path / "all.yml").read_text(encoding="utf-8")
    assert "# shop, till:" in text
    assert "  asset:" not in text


def test_answers_may_be_for_one_asset_of_a_collection_and_count_for_no_other(
    scapkit: Run, eks: Path, tmp_path: Path
) -> None:
    dumps = two_clusters(tmp_path)
    words = ("--profile", "cis", "--dump", dumps, "--template", "--answers", "shop.yml", "--asset", "shop")
    assert scapkit("answer", eks / "ssg-eks-ds.xml", *words, cwd=tmp_path).returncode == 0
    text = (tmp_path / "shop.yml").read_text(encoding="utf-8")
    assert "till" not in text
    given = "  asset: shop\n  answer: no\n  who: Ann\n  when: 2026-01-01\n"
    filled = text.replace("  asset: shop\n  answer:\n  who:\n  when:\n", given)
    assert filled != text
    (tmp_path / "answers.yml").write_text(filled, encoding="utf-8")
    judge = ("--profile", "cis", "--dump", dumps, "--answers", "answers.yml", "--json", "fleet.json")
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", *judge, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    fleet = json.loads((tmp_path / "fleet.json").read_text(encoding="utf-8"))
    counts = {each["name"]: each["counts"] for each in fleet["assets"]}
    assert counts["shop"]["fail"] < counts["till"]["fail"]


def test_an_asset_that_is_not_there_is_told_with_those_that_are(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    words = ("--profile", "cis", "--dump", two_clusters(tmp_path), "--template", "--asset", "shops")
    done = scapkit("answer", eks / "ssg-eks-ds.xml", *words, cwd=tmp_path)
    assert done.returncode == 1
    assert "unknown-asset: no asset shops in it" in done.stderr
    assert "did you mean shop?" in done.stderr
