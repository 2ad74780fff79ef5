"""A newcomer's first commands, as typed in an empty folder."""

import subprocess
import sys
from pathlib import Path

from shared import Run

PRODUCT = "my-linux"
DATASTREAM = f"output/{PRODUCT}/local-{PRODUCT}-ds.xml"


def test_first_commands_of_a_newcomer_work(scapkit: Run, tmp_path: Path) -> None:
    started = scapkit("new", "product", PRODUCT, cwd=tmp_path)
    assert (started.returncode, started.stderr) == (0, "")
    written, _, steps = started.stdout.partition("\nnext:\n")
    assert all((tmp_path / path).is_file() for path in written.split())
    build, evaluate, test, *_ = [step.split() for step in steps.splitlines()]
    (tmp_path / "tree" / "etc").mkdir(parents=True)
    for name in ("passwd", "os-release"):
        (tmp_path / "tree" / "etc" / name).write_text("")
        (tmp_path / "tree" / "etc" / name).chmod(0o644)
    evaluate[evaluate.index("/")] = "tree"
    for words in (build, evaluate, test):
        done = scapkit(*words[1:], cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, ""), words


def test_cases_run_under_plain_pytest(scapkit: Run, tmp_path: Path) -> None:
    scapkit("new", "product", PRODUCT, cwd=tmp_path)
    scapkit("new", "rule", "system/undecided", "--template", "file_permissions", cwd=tmp_path)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rs"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "3 passed, 1 skipped" in done.stdout, done.stdout
    assert "tests/cases/undecided.yml:5:5: undecided: " in done.stdout
    assert "say which result is right; it is fail" in done.stdout


def test_wrong_case_is_told_with_exit_code_2(scapkit: Run, tmp_path: Path) -> None:
    scapkit("new", "product", PRODUCT, cwd=tmp_path)
    cases = tmp_path / "tests" / "cases" / "file_permissions_etc_passwd.yml"
    cases.write_text(cases.read_text().replace("'0666'", "'0600'"))
    done = scapkit("test", cwd=tmp_path)
    assert done.returncode == 2
    assert "everybody may write: must be fail; it is pass" in done.stdout
    assert done.stdout.splitlines()[-1] == "3 cases: 2 right, 1 wrong, 0 undecided"


def test_new_product_gives_lint_nothing_to_say(scapkit: Run, tmp_path: Path) -> None:
    scapkit("new", "product", PRODUCT, cwd=tmp_path)
    done = scapkit("lint", "--strict", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


def test_folder_without_a_project_is_told(scapkit: Run, tmp_path: Path) -> None:
    done = scapkit("build", PRODUCT, cwd=tmp_path)
    assert done.returncode == 1
    assert f"unknown-product: no product {PRODUCT}; " in done.stderr
    assert "(no project is here; --source names its folder)" in done.stderr


def test_product_that_the_project_here_lacks_is_told_of_it(scapkit: Run, tmp_path: Path) -> None:
    scapkit("new", "product", PRODUCT, cwd=tmp_path)
    done = scapkit("build", "my-linus", cwd=tmp_path)
    assert (
        done.stderr
        == "scapkit: content: unknown-product: no product my-linus; there are: my-linux (did you mean my-linux?)\n"
    )
