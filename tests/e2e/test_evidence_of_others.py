"""Evidence that is of another host, or does not say what the results say."""

from pathlib import Path

import pytest

from foreign_reading import paths, read
from foreign_results import DEFINITIONS, arf, benchmark, oval_results, test_result
from reference import ask
from scapkit.api.recorded.reading import ReadingOptions

FACT = '<target-facts><fact name="urn:xccdf:fact:asset:identifier:{}" type="string">{}</fact></target-facts>'
INTERFACES = """</s:primary_host_name><s:interfaces><s:interface><s:interface_name>e</s:interface_name>
<s:ip_address>{}</s:ip_address></s:interface></s:interfaces>"""


def target(name: str, more: str = "") -> str:
    result = test_result(href="x-oval.xml")
    return benchmark(result.replace("<target>one</target>", f"<target>{name}</target>{more}"))


def evidence(host: str, address: str = "") -> str:
    told = oval_results(host=host)
    return told.replace("</s:primary_host_name>", INTERFACES.format(address)) if address else told


@pytest.mark.parametrize("named", [True, False])
def test_oval_results_of_another_host_are_not_taken_for_evidence(tmp_path: Path, named: bool) -> None:
    (tmp_path / "x-oval.xml").write_text(evidence("two"), encoding="utf-8")
    options = ReadingOptions(oval_results=(str(tmp_path / "x-oval.xml"),) if named else ())
    (found,) = read(tmp_path, target("one"), options)
    (warning,) = found.warnings
    assert (warning.code, warning.span.file) == ("results-of-another-host", str(tmp_path / "x-oval.xml"))
    assert warning.message == "these OVAL results are of two, not of one: they are not read"
    assert found.evaluation.oval_results == () and str(found.view().rules[0].outcome) == "fail"


def test_of_files_that_are_named_the_one_of_the_host_is_read(tmp_path: Path) -> None:
    files = []
    for host in ("two", "one"):
        files.append(tmp_path / f"{host}.oval")
        files[-1].write_text(oval_results(f"/{host}", host=host), encoding="utf-8")
    (found,) = read(tmp_path, target("one"), ReadingOptions(oval_results=tuple(map(str, files))))
    assert (paths(found.view().rules[0]), found.warnings) == (["/one"], ())


@pytest.mark.parametrize(
    ("name", "more", "host", "address"),
    [
        ("One.example.org", "", "one", ""),
        ("one", "", "ONE.example.org.", ""),
        ("alias", FACT.format("fqdn", "one.example.org"), "one", ""),
        ("alias", "<target-address>192.0.2.7</target-address>", "one", "192.0.2.7/24"),
        ("alias", FACT.format("ipv6", "2001:db8:0:0::7"), "one", "2001:db8::7"),
        ("192.0.2.7", "", "one", "198.51.100.1"),
        ("ssh://root@one:22", "", "two", ""),
        ("/mnt/image", "", "two", ""),
        ("one", "", "", ""),
        ("one", "", "Unknown", ""),
        ("one", "", "localhost.localdomain", ""),
        ("localhost", "", "one", ""),
        ("", "", "one", ""),
    ],
)
def test_what_is_or_may_be_of_the_same_host_is_read(
    tmp_path: Path, name: str, more: str, host: str, address: str
) -> None:
    (tmp_path / "x-oval.xml").write_text(evidence(host, address), encoding="utf-8")
    (found,) = read(tmp_path, target(name, more))
    assert (paths(found.view().rules[0]), found.warnings) == (["/set"], ())


@pytest.mark.parametrize("address", ["127.0.0.1", "fe80::1", "192.0.2.8"])
def test_an_address_that_many_hosts_have_tells_of_none(tmp_path: Path, address: str) -> None:
    (tmp_path / "x-oval.xml").write_text(evidence("two", address), encoding="utf-8")
    more = "".join(f"<target-address>{each}</target-address>" for each in ("127.0.0.1", "fe80::1", "192.0.2.7"))
    (found,) = read(tmp_path, target("one", more))
    assert [each.code for each in found.warnings] == ["results-of-another-host"]


@pytest.mark.parametrize("hostname", ["", "\n", "web1\n"])
def test_what_oscap_wrote_of_a_tree_is_evidence_whatever_it_calls_the_host(
    oscap: str, tmp_path: Path, hostname: str
) -> None:
    (tmp_path / "tree/etc").mkdir(parents=True)
    (tmp_path / "tree/set").write_text("x", encoding="utf-8")
    if hostname:
        (tmp_path / "tree/etc/hostname").write_text(hostname, encoding="utf-8")
    text = DEFINITIONS.replace(' var_ref="oval:x:var:1"/>', ">/set</unix:filepath>")
    (tmp_path / "x-oval.xml").write_text(text, encoding="utf-8")
    (tmp_path / "x.xml").write_text(benchmark(), encoding="utf-8")
    theirs = tmp_path / "results.xml"
    words = [oscap, "xccdf", "eval", "--skip-validation", "--oval-results", "--results", theirs, tmp_path / "x.xml"]
    ask(words, tmp_path / "tree", tmp_path, makes=theirs)
    (found,) = read(tmp_path, theirs.read_text(encoding="utf-8"))
    assert (found.warnings, str(found.view().rules[0].outcome), len(found.evaluation.oval_results)) == ((), "pass", 1)


@pytest.mark.parametrize(
    ("result", "told", "want"),
    [
        ("pass", "false", "x_rule_a: pass, and fail by its OVAL results"),
        ("fail", "true", "x_rule_a: fail, and pass by its OVAL results"),
        ("pass", "unknown", "x_rule_a: pass, and unknown by its OVAL results"),
        ("pass", "true", ""),
        ("fail", "false", ""),
        ("informational", "false", ""),
        ("notapplicable", "false", ""),
        ("fixed", "false", ""),
    ],
)
def test_a_result_that_its_evidence_denies_is_told(tmp_path: Path, result: str, told: str, want: str) -> None:
    text = arf({"x": test_result(result=result), "oval0": oval_results(result=told)}, {"r": benchmark()})
    (found,) = read(tmp_path, text)
    assert str(found.view().rules[0].outcome) == result
    assert [(each.code, each.message.removeprefix("xccdf_")) for each in found.warnings] == (
        [("contradicting-evidence", want)] if want else []
    )


@pytest.mark.parametrize(("last", "want"), [("pass", ["contradicting-override"]), ("fail", [])])
def test_a_result_that_is_not_what_its_last_override_made_it_is_told(
    tmp_path: Path, last: str, want: list[str]
) -> None:
    override = f"""</result><override time="2026-01-01T00:00:00" authority="x"><old-result>fail</old-result>
    <new-result>{last}</new-result><remark>r</remark></override>"""
    text = arf({"x": test_result().replace("</result>", override, 1), "oval0": oval_results()}, {"r": benchmark()})
    (found,) = read(tmp_path, text)
    assert [each.code for each in found.warnings] == want
