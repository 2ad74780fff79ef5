"""Needs of a profile: marked and read, by rules and platforms."""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from oval_sample import COMMON, OVAL
from scapkit.api.gathering import planning
from scapkit.api.gathering.planning import Planned, plan
from scapkit.model.xccdf import Benchmark, Check, ContentRef, Rule, Text, Value, Warning
from scapkit.names import OVAL_SYSTEM
from scapkit.problem import Invalid
from small_benchmark import BENCHMARK, rule, with_rules, written, xid

ROOT = "/kubernetes-api-resources"


def yaml_object(number: int, path: str) -> str:
    return (
        f'<ind:yamlfilecontent_object id="oval:x:obj:{number}" version="1"><ind:filepath>{path}</ind:filepath>'
        f"<ind:yamlpath>.a</ind:yamlpath></ind:yamlfilecontent_object>"
    )


def checks(paths: Iterable[str]) -> str:
    """OVAL definitions, each of which reads one path."""
    numbered = list(enumerate(paths, 1))
    definitions = "".join(
        f'<definition id="oval:x:def:{n}" version="1" class="compliance"><metadata><title>t</title></metadata>'
        f'<criteria><criterion test_ref="oval:x:tst:{n}"/></criteria></definition>'
        for n, _ in numbered
    )
    tests = "".join(
        f'<ind:yamlfilecontent_test id="oval:x:tst:{n}" version="1" check="all" comment="c">'
        f'<ind:object object_ref="oval:x:obj:{n}"/></ind:yamlfilecontent_test>'
        for n, _ in numbered
    )
    objects = "".join(yaml_object(n, path) for n, path in numbered)
    return (
        f'<oval_definitions xmlns="{OVAL}" xmlns:oval="{COMMON}" xmlns:ind="{OVAL}#independent">'
        f"<generator><oval:schema_version>5.11</oval:schema_version></generator><definitions>{definitions}</definitions>"
        f"<tests>{tests}</tests><objects>{objects}</objects></oval_definitions>"
    )


def marked(path: str, jq: str = "", dump: str = "") -> Warning:
    digest = sha256((path + jq).encode()).hexdigest()
    text = f'<code class="ocp-api-endpoint" id="{digest}">{path}</code>'
    text += f'<code class="ocp-api-filter" id="filter-{digest}">{jq}</code>' if jq else ""
    text += f'<code class="ocp-dump-location" id="dump-{digest}">{dump}</code>' if dump else ""
    return Warning(Text(text))


def reading(name: str, number: int, *warnings: Warning) -> Rule:
    """A rule whose check is the OVAL definition of a number."""
    check = Check(OVAL_SYSTEM, (ContentRef("oval.xml", f"oval:x:def:{number}"),))
    return rule(name, checks=(check,), warnings=warnings)


def planned(folder: Path, paths: Iterable[str], *rules: Rule, values: tuple[Value, ...] = ()) -> Planned:
    (folder / "oval.xml").write_text(checks(paths))
    benchmark: Benchmark = with_rules(*rules)
    return plan(str(written(folder, benchmark._replace(values=benchmark.values + values))), "base")


def codes(made: Planned) -> list[str]:
    return [problem.code for problem in made.problems]


def test_an_answer_that_is_marked_and_read_is_one_need(tmp_path: Path) -> None:
    path, jq = "/api/v1/pods", ".items"
    digest = sha256((path + jq).encode()).hexdigest()
    made = planned(
        tmp_path, [f"{ROOT}{path}#{digest}", f"{ROOT}{path}"], reading("one", 1, marked(path, jq)), reading("two", 2)
    )
    assert [(need.key, need.filter, need.rules) for need in made.needs] == [(path, "", ("two",)), (path, jq, ("one",))]
    assert made.problems == ()


def test_variables_have_the_values_of_the_profile(tmp_path: Path) -> None:
    namespace = Value(xid("value", "ns"), titles=(Text("n"),), values=(("", "kube-system"),))
    path = "/api/v1/namespaces/{{.ns}}/configmaps"
    made = planned(tmp_path, [f"{ROOT}/api/v1/namespaces/kube-system/configmaps"], reading("one", 1, marked(path)),
                   values=(namespace,))  # fmt: skip
    assert [need.key for need in made.needs] == [path]
    assert planning.api_paths(made) == ("/api/v1/namespaces/kube-system/configmaps",)
    assert json.loads(planning.as_json(made))["needs"][0]["path"] == "/api/v1/namespaces/kube-system/configmaps"


def test_an_answer_that_another_rule_marks_is_found_where_it_lies(tmp_path: Path) -> None:
    other = reading("other", 2, marked("/apis/x/v1/versions", ".a", f"{ROOT}/ocp/version"))
    benchmark = with_rules(reading("one", 1), other)
    chosen = benchmark.profiles[0].refinements
    profile = benchmark.profiles[0]._replace(refinements=(chosen[0], *chosen[2:]))
    (tmp_path / "oval.xml").write_text(checks([f"{ROOT}/ocp/version", "/x"]))
    made = plan(str(written(tmp_path, benchmark._replace(profiles=(profile,)))), "base")
    assert [(need.key, need.arguments, need.rules) for need in made.needs] == [
        ("/apis/x/v1/versions", (("dump", f"{ROOT}/ocp/version"),), ("one",))
    ]


