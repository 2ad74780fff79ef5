"""Values that content masks, in reports: what one object masks is masked wherever it stands (OVAL 5.11, mask)."""

from pathlib import Path

import pytest

from scapkit.names import OVAL_COMMON, OVAL_DEF, OVAL_SYSTEM, XCCDF
from shared import Run

SECRET = "hunter2"
MASKED = "(masked)"
DOCUMENT = f"""<oval_definitions xmlns="{OVAL_DEF}" xmlns:oval="{OVAL_COMMON}" xmlns:ind="{OVAL_DEF}#independent">
<generator><oval:schema_version>5.11</oval:schema_version><oval:timestamp>2026-01-02T03:04:05</oval:timestamp></generator>
<definitions><definition id="oval:x:def:1" version="1" class="compliance"><metadata><title>t</title><description/></metadata>
<criteria operator="OR"><criterion test_ref="oval:x:tst:1"/><criterion test_ref="oval:x:tst:2"/></criteria></definition></definitions>
<tests>TESTS</tests><objects><ind:textfilecontent54_object id="oval:x:obj:1" version="1"><ind:filepath>/etc/x</ind:filepath>
<ind:pattern operation="pattern match">^(.*)$</ind:pattern><ind:instance datatype="int">1</ind:instance>
</ind:textfilecontent54_object></objects>
<states><ind:textfilecontent54_state id="oval:x:ste:1" version="1"><ind:text mask="true">other</ind:text>
<ind:subexpression mask="true">other</ind:subexpression></ind:textfilecontent54_state>
<ind:textfilecontent54_state id="oval:x:ste:2" version="1"><ind:instance datatype="int">2</ind:instance>
</ind:textfilecontent54_state></states></oval_definitions>"""
BENCHMARK = f"""<Benchmark xmlns="{XCCDF}" id="xccdf_org.example_benchmark_b"><status>draft</status><title>b</title>
<version>1</version><Rule id="xccdf_org.example_rule_r" selected="true"><title>r</title>
<check system="{OVAL_SYSTEM}"><check-content-ref href="x-oval.xml" name="oval:x:def:1"/></check></Rule></Benchmark>"""
WAIVERS = "waivers:\n- {rule: r, asset: '*', result: pass, authority: a, reason: b, expires: 2999-01-01, findings: [nothing]}\n"
TEST = """<ind:textfilecontent54_test id="oval:x:tst:{0}" version="1" check="all" comment="c">
<ind:object object_ref="oval:x:obj:1"/><ind:state state_ref="oval:x:ste:{0}"/></ind:textfilecontent54_test>"""


def _written(folder: Path, mask: str = 'mask="true"') -> Path:
    """A folder with a tree that has a secret, and content that masks it in one of two tests."""
    (folder / "tree" / "etc").mkdir(parents=True, exist_ok=True)
    (folder / "tree" / "etc" / "x").write_text(f"{SECRET}\n", encoding="utf-8")
    document = DOCUMENT.replace("TESTS", TEST.format(1) + TEST.format(2)).replace('mask="true"', mask)
    (folder / "x-oval.xml").write_text(document, encoding="utf-8")
    (folder / "x-xccdf.xml").write_text(BENCHMARK, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["json", "html"])
def test_a_value_that_one_test_masks_is_shown_by_none(scapkit: Run, tmp_path: Path, name: str) -> None:
    content = _written(tmp_path) / "x-oval.xml"
    told = tmp_path / "told"
    done = scapkit("evaluate", content, "--dump", tmp_path / "tree", "--report", f"{name}={told}")
    assert done.returncode == 0, done.stderr
    text = told.read_text(encoding="utf-8")
    assert SECRET not in text + done.stdout
    assert MASKED in text


def test_a_waiver_that_does_not_cover_a_masked_value_does_not_tell_it(scapkit: Run, tmp_path: Path) -> None:
    folder, arf = _written(tmp_path), tmp_path / "arf.xml"
    (folder / "w.yml").write_text(WAIVERS, encoding="utf-8")
    command = ("evaluate", folder / "x-xccdf.xml", "--dump", folder / "tree", "--arf", arf)
    done = scapkit(*command, "--waivers", folder / "w.yml")
    assert f"does not cover {MASKED}" in done.stderr
    assert f"does not cover {MASKED}" in arf.read_text(encoding="utf-8")
    assert SECRET not in done.stdout + done.stderr + arf.read_text(encoding="utf-8")


def test_what_changed_and_baselines_do_not_tell_what_another_program_did_not_mask(scapkit: Run, tmp_path: Path) -> None:
    folder = _written(tmp_path, mask='mask="false"')
    arf, known = tmp_path / "arf.xml", tmp_path / "known.yml"
    scapkit("evaluate", folder / "x-xccdf.xml", "--dump", folder / "tree", "--arf", arf)
    text = arf.read_text(encoding="utf-8")
    assert SECRET in text
    arf.write_text(text.replace('mask="false"', 'mask="true"'), encoding="utf-8")
    (folder / "none.yml").write_text("baseline: 1\naccepted: []\n", encoding="utf-8")
    done = scapkit("diff", arf, "--baseline", folder / "none.yml", "--write-baseline", known)
    assert f"+ {MASKED}" in done.stdout
    assert MASKED in known.read_text(encoding="utf-8")
    assert SECRET not in done.stdout + done.stderr + known.read_text(encoding="utf-8")
