"""Results in all the shapes that the standards allow and other programs write."""

import bz2
import random
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from foreign_reading import paths, read, view
from foreign_results import TAILORING, arf, benchmark, oval_results, test_result
from scapkit.api.recorded.reading import ReadingOptions, read_results
from scapkit.names import ARF, XCCDF
from scapkit.problem import Invalid

WHOLE = arf({"x": test_result(), "oval0": oval_results()}, {"r": benchmark()})


def damage(pick: random.Random, element: etree._Element) -> None:
    """One change: the element goes, or its content, its name, an attribute, or it is there twice."""
    parent, kind = element.getparent(), pick.randrange(6)
    if kind == 0 and parent is not None:
        parent.remove(element)
    elif kind == 1 and parent is not None:
        parent.append(deepcopy(element))
    elif kind == 2:
        element[:] = []
    elif kind == 3:
        element.tag = pick.choice(["x", "{urn:x}x"])
    elif element.attrib:
        name = pick.choice(sorted(map(str, element.attrib)))
        element.set(name, pick.choice(["", "x", "#", "-1", "nan"]))
    else:
        element.text = pick.choice(["", "x", "nan"])


@pytest.mark.parametrize("prefix", ["a", "arf", "x-1"])
def test_an_arf_of_any_prefixes_is_shown_with_all_that_it_holds(tmp_path: Path, prefix: str) -> None:
    shown = view(tmp_path, arf({"x": test_result(), "oval0": oval_results()}, {"r": benchmark()}, prefix=prefix))
    a, b = shown.rules
    assert (shown.title, shown.profile_title, shown.target) == ("Bench", "Profile P", "one")
    assert (a.text.title, a.severity, a.weight, str(a.outcome)) == ("Rule A of /set", "high", "2.0", "fail")
    assert paths(a) == ["/set"]
    assert a.checks[0].definitions[0].title == "The file is there"
    assert (b.text.title, str(b.outcome), b.checks) == ("Rule B", "notchecked", ())
    assert ("os_name", "Plan 9") in shown.facts


def test_an_older_namespace_of_the_collection_is_read(tmp_path: Path) -> None:
    assert view(tmp_path, WHOLE.replace(ARF, ARF.replace("1.1", "1.0"))).title == "Bench"


def test_each_of_several_assets_has_its_own_results(tmp_path: Path) -> None:
    reports = {
        "x1": test_result("one", "fail", href="#oval1"),
        "x2": test_result("two", "pass", href="#oval2"),
        "oval1": oval_results("/one"),
        "oval2": oval_results("/two", "true"),
    }
    relations = (("isAbout", "x1", "asset1"), ("isAbout", "x2", "asset2"), ("createdFor", "x2", "r"))
    found = read(tmp_path, arf(reports, {"r": benchmark()}, {"asset1": "a.example", "asset2": "b.example"}, relations))
    assert [paths(each.view().rules[0]) for each in found] == [["/one"], ["/two"]]
    assert [each.evaluation.asset.name for each in found] == ["one", "two"]
    assert [each.exit_code for each in found] == [2, 0]


def test_an_asset_without_a_target_is_called_as_the_collection_calls_it(tmp_path: Path) -> None:
    text = test_result().replace("<target>one</target>", '<target/><target-id-ref system="s" name="asset2" href=""/>')
    (found,) = read(tmp_path, arf({"x": text}, {"r": benchmark()}, {"asset1": "a.example", "asset2": "b.example"}))
    assert found.evaluation.asset.name == "b.example"


def test_one_of_several_results_is_read_by_its_id(tmp_path: Path) -> None:
    text = arf({"x1": test_result("one"), "x2": test_result("two")}, {"r": benchmark()})
    (found,) = read(tmp_path, text, ReadingOptions(test_result="xccdf_x_testresult_two"))
    assert found.evaluation.test_result.target == "two"
    with pytest.raises(
        Invalid, match="no-test-result: there is no TestResult three; there are: xccdf_x_testresult_one"
    ):
        read(tmp_path, text, ReadingOptions(test_result="three"))


def test_of_a_benchmark_the_newest_result_is_read_or_the_one_that_is_asked_for(tmp_path: Path) -> None:
    text = benchmark(
        test_result("old", end="2026-01-02T03:04:05+09:00"),
        test_result("new", end="2026-01-01T23:00:00Z"),
        test_result("untimed", end=""),
    )
    assert view(tmp_path, text).target == "new"
    assert view(tmp_path, text, ReadingOptions(test_result="xccdf_x_testresult_old")).target == "old"


