"""The jq filters of the shipped content mean the same to the jq of the system, often an old one, as to ours."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from authored import NOW
from scapkit.api.projects.building import BuildOptions, build
from scapkit.api.projects.case_answers import Asked
from scapkit.api.projects.cases import needs_of
from scapkit.api.projects.systems import write_system
from scapkit.authoring.cases import Case, read_cases
from scapkit.collect.answers import place, raw_place
from scapkit.collect.need import Need
from scapkit.xmlio.content import open_content
from shared import REPOSITORY

CASES = [case for case in read_cases(REPOSITORY) if any(system.many("answers") for system in case.systems)]
RULES = sorted({case.rule for case in CASES})


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Asked]:
    """What the rules with cases need."""
    folder = tmp_path_factory.mktemp("eks")
    datastream = build(BuildOptions("eks", str(REPOSITORY), str(folder), guides=False), NOW).datastream
    return needs_of(open_content(datastream), RULES)


@pytest.mark.parametrize("rule", RULES)
def test_filters_give_the_same_by_the_jq_of_the_system(asked: Mapping[str, Asked], tmp_path: Path, rule: str) -> None:
    jq = shutil.which("jq")
    if jq is None:
        pytest.skip("there is no jq")
    needs = tuple(each for each in asked[rule].needs if is_plain(each))
    found = {each for case in CASES if case.rule == rule for each in made(case, needs, asked[rule], tmp_path)}
    assert bool(found) == bool(needs)
    for program, raw, ours in found:
        done = subprocess.run([jq, "-c", program], input=raw, capture_output=True, check=False)
        assert (done.returncode, json.loads(done.stdout or "null")) == (0, json.loads(ours)), (program, done.stderr)


def is_plain(need: Need) -> bool:
    """Whether it is a filter of an answer of Kubernetes, without variables."""
    return need.kind == "kubernetes" and bool(need.filter) and "{{" not in need.filter


def made(case: Case, needs: Iterable[Need], asked: Asked, folder: Path) -> Iterator[tuple[str, bytes, bytes]]:
    """Each filter, an answer of the case, and what we make of it."""
    dump = write_system(folder / str(case.span.line), case.systems, asked)
    for need in needs:
        raw, ours = (dump / path(need, asked.values).lstrip("/") for path in (raw_place, place))
        if raw.is_file() and ours.is_file():
            yield need.filter, raw.read_bytes(), ours.read_bytes()
