"""Values that content masks, in reports: what one object masks is masked wherever it stands (OVAL 5.11, mask)."""

from pathlib import Path

import pytest

from scapkit.names import OVAL_COMMON, OVAL_DEF
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
TEST = """<ind:textfilecontent54_test id="oval:x:tst:{0}" version="1" check="all" comment="c">
<ind:object object_ref="oval:x:obj:1"/><ind:state state_ref="oval:x:ste:{0}"/></ind:textfilecontent54_test>"""


@pytest.mark.parametrize("name", ["json", "html"])
def test_a_value_that_one_test_masks_is_shown_by_none(scapkit: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "tree" / "etc").mkdir(parents=True)
    (tmp_path / "tree" / "etc" / "x").write_text(f"{SECRET}\n", encoding="utf-8")
    content = tmp_path / "x-oval.xml"
    content.write_text(DOCUMENT.replace("TESTS", TEST.format(1) + TEST.format(2)), encoding="utf-8")
    told = tmp_path / "told"
    done = scapkit("evaluate", content, "--dump", tmp_path / "tree", "--report", f"{name}={told}")
    assert done.returncode == 0, done.stderr
    text = told.read_text(encoding="utf-8")
    assert SECRET not in text + done.stdout
    assert MASKED in text