def test_of_a_benchmark_the_newest_result_of_each_target_is_read_where_all_are_wanted(tmp_path: Path) -> None:
    again = test_result("one", "fail", end="2027-01-01T00:00:00Z").replace("testresult_one", "testresult_again")
    text = benchmark(test_result("one", "pass"), test_result("two", "pass"), again)
    found = [each.evaluation.test_result for each in read(tmp_path, text, ReadingOptions(each_target=True))]
    assert [each.id for each in found] == ["xccdf_x_testresult_again", "xccdf_x_testresult_two"]
    (alone,) = read(tmp_path, text, ReadingOptions(each_target=True, test_result="xccdf_x_testresult_one"))
    assert alone.evaluation.test_result.target == "one"


def test_of_results_of_one_time_the_last_is_the_newest(tmp_path: Path) -> None:
    assert view(tmp_path, benchmark(test_result("one"), test_result("two"))).target == "two"


def test_a_tailoring_that_is_a_request_gives_the_profile(tmp_path: Path) -> None:
    origin = f'<tailoring-file xmlns="{XCCDF}" href="t.xml" id="t" version="1" time="2026-01-02T03:04:05"/>'
    text = test_result(profile="mine").replace("<target>", f"{origin}<target>")
    assert view(tmp_path, arf({"x": text}, {"r": benchmark(), "t": TAILORING})).profile_title == "Mine"
    (tmp_path / "t.xml").write_text(TAILORING, encoding="utf-8")
    named = ReadingOptions(tailoring=str(tmp_path / "t.xml"))
    assert view(tmp_path, benchmark(text), named).profile_title == "Mine"


def test_a_profile_that_is_nowhere_is_told(tmp_path: Path) -> None:
    (found,) = read(tmp_path, benchmark(test_result(profile="gone")))
    assert [each.code for each in found.warnings] == ["unknown-profile"]
    assert found.view().rules[0].text.title == "Rule A of /set"


def test_a_result_alone_is_shown_by_ids_and_with_content_by_all(tmp_path: Path) -> None:
    (found,) = read(tmp_path, test_result())
    assert [each.code for each in found.warnings] == ["no-benchmark"]
    assert [each.text.title for each in found.view().rules] == ["a", "b"]
    (tmp_path / "content.xml").write_text(benchmark(), encoding="utf-8")
    options = ReadingOptions(content=str(tmp_path / "content.xml"))
    (found,) = read(tmp_path, test_result(), options)
    assert found.warnings == ()
    assert [each.text.title for each in found.view().rules] == ["Rule A of /set", "Rule B"]


def test_content_of_another_benchmark_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content.xml").write_text(benchmark().replace("benchmark_b", "benchmark_c"), encoding="utf-8")
    with pytest.raises(Invalid, match="no-benchmark: this is not the benchmark of the results, which is xccdf_x_ben"):
        read(tmp_path, test_result(), ReadingOptions(content=str(tmp_path / "content.xml")))


def test_two_parts_of_one_id_are_refused(tmp_path: Path) -> None:
    doubled = WHOLE.replace('<a:report id="oval0">', '<a:report id="x">')
    with pytest.raises(Invalid, match="duplicate-id: x is already the id of another report, in line"):
        read(tmp_path, doubled)


def test_a_remote_report_is_not_fetched(tmp_path: Path) -> None:
    remote = '<a:report id="far"><a:remote-resource href="http://example.org/"/></a:report></a:reports>'
    assert view(tmp_path, WHOLE.replace("</a:reports>", remote)).title == "Bench"


def test_overridden_results_show_both(tmp_path: Path) -> None:
    override = """<result>pass</result><override time="2026-01-02T03:04:05" authority="ann"><old-result>fail</old-result>
      <new-result>pass</new-result><remark>accepted</remark></override>"""
    text = test_result("one", "pass").replace("<result>pass</result>", override, 1)
    shown = view(tmp_path, arf({"x": text, "oval0": oval_results()}, {"r": benchmark()})).rules[0]
    assert (str(shown.outcome), str(shown.original), len(shown.overrides)) == ("pass", "fail", 1)
    assert str(shown.checks[0].outcome) == "fail", "what the check came to"


def test_compressed_results_are_read_alone_and_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "r.xml.bz2").write_bytes(bz2.compress(WHOLE.encode()))
    (found,) = read_results([str(tmp_path / "r.xml.bz2")])
    assert found.view().title == "Bench"
    (found,) = read_results([str(tmp_path)])
    assert found.file.endswith("r.xml.bz2")


@pytest.mark.parametrize("seed", range(8))
def test_damaged_results_are_read_or_refused_with_a_reason(tmp_path: Path, seed: int) -> None:
    for number in range(25):
        pick = random.Random(f"{seed} {number}")
        root = etree.fromstring(WHOLE)
        elements = list(root.iter(etree.Element))
        for each in pick.sample(elements, 3):
            damage(pick, each)
        (tmp_path / "results.xml").write_bytes(etree.tostring(root))
        try:
            for found in read_results([str(tmp_path / "results.xml")]):
                found.view()
        except Invalid as error:
            assert str(error)
