"""What is no longer found where not all was collected: it did not go, and stays accepted."""

from pathlib import Path

import pytest

from scapkit.names import OVAL_COMMON, OVAL_DEF, OVAL_SYSTEM, XCCDF
from shared import Run

BENCHMARK = f"""<Benchmark xmlns="{XCCDF}" id="xccdf_org.example_benchmark_b"><status>draft</status><title>b</title>
<version>1</version><Rule id="xccdf_org.example_rule_r" selected="true"><title>r</title>
<check system="{OVAL_SYSTEM}"><check-content-ref href="x-oval.xml" name="oval:x:def:1"/></check></Rule></Benchmark>"""
DOCUMENT = f"""<oval_definitions xmlns="{OVAL_DEF}" xmlns:oval="{OVAL_COMMON}" xmlns:ind="{OVAL_DEF}#independent">
<generator><oval:schema_version>5.11</oval:schema_version><oval:timestamp>2026-01-02T03:04:05</oval:timestamp></generator>
<definitions><definition id="oval:x:def:1" version="1" class="compliance"><metadata><title>t</title><description/></metadata>
<criteria><criterion test_ref="oval:x:tst:1"/></criteria></definition></definitions>
<tests><ind:textfilecontent54_test id="oval:x:tst:1" version="1" check="all" comment="c">
<ind:object object_ref="oval:x:obj:1"/><ind:state state_ref="oval:x:ste:1"/></ind:textfilecontent54_test></tests>
<objects><ind:textfilecontent54_object id="oval:x:obj:1" version="1"><ind:filepath>/etc/x</ind:filepath>
<ind:pattern operation="pattern match">^(.*)$</ind:pattern>
<ind:instance datatype="int" operation="greater than or equal">1</ind:instance></ind:textfilecontent54_object></objects>
<states><ind:textfilecontent54_state id="oval:x:ste:1" version="1"><ind:subexpression>good</ind:subexpression>
</ind:textfilecontent54_state></states></oval_definitions>"""


@pytest.mark.parametrize(("flag", "went"), [("complete", True), ("incomplete", False), ("error", False)])
def test_what_is_not_found_went_only_where_all_was_collected(
    scapkit: Run, tmp_path: Path, flag: str, went: bool
) -> None:
    old, new = (_judged(scapkit, tmp_path, each) for each in (("first", "second"), ("first",)))
    text = new.read_text(encoding="utf-8")
    assert 'flag="complete"' in text
    new.write_text(text.replace('flag="complete"', f'flag="{flag}"'), encoding="utf-8")
    known, written = tmp_path / "known.yml", tmp_path / "written.yml"
    scapkit("diff", old, "--write-baseline", known)
    told = scapkit("diff", old, new).stdout
    scapkit("diff", new, "--baseline", known, "--write-baseline", written)
    assert ("- second" in told) is went
    assert ("what is not found of them may still be there" in told) is not went
    assert ("second" in written.read_text(encoding="utf-8")) is not went


def _judged(scapkit: Run, folder: Path, lines: tuple[str, ...]) -> Path:
    (folder / "x-oval.xml").write_text(DOCUMENT, encoding="utf-8")
    (folder / "x-xccdf.xml").write_text(BENCHMARK, encoding="utf-8")
    (folder / "tree" / "etc").mkdir(parents=True, exist_ok=True)
    (folder / "tree" / "etc" / "x").write_text("\n".join(lines) + "\n", encoding="utf-8")
    arf = folder / f"arf{len(lines)}.xml"
    scapkit("evaluate", folder / "x-xccdf.xml", "--dump", folder / "tree", "--arf", arf)
    return arf
