"""A benchmark with files beside it, to be changed by each test."""

from pathlib import Path

from scapkit.names import OVAL_SYSTEM

OVAL = """<oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"
 xmlns:oval="http://oval.mitre.org/XMLSchema/oval-common-5"
 xmlns:i="http://oval.mitre.org/XMLSchema/oval-definitions-5#independent">
<generator><oval:schema_version>5.11.3</oval:schema_version><oval:timestamp>2026-01-01T00:00:00</oval:timestamp>
</generator>
<definitions><definition id="oval:x:def:1" class="compliance" version="1"><metadata><title>T</title>
<description>D</description></metadata><criteria><criterion test_ref="oval:x:tst:1"/></criteria></definition></definitions>
<tests><i:textfilecontent54_test id="oval:x:tst:1" check="all" comment="c" version="1">
<i:object object_ref="oval:x:obj:1"/></i:textfilecontent54_test></tests>
<objects><i:textfilecontent54_object id="oval:x:obj:1" version="1"><i:filepath>/etc/app.conf</i:filepath>
<i:pattern operation="pattern match">^yes$</i:pattern><i:instance datatype="int">1</i:instance>
</i:textfilecontent54_object></objects></oval_definitions>
"""
PROFILE = "<Profile id='xccdf_x_profile_p'><title>P</title></Profile>"


def write_benchmark(folder: Path, *hrefs: str, profiles: str = PROFILE) -> Path:
    """A benchmark with a selected rule for each href, the name of its definition being the same in all."""
    rules = "".join(
        f"<Rule id='xccdf_x_rule_r{number}' selected='true'><title>R{number}</title><check system='{OVAL_SYSTEM}'>"
        f"<check-content-ref href='{href}' name='oval:x:def:1'/></check></Rule>"
        for number, href in enumerate(hrefs)
    )
    path = folder / "app-xccdf.xml"
    path.write_text(
        "<Benchmark xmlns='http://checklists.nist.gov/xccdf/1.2' id='xccdf_x_benchmark_b'>"
        f"<status>draft</status><title>B</title><version>1</version>{profiles}{rules}</Benchmark>",
        encoding="utf-8",
    )
    return path


def write_tree(folder: Path, line: str = "yes") -> Path:
    """A plain tree with the file that the definitions look into."""
    (folder / "tree" / "etc").mkdir(parents=True)
    (folder / "tree" / "etc" / "app.conf").write_text(f"{line}\n", encoding="utf-8")
    return folder / "tree"
