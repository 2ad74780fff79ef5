"""Profiles by id and what they inherit."""

import pytest

from scapkit.model.xccdf import Benchmark, Profile, Reference, Select, SetValue, Tailoring, Text
from scapkit.problem import Invalid
from scapkit.xccdf.profiles import family, find_profile, resolve_profile, selectable


def whole(name: str) -> str:
    return f"xccdf_org.x_profile_{name}"


def profile(name: str, *refinements: Select | SetValue, extends: str = "", **more: object) -> Profile:
    return Profile(whole(name), refinements=refinements, extends=whole(extends) if extends else "", **more)


def benchmark(*profiles: Profile) -> Benchmark:
    return Benchmark("xccdf_org.x_benchmark_b", "1", profiles=profiles)


def tailoring(*profiles: Profile) -> Tailoring:
    return Tailoring("xccdf_org.x_tailoring_t", "1", "2026-01-01T00:00:00", "", profiles, "tailoring.xml")


def code_of(error: pytest.ExceptionInfo[Invalid]) -> str:
    return error.value.problems[0].code


def test_profile_is_found_by_its_whole_id_and_by_its_short_one() -> None:
    made = benchmark(profile("cis"), profile("cis-node"))
    assert find_profile(made, None, whole("cis")) == made.profiles[0]
    assert find_profile(made, None, "cis-node") == made.profiles[1]


def test_profile_is_found_by_the_end_of_its_id_when_no_short_id_is_the_same() -> None:
    made = benchmark(profile("level_1_server"))
    found = find_profile(made, None, "1_server")
    assert found == made.profiles[0]


@pytest.mark.parametrize("name", ["", "(default)"])
def test_default_profile_is_no_profile(name: str) -> None:
    assert find_profile(benchmark(profile("cis")), None, name) is None


def test_unknown_profile_is_reported_with_those_there_are_and_a_suggestion() -> None:
    with pytest.raises(Invalid) as error:
        find_profile(benchmark(profile("cis"), profile("cis-node")), None, "cis-nod", "ds.xml")
    assert str(error.value) == (
        "ds.xml: unknown-profile: no profile cis-nod; there are: cis, cis-node (did you mean cis-node?)"
    )


def test_benchmark_without_profiles_says_that_there_are_none() -> None:
    with pytest.raises(Invalid, match="there are: none"):
        find_profile(benchmark(), None, "cis")


def test_short_id_of_two_profiles_is_ambiguous() -> None:
    made = Benchmark("b", "1", profiles=(Profile("xccdf_a_profile_cis"), Profile("xccdf_b_profile_cis")))
    with pytest.raises(Invalid, match="xccdf_a_profile_cis, xccdf_b_profile_cis") as error:
        find_profile(made, None, "cis")
    assert code_of(error) == "ambiguous-profile"


def test_abstract_profile_cannot_be_asked_for() -> None:
    made = benchmark(profile("base", abstract=True), profile("cis", extends="base"))
    assert list(selectable(made)) == [whole("cis")]
    with pytest.raises(Invalid) as error:
        find_profile(made, None, "base")
    assert code_of(error) == "abstract-profile"
    assert "the profile base is abstract" in str(error.value) and "there are: cis" in str(error.value)


def test_a_profile_in_other_letters_of_case_is_suggested() -> None:
    with pytest.raises(Invalid, match=r"\(did you mean cis\?\)"):
        find_profile(benchmark(profile("cis"), profile("pci")), None, "CIS")


def test_a_profile_that_extends_nothing_is_not_told_to_extend_itself() -> None:
    with pytest.raises(Invalid) as error:
        find_profile(benchmark(profile("mine-2", extends="mine-1")), None, "mine-2")
    assert code_of(error) == "unknown-extends" and "did you mean" not in str(error.value)


def test_inherited_refinements_come_before_the_profile_s_own() -> None:
    first, second, third = Select("a", True), Select("a", False), SetValue("v", "1")
    made = benchmark(profile("one", first), profile("two", second, extends="one"), profile("x", third, extends="two"))
    found = find_profile(made, None, "x")
    assert found is not None
    assert found.refinements == (first, second, third)
    assert found.extends == ""
    assert found.id == whole("x")


