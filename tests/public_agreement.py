"""Public datastreams judged by oscap and by us: every rule, platforms or not, and what differs for which known cause."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml
from lxml import etree

from linux_rpms import configure
from reference import ask
from scapkit.api import EvaluateOptions, evaluate

X = "{http://checklists.nist.gov/xccdf/1.2}"
PROFILE = "xccdf_org.example_profile_every_rule"
KNOWN = Path(__file__).parent / "e2e" / "public_differences.yml"
PROSE = frozenset({"title", "description", "rationale", "reference", "warning", "fix"})


class Difference(NamedTuple):
    """A rule with two results."""

    rule: str
    oscap: str
    scapkit: str


class Compared(NamedTuple):
    """How many results were compared, those that differ, and both scores."""

    results: Mapping[str, str]
    differences: tuple[Difference, ...]
    scores: tuple[float, float]


def every_rule(datastream: Path, out: Path, *, platforms: bool = False) -> Path:
    """The datastream with a profile that selects all, without prose, and without platforms unless told otherwise."""
    tree = etree.parse(str(datastream), etree.XMLParser(huge_tree=True))
    benchmark = next(tree.getroot().iter(f"{X}Benchmark"))
    for item in benchmark.iter(f"{X}Benchmark", f"{X}Group", f"{X}Rule"):
        unwanted = (PROSE if item is not benchmark else frozenset()) | ({"platform"} if not platforms else frozenset())
        for child in [each for each in item if etree.QName(each).localname in unwanted]:
            item.remove(child)
    profile = etree.Element(f"{X}Profile", id=PROFILE)
    etree.SubElement(profile, f"{X}title").text = "every rule"
    for each in benchmark.iter(f"{X}Group", f"{X}Rule"):
        etree.SubElement(profile, f"{X}select", idref=each.get("id", ""), selected="true")
    benchmark.findall(f"{X}Profile")[-1].addnext(profile)
    _spaced(benchmark)
    tree.write(str(out))
    return out


def _spaced(benchmark: etree._Element) -> None:
    """White space between elements: oscap 1.3.7 passes over what follows an element without it."""
    for each in benchmark.iter(f"{X}Benchmark", f"{X}Group", f"{X}Rule", f"{X}Profile"):
        each.text = "\n"
        for child in each:
            child.tail = "\n"


def configured(folder: Path) -> Mapping[str, str]:
    """The environment in which oscap finds the rpm database of a tree."""
    configure(folder)
    return {"RPM_CONFIGDIR": str(folder)}


def by_oscap(oscap: str, datastream: Path, tree: Path, folder: Path) -> tuple[dict[str, str], float]:
    """Results by rule, and the score."""
    results = folder / "oscap.xml"
    results.unlink(missing_ok=True)
    words: list[str | Path] = [oscap, "xccdf", "eval", "--skip-validation", "--profile", PROFILE, "--results", results]
    done = ask([*words, datastream], tree, folder, makes=results)
    assert results.is_file(), done.stderr
    root = etree.parse(str(results), etree.XMLParser(huge_tree=True)).getroot()
    found = {each.get("idref", ""): each.findtext(f"{X}result", "") for each in root.iter(f"{X}rule-result")}
    return found, float(next(root.iter(f"{X}score")).text or "nan")


def compare(oscap: str, datastream: Path, tree: Path, folder: Path) -> Compared:
    """Both judge the tree by every rule; RPM_CONFIGDIR must be set as `configured` says."""
    theirs, score = by_oscap(oscap, datastream, tree, folder)
    judged = evaluate(EvaluateOptions(str(datastream), str(tree), PROFILE), "2026-01-01T00:00:00Z")
    result = judged.evaluation.test_result
    ours = {each.rule_id: str(each.outcome) for each in result.rule_results}
    assert ours.keys() == theirs.keys()
    differing = ((rule.partition("_rule_")[2], outcome, ours[rule]) for rule, outcome in theirs.items())
    differences = tuple(Difference(*each) for each in differing if each[1] != each[2])
    return Compared(theirs, differences, (score, result.scores[0].value))


class Cause(NamedTuple):
    """A known cause of differences: which rules, from which result of oscap's to which of ours, and what decides."""

    rules: str
    oscap: str
    scapkit: str
    cause: str
    clause: str


def causes() -> tuple[Cause, ...]:
    """Those that are documented."""
    return tuple(Cause(**each) for each in yaml.safe_load(KNOWN.read_text(encoding="utf-8")))


def cause_of(difference: Difference, known: Sequence[Cause]) -> Cause | None:
    """The first cause that explains it."""
    return next((each for each in known if _explains(each, difference)), None)


def _explains(cause: Cause, difference: Difference) -> bool:
    pairs = ((cause.rules, difference.rule), (cause.oscap, difference.oscap), (cause.scapkit, difference.scapkit))
    return all(re.fullmatch(pattern, text) for pattern, text in pairs)


def unexplained(compared: Compared) -> Iterator[Difference]:
    """What differs for no known cause."""
    known = causes()
    return (each for each in compared.differences if cause_of(each, known) is None)
