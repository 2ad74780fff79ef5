"""A benchmark judged by oscap and by us: what both have in common."""

from pathlib import Path
from typing import NamedTuple

import pytest
from judged import NOW

from reference import ask
from scapkit.dumps.open import open_dump
from scapkit.evaluate.evaluate import evaluate
from scapkit.evaluate.result import outcome_code
from scapkit.model.cpe import CpeItem, CpeList
from scapkit.model.oval import (
    Criteria,
    Criterion,
    Definition,
    Entity,
    Generator,
    Object,
    OvalDefinitions,
    State,
    Variable,
)
from scapkit.model.oval import (
    Test as OvalTest,
)
from scapkit.model.xccdf import (
    Benchmark,
    Check,
    ComplexCheck,
    ContentRef,
    Export,
    Group,
    Profile,
    Refinement,
    Rule,
    Status,
    Text,
)
from scapkit.names import OVAL_SYSTEM, XCCDF
from scapkit.oval.evidence import Evidence
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.profiles import find_profile
from scapkit.xmlio.content import open_content
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.parse import parse
from scapkit.xmlio.write.cpe import write_cpe_list
from scapkit.xmlio.write.oval import write_oval
from scapkit.xmlio.write.xccdf import write_benchmark

KIND = "independent:variable"
OCIL = "http://scap.nist.gov/schema/ocil/2"
RESULTS = ("true", "false", "unknown", "error", "external")
CLASSES = ("compliance", "inventory", "patch", "vulnerability", "miscellaneous")
MODELS = tuple(f"urn:xccdf:scoring:{name}" for name in ("default", "flat", "flat-unweighted", "absolute"))


def def_id(name: str, class_: str = "compliance") -> str:
    return f"oval:x:def:{1 + RESULTS.index(name) + 10 * CLASSES.index(class_)}"


def oval() -> OvalDefinitions:
    def definition(name: str, class_: str) -> Definition:
        criteria = Criteria(children=(Criterion(f"oval:x:tst:{1 + RESULTS.index(name)}"),))
        return Definition(def_id(name, class_), name, name, class_, criteria)

    def test(number: int, object_: int, state: int) -> OvalTest:
        return OvalTest(
            f"oval:x:tst:{number}",
            KIND,
            object_ref=f"oval:x:obj:{object_}",
            state_refs=(f"oval:x:ste:{state}",),
            comment="c",
        )

    states = (Entity("value", "good"), Entity("value", "bad"), Entity("value", "(((", operation="pattern match"))
    return OvalDefinitions(
        Generator(schema_version="5.11", timestamp=NOW),
        {each.id: each for each in (definition(name, class_) for class_ in CLASSES for name in RESULTS)},
        {
            each.id: each
            for each in (
                test(1, 1, 1),
                test(2, 1, 2),
                OvalTest("oval:x:tst:3", "independent:unknown", comment="c"),
                test(4, 1, 3),
                test(5, 2, 1),
            )
        },
        {f"oval:x:obj:{n}": Object(f"oval:x:obj:{n}", KIND, (Entity("var_ref", f"oval:x:var:{n}"),)) for n in (1, 2)},
        {f"oval:x:ste:{n}": State(f"oval:x:ste:{n}", KIND, (each,)) for n, each in enumerate(states, 1)},
        {
            "oval:x:var:1": Variable("oval:x:var:1", "constant", values=("good",), comment="c"),
            "oval:x:var:2": Variable("oval:x:var:2", "external", comment="c"),
        },
    )


def some() -> OvalDefinitions:
    """The compliance definitions that need nothing from outside."""
    whole = oval()
    return whole._replace(definitions={name: whole.definitions[name] for name in map(def_id, RESULTS[:4])})


def check(name: str, class_: str = "compliance", href: str = "t-oval.xml", **more: object) -> Check:
    return Check(OVAL_SYSTEM, (ContentRef(href, def_id(name, class_)),), **more)


def exporting(value: str) -> Check:
    return check("external", exports=(Export(f"xccdf_x_value_{value}", "oval:x:var:2"),))