def test_titles_append_unless_one_overrides_those_of_its_language() -> None:
    base = profile("base", titles=(Text("Base", "en"), Text("Grund", "de")), descriptions=(Text("d"),), version="2")
    own = profile("own", extends="base", titles=(Text("Own", "en", override=True),), descriptions=(Text("e"),))
    found = resolve_profile(benchmark(base, own), None, own)
    assert found.titles == (Text("Grund", "de"), Text("Own", "en", override=True))
    assert found.descriptions == (Text("d"), Text("e"))
    assert found.version == "2"


def test_platforms_and_references_append() -> None:
    base = profile("base", platforms=("cpe:/a:x",), references=(Reference("h", "t"),))
    own = profile("own", extends="base", platforms=("cpe:/a:y",))
    found = resolve_profile(benchmark(base, own), None, own)
    assert found.platforms == ("cpe:/a:x", "cpe:/a:y")
    assert found.references == (Reference("h", "t"),)


def test_profile_cycle_is_reported_with_the_whole_chain() -> None:
    made = benchmark(profile("a", extends="b"), profile("b", extends="c"), profile("c", extends="a"))
    with pytest.raises(Invalid) as error:
        find_profile(made, None, "a")
    assert code_of(error) == "cyclic-extends"
    chain = " -> ".join(whole(name) for name in ("a", "b", "c", "a"))
    assert chain in str(error.value)


def test_profile_that_extends_itself_is_a_cycle() -> None:
    with pytest.raises(Invalid) as error:
        find_profile(benchmark(profile("a", extends="a")), None, "a")
    assert code_of(error) == "cyclic-extends"


def test_extends_that_names_nothing_is_reported_with_a_suggestion() -> None:
    with pytest.raises(Invalid, match=r"did you mean xccdf_org\.x_profile_base") as error:
        find_profile(benchmark(profile("base"), profile("a", extends="bas")), None, "a")
    assert code_of(error) == "unknown-extends"


def test_tailoring_profile_extends_the_benchmark_s() -> None:
    made = benchmark(profile("cis", Select("a", True)))
    found = find_profile(made, tailoring(profile("mine", Select("a", False), extends="cis")), "mine")
    assert found is not None
    assert found.refinements == (Select("a", True), Select("a", False))


def test_tailoring_profile_may_take_over_the_id_that_it_extends() -> None:
    made = benchmark(profile("cis", Select("a", True)))
    found = find_profile(made, tailoring(profile("cis", Select("b", True), extends="cis")), "cis")
    assert found is not None
    assert found.refinements == (Select("a", True), Select("b", True))


def test_problem_of_a_tailoring_names_the_tailoring_s_file() -> None:
    with pytest.raises(Invalid, match=r"^tailoring\.xml: unknown-extends"):
        find_profile(benchmark(), tailoring(profile("mine", extends="gone")), "mine")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("cis", ["cis", "cis-node", "cis-node-old"]),
        ("cis-1.8", ["cis-1.8", "cis-1.8-node"]),
        ("cis-node", ["cis-node", "cis-node-old"]),
        ("other", ["other"]),
        ("", []),
    ],
)
def test_a_profile_stands_for_those_of_other_kinds_of_assets_and_for_no_other_version(
    wanted: str, found: list[str]
) -> None:
    names = ("cis", "cis-1.8", "cis-1.8-node", "cis-node-old", "cis-node", "cisx-node", "other")
    benchmark = Benchmark("b", "1", profiles=tuple(Profile(f"xccdf_a_profile_{name}") for name in names))
    assert [each.id.rpartition("_")[2] for each in family(benchmark, None, wanted)] == found


def test_a_tailored_profile_stands_for_the_kin_of_what_it_extends() -> None:
    names = ("cis", "cis-node", "cis-1.8-node")
    benchmark = Benchmark("b", "1", profiles=tuple(Profile(f"xccdf_a_profile_{name}") for name in names))
    mine = Profile("xccdf_b_profile_mine", extends="xccdf_a_profile_cis")
    found = family(benchmark, tailoring(mine), "mine")
    assert [each.id.rpartition("_")[2] for each in found] == ["mine", "cis-node"]
    own = tailoring(mine, Profile("xccdf_b_profile_mine-node", extends="xccdf_a_profile_cis-node"))
    assert [each.id.rpartition("_")[2] for each in family(benchmark, own, "mine")] == ["mine", "mine-node", "cis-node"]
