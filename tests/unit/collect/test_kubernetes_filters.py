"""Filters of content: rendered, run in a process that can do nothing else, and kept under the hash of what was authored."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from collected_cluster import Place, need
from kubernetes_answers import Listed
from kubernetes_api import Cluster
from scapkit.collect.filtering.split import Split, split_filter

PODS = "/api/v1/pods"
ITEMS = [{"metadata": {"name": f"p{n:04}"}, "n": n, "s": '"]'} for n in range(1100)]


def made(place: Place, cluster: Cluster, filter: str, **values: str) -> Any:
    """What a filter makes of the pods, or its status and message."""
    cluster.lists[PODS] = Listed("Pod", "v1", ITEMS)
    key = f"{PODS}#{sha256((PODS + filter).encode()).hexdigest()}"
    found = place.collect(need(PODS, filter), values=values)[key]
    return place.kept(found) if found.status == "collected" else (found.status, found.message)


def test_a_filtered_answer_lies_beside_the_whole_one(place: Place, cluster: Cluster) -> None:
    assert made(place, cluster, "[.items[] | select(.n > 1097) | .metadata.name]") == ["p1098", "p1099"]
    digest = sha256(f"{PODS}[.items[] | select(.n > 1097) | .metadata.name]".encode()).hexdigest()
    folder = place.dump / "kubernetes-api-resources" / "api" / "v1"
    assert sorted(each.name for each in folder.iterdir()) == ["pods", f"pods#{digest}"]


def test_variables_are_put_in_and_the_name_is_that_of_the_authored_filter(place: Place, cluster: Cluster) -> None:
    text = (
        '[.items[] | select({{if ne .var_name "None"}}.metadata.name == "{{.var_name}}"{{else}}true{{end}})] | length'
    )
    assert made(place, cluster, text, var_name="p0007") == 1


def test_without_the_variable_the_filter_is_not_run(place: Place, cluster: Cluster) -> None:
    assert made(place, cluster, '.items | map("{{.var_name}}")') == ("skipped", "the variable var_name has no value")


@pytest.mark.parametrize(
    "text",
    [
        "[.items[]] | length",
        "[.items[] | .n] | add",
        "[.items[] | select(.n % 100 == 0) | .metadata.name, .n] | unique",
        '[.items[] | {a: .s, b: [.n, "]"]}] # ] a remark',
        '[.items[] | "\\(.n)]"] | .[3:5]',
        "[.items[] | . as $x | $x.n] | . as $all | $all[0]",
        "[.items[] | select(false)]",
        "[.items[] | .n // empty][0]",
        "[.items[], .kind] | length",
        "[.items[].metadata.name] | length",
        "[.items[] |= .n] | length",
        "[.items[].n |= 1] | .[0].items[7]",
        "[.items[] as $x | .kind] | unique",
        ".items | map(select(.n < 3) | .metadata) | map(.name)",
        ".items | map(.n) == .",
        ".items | map(.n), 1 | length | select(. == 1)",
        "{a: [.items[] | .n] | length, k: .kind}",
        '[.items[]|select(.s=="\\"]")|.n]|max',
    ],
)
def test_a_long_list_in_parts_gives_what_it_gives_whole(place: Place, cluster: Cluster, text: str) -> None:
    jq = pytest.importorskip("jq")
    whole = {"kind": "PodList", "items": ITEMS}
    assert made(place, cluster, text) == jq.compile(text).input_value(whole).first()


def test_only_a_filter_of_that_form_is_taken_apart() -> None:
    assert split_filter(" [ .items[] | f(.a[0]) ] | g") == Split(" [ .items[] | f(.a[0]) ]", " g")
    assert split_filter("[.items[]]") == Split("[.items[]]", ".")
    assert split_filter('[.items[]|"\\(.a)/\\("]" + "x\\(.b)")]"]|g') == Split(
        '[.items[]|"\\(.a)/\\("]" + "x\\(.b)")]"]', "g"
    )
    assert split_filter(r'[.items[]|"a\"]\\"]|g') == Split(r'[.items[]|"a\"]\\"]', "g")
    assert split_filter(".items|map(.a)|add") == Split(".items|map(.a)", "add")
    for other in (
        ".items",
        "[.items[0]|.a]",
        "[.items[]|input]",
        "[.items[]|.a",
        "[.items[]|.a]|=1",
        '[.items[]|"\\(1"]',
        '[.items[]|"a\\"]',
        "[.items[]|" + '"\\(' * 30_000,
    ):
        assert split_filter(other) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (".items[", "the filter failed: "),
        (".items | .a.b.c", "the filter failed: "),
        ("[.items[] | .n | keys]", "the filter failed: "),
        (".items[]", "the filter gave not one result"),
        ("empty", "the filter gave not one result"),
        ("[limit(3; repeat(1))] | [range(1e12)] | length", "the filter was stopped"),
    ],
)
def test_a_filter_that_makes_nothing_is_an_error_with_its_reason(
    place: Place, cluster: Cluster, text: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scapkit.collect.filtering.child.SECONDS", 3.0)
    status, message = made(place, cluster, text)
    assert status == "error" and message.startswith(reason)


def test_a_filter_of_an_answer_without_items_fails_as_jq_does(place: Place, cluster: Cluster) -> None:
    cluster.objects["/version"] = {"major": "1"}
    found = place.collect(need("/version", "[.items[] | .a]"))
    assert sorted(each.status for each in found.values()) == ["collected", "error"]


def test_a_filter_sees_neither_environment_nor_files(
    place: Place, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOST_SECRET", "seen")
    (place.folder / "other.json").write_text(json.dumps("seen"), encoding="utf-8")
    assert made(place, cluster, "$ENV | .HOST_SECRET") is None
    cluster.asked.clear()
    reading = f'import "other" as $other {{search: "{place.folder}"}}; $other'
    assert made_anew(place, reading).startswith("the filter failed")


def made_anew(place: Place, filter: str) -> str:
    """The message of a filter that runs on the dump that is there already."""
    found = place.collect(need(PODS, filter), resume=True)
    return found[f"{PODS}#{sha256((PODS + filter).encode()).hexdigest()}"].message


def test_where_the_user_s_own_limits_are_lower_they_stay(tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    answer.write_text('{"items": [{"a": 1}]}', encoding="utf-8")
    lines = (
        "import resource, sys; from pathlib import Path",
        "from scapkit.collect.filtering.running import Filtering",
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)); resource.setrlimit(resource.RLIMIT_CPU, (20, 20))",
        "with Filtering() as each: print(each.made_of(Path(sys.argv[1]).read_bytes(), ['[.items[] | .a]'])[0][0].decode())",
    )
    done = subprocess.run([sys.executable, "-c", "\n".join(lines), answer], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[1]", "")