def rule(name: str, *checks: Check, **more: object) -> Rule:
    return Rule(f"xccdf_x_rule_{name}", (Text(name),), checks=checks, **more)


def group(name: str, *children: Group | Rule, **more: object) -> Group:
    return Group(f"xccdf_x_group_{name}", (Text(name),), children=children, **more)


def joined(name: str, operator: str, *children: Check | ComplexCheck, negate: bool = False) -> Rule:
    return rule(name)._replace(complex_check=ComplexCheck(operator, children, negate))


class Found(NamedTuple):
    """What a judge said: outcomes in order, scores by model, exit code."""

    outcomes: list[tuple[str, str]]
    scores: dict[str, float]
    code: int


class Case(NamedTuple):
    """A benchmark in a folder of its own, with the dictionary and an empty tree."""

    folder: Path
    oscap: str

    def agree(
        self, *children: Group | Rule, refinements: tuple[Refinement, ...] = (), scored: bool = True, **more: object
    ) -> Found:
        """Our verdicts, after they were found to be oscap's; without `scored` the scores may differ."""
        profile = Profile("xccdf_x_profile_p", (Text("p"),), refinements=refinements)
        benchmark = Benchmark(
            "xccdf_x_benchmark_b",
            "1",
            (Text("b"),),
            status=(Status("draft", "2026-01-01"),),
            children=children,
            profiles=(profile,),
            **more,
        )
        names = {"yes": "true", "no": "false"}
        items = [CpeItem(f"cpe:/a:x:{each}", "t", OVAL_SYSTEM, "t-oval.xml", def_id(names[each])) for each in names]
        for name, element in (
            ("t-xccdf.xml", write_benchmark(benchmark)),
            ("t-oval.xml", write_oval(oval())),
            ("some-oval.xml", write_oval(some())),
            ("t-cpe-dictionary.xml", write_cpe_list(CpeList(tuple(items)))),
        ):
            (self.folder / name).write_bytes(to_bytes(element))
        ours, theirs = self._ours(), self._oscap()
        # Of several results for one rule oscap's order is that of its own tables.
        assert sorted(ours.outcomes) == sorted(theirs.outcomes)
        assert list(dict(ours.outcomes)) == list(dict(theirs.outcomes))
        assert ours.code == theirs.code
        if scored:
            assert {name: pytest.approx(value, abs=1e-4) for name, value in theirs.scores.items()} == ours.scores
        return ours

    def _ours(self) -> Found:
        content = open_content(str(self.folder / "t-xccdf.xml"))
        made = make_policy(content.benchmark, find_profile(content.benchmark, None, "p"))
        with_tree = Evidence(open_dump(str(self.folder / "tree")))
        result = evaluate(content, made, with_tree, lambda: NOW).test_result
        return Found(
            [(each.rule_id, str(each.outcome)) for each in result.rule_results],
            {score.system: score.value for score in result.scores},
            outcome_code(result),
        )

    def _oscap(self) -> Found:
        """Its answer."""
        results = self.folder / "r.xml"
        results.unlink(missing_ok=True)
        words = "xccdf eval --profile xccdf_x_profile_p --cpe t-cpe-dictionary.xml --results r.xml t-xccdf.xml"
        run = ask([self.oscap, *words.split()], self.folder / "tree", self.folder, makes=results)
        if run.returncode not in (0, 2) or not results.is_file():
            pytest.fail(f"oscap gave no results, exit code {run.returncode}: {run.stderr}")
        return self._read(results, run.returncode)

    def _read(self, results: Path, code: int) -> Found:
        root = parse(results.read_bytes(), "r.xml")
        return Found(
            [
                (str(each.get("idref")), str(each.findtext(f"{{{XCCDF}}}result")))
                for each in root.iter(f"{{{XCCDF}}}rule-result")
            ],
            {str(each.get("system")): float(each.text or 0) for each in root.iter(f"{{{XCCDF}}}score")},
            code,
        )