def test_the_configuration_of_kubelets_is_asked_of_every_node(tmp_path: Path) -> None:
    made = planned(tmp_path, [f"{ROOT}/kubeletconfig/role/worker"], reading("one", 1))
    assert [need.key for need in made.needs] == ["/api/v1/nodes/NODE_NAME/proxy/configz"]


def test_what_a_kubelet_has_in_effect_is_asked_of_its_node_and_of_the_api(tmp_path: Path) -> None:
    made = planned(tmp_path, ["/tmp/runtime/openscap-kubeletconfig"], reading("one", 1))
    assert [(need.kind, need.key, need.rules) for need in made.needs] == [
        ("kubernetes", "/api/v1/nodes/NODE_NAME/proxy/configz", ("one",)),
        ("file", "/tmp/runtime/openscap-kubeletconfig", ("one",)),
    ]


def test_an_answer_of_which_nobody_knows_how_to_ask_for_it_is_told(tmp_path: Path) -> None:
    made = planned(
        tmp_path, [f"{ROOT}/api/v1/pods#{'0' * 64}", f"{ROOT}/nowhere"], reading("one", 1), reading("two", 2)
    )
    assert made.needs == ()
    assert codes(made) == ["unmarked-answer", "unmarked-answer"]


def test_a_path_that_is_no_template_is_told_and_asks_for_no_right(tmp_path: Path) -> None:
    made = planned(tmp_path, ["/etc/a"], reading("one", 1, marked("/api/{{range .x}}"), marked("/version")))
    assert codes(made) == ["bad-path-template"]
    assert planning.api_paths(made) == ("/version",)
    assert b"/api/{{range .x}}" in planning.as_table(made)


def test_what_is_read_and_looked_at_is_one_need_and_rules_not_selected_have_none(tmp_path: Path) -> None:
    made = planned(tmp_path, ["/etc/a", "/etc/a"], reading("one", 1), reading("two", 2))
    assert [(need.key, need.rules) for need in made.needs] == [("/etc/a", ("one", "two"))]
    (tmp_path / "none").mkdir()
    with pytest.raises(Invalid) as caught:
        plan(str(written(tmp_path / "none", BENCHMARK._replace(profiles=()))), "")
    assert caught.value.problems[0].code == "nothing-selected"


def test_rights_to_nothing_are_refused(tmp_path: Path) -> None:
    made = planned(tmp_path, ["/etc/a"], reading("one", 1))
    for give in (planning.as_iam_policy, planning.as_rbac):
        with pytest.raises(Invalid) as caught:
            give(made)
        assert caught.value.problems[0].code == "nothing-to-allow"
    data, left = planning.as_node_paths(made)
    assert (data, left) == (b"/etc/a\n", ())


def test_rights_are_documents_that_their_readers_take(tmp_path: Path) -> None:
    call = Warning(Text('<code class="aws-api-call">eks:DescribeCluster</code>'))
    made = planned(tmp_path, ["/proc"], reading("one", 1, marked("/api/v1/pods"), call))
    [role] = yaml.safe_load_all(planning.as_rbac(made))
    assert (role["kind"], role["apiVersion"]) == ("ClusterRole", "rbac.authorization.k8s.io/v1")
    policy = json.loads(planning.as_iam_policy(made))
    assert policy["Statement"] == [{"Effect": "Allow", "Action": ["eks:DescribeCluster"], "Resource": "*"}]


def test_a_call_takes_the_rights_of_those_that_it_draws_from(tmp_path: Path) -> None:
    calls = "".join(
        f'<code class="aws-api-call">{name}</code>' for name in ("eks:DescribeNodegroup", "eks:DeleteAddon")
    )
    made = planned(tmp_path, ["/proc"], reading("one", 1, Warning(Text(calls))))
    assert codes(made) == ["unknown-aws-call"]
    assert json.loads(planning.as_iam_policy(made))["Statement"][0]["Action"] == [
        "eks:DescribeCluster", "eks:DescribeNodegroup", "eks:ListNodegroups"
    ]  # fmt: skip


def test_what_only_other_evidence_tells_and_what_tar_cannot_take_is_told(tmp_path: Path) -> None:
    datastream = tmp_path / "oval.xml"
    whole = checks(["/etc/a"])
    variable = (
        '<variables><local_variable id="oval:x:var:1" version="1" datatype="string" comment="c">'
        '<object_component object_ref="oval:x:obj:2" item_field="value"/></local_variable></variables>'
    )
    path = "<ind:filepath>/etc/a</ind:filepath>"
    changed = whole.replace(path, '<ind:filepath var_ref="oval:x:var:1"/>').replace(
        "</objects>",
        yaml_object(2, "/proc/x").replace(">/proc/x", ' operation="pattern match">^/proc/.*') + "</objects>" + variable,
    )
    made = planned(tmp_path, ["/etc/a"], reading("one", 1))
    datastream.write_text(changed)
    made = plan(made.file, "base")
    assert codes(made) == ["unplanned-object"]
    data, left = planning.as_node_paths(made)
    assert data == b""
    assert [problem.code for problem in left] == ["endless-folder"]
    assert "leave out one in judging" in left[0].message
