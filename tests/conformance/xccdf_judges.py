"""The two that judge a case of conformance/xccdf/: we and oscap."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from conformance.xccdf_checks import definitions_xml, dictionary_xml
from conformance.xccdf_documents import benchmark_xml, profiles_of, tailoring_xml
from reference import ask
from scapkit.api.evaluating.judging import evaluate
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.names import XCCDF, short_id
from scapkit.xmlio.parse import parse

NOW = "2026-01-02T03:04:05Z"
X = f"{{{XCCDF}}}"


class Verdicts(NamedTuple):
    """What a judge said: each rule's results by its short id, the scores by model, and the exit code."""

    results: dict[str, list[str]]
    scores: dict[str, float]
    code: int


def lay_out(folder: Path, case: Mapping[str, Any]) -> None:
    """The case's files in a folder: b-xccdf.xml and what it refers to, and an empty tree."""
    (folder / "tree").mkdir(exist_ok=True)
    files = {
        "b-xccdf.xml": benchmark_xml(case),
        "b-oval.xml": definitions_xml(),
        "some-oval.xml": definitions_xml(("pass", "fail", "unknown")),
        "good-oval.xml": definitions_xml(("pass", "installed")),
        "none-oval.xml": definitions_xml(()),
        "b-cpe-dictionary.xml": dictionary_xml(),
    }
    if "tailoring" in case:
        files["t.xml"] = tailoring_xml(case)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")


def profile_of(case: Mapping[str, Any]) -> str:
    """The profile that is asked for: the case's own word, else its last."""
    known = [*profiles_of(case), *case.get("tailoring", {}).get("profiles", ())]
    name = case.get("profile", known[-1] if known else "")
    return f"xccdf_x_profile_{name}" if name else ""


def options_of(folder: Path, case: Mapping[str, Any]) -> EvaluateOptions:
    """How we are asked."""
    return EvaluateOptions(
        content=str(folder / "b-xccdf.xml"),
        dump=str(folder / "tree"),
        profile=profile_of(case),
        tailoring=str(folder / "t.xml") if "tailoring" in case else "",
        rules=tuple(case.get("only", ())),
        skip_rules=tuple(case.get("skip", ())),
        xccdf_results=str(folder / "ours.xml"),
    )


def ours(folder: Path, case: Mapping[str, Any]) -> Verdicts:
    """Our verdicts; the files are laid out."""
    return read_verdicts(folder / "ours.xml", evaluate(options_of(folder, case), NOW).exit_code)


def theirs(oscap: str, folder: Path, case: Mapping[str, Any]) -> Verdicts:
    """Those of oscap."""
    results = folder / "theirs.xml"
    results.unlink(missing_ok=True)
    words = ["xccdf", "eval", "--skip-valid", "--cpe", "b-cpe-dictionary.xml", "--results", "theirs.xml"]
    words += ["--profile", profile_of(case)] if profile_of(case) else []
    words += ["--tailoring-file", "t.xml"] if "tailoring" in case else []
    for option, key in (("--rule", "only"), ("--skip-rule", "skip")):
        for name in case.get(key, ()):
            words += [option, name if name.startswith("xccdf_") else f"xccdf_x_rule_{name}"]
    run = ask([oscap, *words, "b-xccdf.xml"], folder / "tree", folder, makes=results)
    assert results.is_file(), f"oscap gave no results, exit code {run.returncode}: {run.stderr}"
    return read_verdicts(results, run.returncode)


def read_verdicts(file: Path, code: int) -> Verdicts:
    """What stands in an XCCDF result."""
    root = parse(file.read_bytes(), file.name)
    found: dict[str, list[str]] = {}
    for each in root.iter(f"{X}rule-result"):
        name = re.sub(r"^xccdf_x_rule_", "", str(each.get("idref")))
        found.setdefault(name, []).append(str(each.findtext(f"{X}result")))
    scores = {
        short_id(str(each.get("system"))).rpartition(":")[2]: float(each.text or 0) for each in root.iter(f"{X}score")
    }
    return Verdicts(found, scores, code)
