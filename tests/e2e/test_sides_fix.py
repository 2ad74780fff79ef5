"""`scapkit fix`: what rules say to do, as one script of each kind."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from scapkit.model.xccdf import Benchmark, Text
from shared import Run
from small_benchmark import ANSIBLE, BASH, KUBERNETES, UMASK, rule, sub, with_rules, written, xid

BLOCK = re.compile(r"#{79}\n# (\S+)\n.*?\n#{79}\nbegin[^\n]*\n\(\n:\n(.*?)\n\)\nfinish", re.DOTALL)
OSCAP_BLOCK = re.compile(r"BEGIN fix [^\n]* for '(\S+)'\n#+\n[^\n]*\n(.*?)\n# END fix", re.DOTALL)


def script(scapkit: Run, path: Path, name: str) -> str:
    done = scapkit("fix", path, "--profile", "base", "--format", name)
    assert done.returncode == 0, done.stderr
    return done.stdout


def playbook(scapkit: Run, path: Path) -> dict[str, object]:
    (play,) = yaml.safe_load(script(scapkit, path, "ansible"))
    return play  # type: ignore[no-any-return]


@pytest.mark.parametrize(("product", "profile"), [("chromium", "stig"), ("firefox", "stig")])
def test_a_bash_script_has_the_fixes_that_oscap_writes(
    scapkit: Run, oscap: str, public_content: Path, product: str, profile: str
) -> None:
    content = public_content / f"ssg-{product}-ds.xml"
    ours = scapkit("fix", content, "--profile", profile, "--format", "bash")
    words = [oscap, "xccdf", "generate", "fix", "--fix-type", "bash", "--profile", profile, content]
    theirs = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    theirs = theirs.replace("='\n        '", "=''")  # oscap takes the white space after an empty value for it
    expected = {name: text.strip() for name, text in OSCAP_BLOCK.findall(theirs) if "IS MISSING!" not in text}
    assert len(expected) > 20
    assert {name: text.strip() for name, text in BLOCK.findall(ours.stdout)} == expected
    assert subprocess.run(["bash", "-n"], input=ours.stdout, text=True, check=False).returncode == 0


def test_a_fix_that_fails_stops_no_other_and_is_told(scapkit: Run, tmp_path: Path) -> None:
    path = tmp_path / "fix.sh"
    done = scapkit("fix", written(tmp_path), "--profile", "base", "--output", path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "scapkit: 3 of 5 selected rules have a fix for bash\n"
    out = tmp_path / "out.txt"
    ran = subprocess.run(["bash", path], env={"OUT": str(out)}, capture_output=True, text=True, check=False)
    assert out.read_text(encoding="utf-8") == "umask 077\nbefore\n"
    assert ran.returncode == 1
    assert "1 of 3 fixes failed:\n    fails\n" in ran.stderr
    assert "# no fix: manual\n" in path.read_text(encoding="utf-8")


def test_what_is_a_quote_in_a_value_does_not_end_it(scapkit: Run, tmp_path: Path) -> None:
    benchmark = with_rules(rule("say", (BASH, f'text=\'{sub("umask")}\'\nprintf %s "$text" &gt; "$OUT"')))
    value = UMASK._replace(values=(("", "it's $(id); 'fine'"),))
    path = tmp_path / "fix.sh"
    path.write_text(script(scapkit, written(tmp_path, benchmark._replace(values=(value,))), "bash"), encoding="utf-8")
    subprocess.run(["bash", path], env={"OUT": str(tmp_path / "out")}, check=True, capture_output=True)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "it's $(id); 'fine'"


def hostile() -> Benchmark:
    evil = rule("a'b$(touch pwned)", (BASH, "true"), (ANSIBLE, "- name: x\n  ping:\n"))
    return with_rules(evil._replace(titles=(Text("one\ntouch pwned\x85touch pwned"),)))


@pytest.mark.parametrize("name", ["bash", "ansible"])
def test_ids_and_titles_never_become_commands(scapkit: Run, tmp_path: Path, name: str) -> None:
    path = written(tmp_path, hostile())
    text = path.read_text(encoding="utf-8").replace("a'b$(touch pwned)", "a&apos;b$(touch pwned)")
    path.write_text(text, encoding="utf-8")
    made = script(scapkit, path, name)
    if name == "bash":
        subprocess.run(["bash"], input=made, text=True, cwd=tmp_path, check=True, capture_output=True)
        assert not (tmp_path / "pwned").exists()
    else:
        assert yaml.safe_load(made)[0]["tasks"][0]["ping"] is None


def test_a_playbook_has_tagged_tasks_and_its_values_as_variables(scapkit: Run, tmp_path: Path) -> None:
    play = playbook(scapkit, written(tmp_path))
    assert play["vars"] == {"umask_value": "077"}
    (task,) = play["tasks"]  # type: ignore[misc]
    assert task["name"] == "Say it"
    assert task["tags"] == ["CCE-80000-1", "own", "umask", "high_severity", "no_reboot_needed"]


def test_a_value_inside_a_task_stays_text_whatever_it_holds(scapkit: Run, tmp_path: Path) -> None:
    fix = f'- name: write\n  copy:\n    content: "umask: {sub("umask")}"\n    mode: {sub("umask")}\n  tags: one, two\n'
    value = UMASK._replace(values=(("", 'a": [b'),))
    benchmark = with_rules(rule("write", (ANSIBLE, fix)))._replace(values=(value,))
    (task,) = playbook(scapkit, written(tmp_path, benchmark))["tasks"]  # type: ignore[misc]
    assert task["copy"] == {"content": 'umask: a": [b', "mode": 'a": [b'}
    assert task["tags"][:2] == ["one", "two"]


def test_one_name_for_two_values_is_no_variable(scapkit: Run, tmp_path: Path) -> None:
    other = UMASK._replace(id=xid("value", "other"), values=(("", "1"),))
    fixes = [f"- set_fact:\n    v: {sub(name)}\n" for name in ("umask", "other")]
    benchmark = with_rules(*(rule(f"r{n}", (ANSIBLE, text)) for n, text in enumerate(fixes)))
    play = playbook(scapkit, written(tmp_path, benchmark._replace(values=(UMASK, other))))
    assert play["vars"] == {"v": "077"}
    assert [task["set_fact"] for task in play["tasks"]] == [{"v": "1"}]  # type: ignore[attr-defined]


def test_empty_lines_at_the_end_of_a_task_stay_its_own(scapkit: Run, tmp_path: Path) -> None:
    benchmark = with_rules(*(rule(f"r{n}", (ANSIBLE, "- copy:\n    content: |+\n      a\n\n\n")) for n in (1, 2)))
    play = playbook(scapkit, written(tmp_path, benchmark))
    assert [task["copy"]["content"] for task in play["tasks"]] == ["a\n\n\n"] * 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "system", "text"),
    [
        ("ansible", ANSIBLE, "- name: [unclosed\n"),
        ("ansible", ANSIBLE, "just: a mapping"),
        ("ansible", ANSIBLE, "- " + "[" * 5000),
        ("ansible", ANSIBLE, "# nothing"),
        ("kubernetes", KUBERNETES, "a: b: c"),
        ("kubernetes", KUBERNETES, "- a list"),
        ("kubernetes", KUBERNETES, "a: \x85\x07".replace("\x07", "\t- [")),
    ],
)
def test_a_fix_that_cannot_be_used_is_left_out_and_told(
    scapkit: Run, tmp_path: Path, name: str, system: str, text: str
) -> None:
    good = "- name: good\n  ping:\n" if name == "ansible" else "apiVersion: v1\nkind: Namespace\n"
    path = written(tmp_path, with_rules(rule("bad", (system, text)), rule("good", (system, good))))
    done = scapkit("fix", path, "--profile", "base", "--format", name)
    assert done.returncode == 0
    assert "warning: unusable-fix: the fix of bad is left out" in done.stderr
    assert f"1 of 2 selected rules have a fix for {name}" in done.stderr
    assert "# no fix: bad\n" in done.stdout and len(list(yaml.safe_load_all(done.stdout))) == 1


def test_a_fix_that_names_no_known_value_is_left_out(scapkit: Run, tmp_path: Path) -> None:
    path = written(tmp_path, with_rules(rule("bad", (BASH, sub("nowhere"))), rule("good", (BASH, "true"))))
    done = scapkit("fix", path, "--profile", "base")
    assert "unusable-fix: the fix of bad is left out: it names xccdf_org.example_value_nowhere" in done.stderr
    assert [name for name, _ in BLOCK.findall(done.stdout)] == [xid("rule", "good")]


def test_manifests_are_a_stream_of_documents(scapkit: Run, tmp_path: Path) -> None:
    two = "---\napiVersion: v1\nkind: Namespace\n---\napiVersion: v1\nkind: Secret\n"
    path = written(tmp_path, with_rules(rule("two", (KUBERNETES, two)), rule("one", (KUBERNETES, "kind: Pod"))))
    documents = yaml.safe_load_all(script(scapkit, path, "kubernetes"))
    assert [each["kind"] for each in documents] == ["Namespace", "Secret", "Pod"]


def test_what_cannot_be_written_is_one_line(scapkit: Run, public_content: Path, tmp_path: Path) -> None:
    path = written(tmp_path)
    for words, code, hint in (
        (("--profile", "bse"), "unknown-profile", "did you mean base?"),
        (("--profile", "base", "--format", "bsh"), "unknown-format", "did you mean bash?"),
    ):
        done = scapkit("fix", path, *words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert code in done.stderr and hint in done.stderr
    out = tmp_path / "none.yml"
    content = public_content / "ssg-firefox-ds.xml"
    done = scapkit("fix", content, "--profile", "stig", "--format", "ansible", "--output", out)
    assert done.returncode == 1 and "no-fix" in done.stderr and "there are fixes for bash" in done.stderr
    assert not out.exists()
