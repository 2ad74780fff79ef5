"""The configuration that a kubelet has in effect: defaults, file, drop-ins and command line, each over the one before."""

import json
from typing import Any

import pytest

from scapkit.collect.kubelet.documents import Document
from scapkit.collect.kubelet.durations import nanoseconds, written
from scapkit.collect.kubelet.effective import Parts, from_configz, from_parts
from scapkit.collect.kubelet.flags import read_flags

CONFIG = {"kind": "KubeletConfiguration", "apiVersion": "kubelet.config.k8s.io/v1beta1"}
VERSION = "v1.31.4-eks-2d5f260"


def _document(path: str, **values: Any) -> Document:
    return Document(path, json.dumps({**CONFIG, **values}).encode())


def _made(config: Document | None, *words: str, dropins: tuple[Document, ...] = (), version: str = VERSION) -> Any:
    return json.loads(from_parts(Parts(words, config, dropins, version)).data)["kubeletconfig"]


def test_an_empty_file_gives_the_defaults_of_files() -> None:
    found = _made(_document("/config"))
    assert found["authentication"]["anonymous"] == {"enabled": False}
    assert found["authorization"]["mode"] == "Webhook"
    assert (found["readOnlyPort"], found["eventRecordQPS"]) == (0, 50)
    assert found["streamingConnectionIdleTimeout"] == "4h0m0s"
    assert (found["makeIPTablesUtilChains"], found["protectKernelDefaults"]) == (True, False)
    assert "kind" not in found


def test_without_a_file_the_command_line_has_defaults_of_its_own() -> None:
    found = _made(None)
    assert found["authentication"]["anonymous"] == {"enabled": True}
    assert found["authentication"]["webhook"]["enabled"] is False
    assert (found["authorization"]["mode"], found["readOnlyPort"]) == ("AlwaysAllow", 10255)


@pytest.mark.parametrize(("version", "rate"), [("v1.26.15", 5), ("1.27.1", 50), ("Kubernetes v1.35.0-eks-1", 50)])
def test_the_rate_of_events_is_that_of_the_version(version: str, rate: int) -> None:
    assert _made(_document("/config"), version=version)["eventRecordQPS"] == rate


def test_a_version_that_nobody_knows_leaves_its_defaults_unknown() -> None:
    made = from_parts(Parts((), _document("/config")))
    assert made.doubt == "the kubelet's version is not known, so neither is its default of eventBurst, eventRecordQPS"
    told = _document("/config", eventRecordQPS=0, eventBurst=7)
    assert from_parts(Parts((), told)).doubt == ""


def test_flags_win_over_drop_ins_and_these_over_the_file() -> None:
    config = _document("/config", readOnlyPort=1, eventRecordQPS=1, maxPods=1)
    dropin = _document("/d/a.conf", readOnlyPort=2, eventRecordQPS=2)
    found = _made(config, "--read-only-port=3", dropins=(dropin,))
    assert (found["readOnlyPort"], found["eventRecordQPS"], found["maxPods"]) == (3, 2, 1)


def test_drop_ins_are_merged_in_the_order_of_their_paths() -> None:
    names = ("/d/10-b.conf", "/d/9-c.conf", "/d/10-a/z.conf", "/d/10-a.conf")
    found = _made(
        _document("/config"), dropins=tuple(_document(name, maxPods=index) for index, name in enumerate(names))
    )
    assert found["maxPods"] == 1
    first_two = tuple(_document(name, maxPods=index) for index, name in enumerate(names[2:]))
    # a folder sorts by its own name, as it does for whoever walks through it
    assert _made(_document("/config"), dropins=first_two)["maxPods"] == 1


def test_maps_are_merged_and_lists_replaced() -> None:
    config = _document(
        "/config",
        authentication={"x509": {"clientCAFile": "/ca"}, "anonymous": {"enabled": False}},
        featureGates={"A": True, "B": True},
        clusterDNS=["10.0.0.1", "10.0.0.2"],
    )
    dropin = _document(
        "/d/a.conf",
        authentication={"anonymous": {"enabled": True}},
        featureGates={"B": False},
        clusterDNS=["10.0.0.3"],
    )
    found = _made(config, dropins=(dropin,))
    assert found["authentication"]["x509"] == {"clientCAFile": "/ca"}
    assert found["authentication"]["anonymous"] == {"enabled": True}
    assert found["featureGates"] == {"A": True, "B": False}
    assert found["clusterDNS"] == ["10.0.0.3"]


def test_null_takes_back_an_earlier_drop_in_but_not_the_file() -> None:
    config = _document("/config", readOnlyPort=1)
    dropins = (_document("/d/a.conf", readOnlyPort=2), _document("/d/b.conf", readOnlyPort=None))
    assert _made(config, dropins=dropins)["readOnlyPort"] == 1


def test_a_timeout_of_nothing_is_the_default_in_the_file_and_nothing_in_a_drop_in_or_flag() -> None:
    key = "streamingConnectionIdleTimeout"
    assert _made(_document("/config", **{key: "0s"}))[key] == "4h0m0s"
    assert _made(_document("/config"), dropins=(_document("/d/a.conf", **{key: "0"}),))[key] == "0s"
    assert _made(_document("/config"), "--streaming-connection-idle-timeout", "0")[key] == "0s"
    assert _made(_document("/config", **{key: "90m"}))[key] == "1h30m0s"


def test_feature_gates_of_flags_are_merged_into_those_of_files() -> None:
    config = _document("/config", featureGates={"A": True, "B": True})
    found = _made(config, "--feature-gates=B=false,C=true", "--feature-gates", "D=false")
    assert found["featureGates"] == {"A": True, "B": False, "C": True, "D": False}


def test_flags_are_read_as_the_kubelet_reads_them() -> None:
    words = (
        "--anonymous_auth --v 2 --max-pods=5 --max-pods 6 -v=3 --node-labels a=b,c=d --rotate-certificates false -- --x"
    )
    found = read_flags(words.split())
    assert found == (
        ("anonymous-auth", "true"),
        ("v", "2"),
        ("max-pods", "5"),
        ("max-pods", "6"),
        ("v", "3"),
        ("node-labels", "a=b,c=d"),
        ("rotate-certificates", "true"),
    )


def test_lists_of_flags_are_put_together() -> None:
    found = _made(None, "--tls-cipher-suites=A,B", "--tls-cipher-suites", "C")
    assert found["tlsCipherSuites"] == ["A", "B", "C"]


def test_the_host_name_is_told_only_where_a_flag_sets_it() -> None:
    assert "hostname-override" not in _made(_document("/config"), "--hostname-override=")
    assert _made(_document("/config"), "--hostname-override", "a.example")["hostname-override"] == "a.example"


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("--read-only-port=none", "--read-only-port is 'none', which is no number"),
        ("--anonymous-auth=maybe", "--anonymous-auth is 'maybe', which is no boolean"),
        ("--streaming-connection-idle-timeout=4", "which is no duration"),
        ("--feature-gates=A", "--feature-gates sets 'A' neither true nor false"),
    ],
)
def test_flags_that_no_kubelet_starts_with_are_refused(word: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        _made(_document("/config"), word)


def test_yaml_is_read_too() -> None:
    text = (
        b"kind: KubeletConfiguration\napiVersion: kubelet.config.k8s.io/v1beta1\nauthorization:\n  mode: AlwaysAllow\n"
    )
    assert _made(Document("/etc/kubernetes/kubelet/config", text))["authorization"]["mode"] == "AlwaysAllow"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a: [", "/config is no YAML"),
        (b"kind: Pod", "/config is no KubeletConfiguration"),
        (b"[1]", "/config is no KubeletConfiguration"),
        (b"kind: KubeletConfiguration\na: &a [1]\nb: *a\n", "/config has aliases"),
        (b"kind: KubeletConfiguration\na: " + b"[" * 60 + b"]" * 60, "/config is nested too deeply"),
        (b'{"kind": "KubeletConfiguration", "streamingConnectionIdleTimeout": 4}', "is 4, which is no duration"),
    ],
)
def test_files_that_are_no_configuration_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        _made(Document("/config", data))


def test_what_an_answer_leaves_out_for_being_nothing_is_written_out() -> None:
    answer = {"kubeletconfig": {"authentication": {"anonymous": {"enabled": False}}, "rotateCertificates": True}}
    made = json.loads(from_configz(json.dumps(answer).encode()).data)["kubeletconfig"]
    assert made == {
        "authentication": {"anonymous": {"enabled": False}},
        "rotateCertificates": True,
        "serverTLSBootstrap": False,
        "protectKernelDefaults": False,
        "readOnlyPort": 0,
    }


@pytest.mark.parametrize("answer", [b"", b"[]", b"{}", b'{"kubeletconfig": {}}', b'{"kind": "Status", "code": 403}'])
def test_what_is_no_answer_is_refused(answer: bytes) -> None:
    with pytest.raises(ValueError, match="it "):
        from_configz(answer)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("4h", "4h0m0s"),
        ("90s", "1m30s"),
        ("1.5h", "1h30m0s"),
        ("100ms", "100ms"),
        ("1500us", "1.5ms"),
        ("0", "0s"),
        ("-1m", "-1m0s"),
        ("1h0.5s", "1h0m0.5s"),
        ("7ns", "7ns"),
        (".5s", "500ms"),
    ],
)
def test_durations_are_written_as_go_writes_them(text: str, want: str) -> None:
    length = nanoseconds(text)
    assert length is not None
    assert written(length) == want


@pytest.mark.parametrize("text", ["", "4", "h", "1h 2m", "1d", "s1", "1.h.", "9" * 200 + "h", "99999999999h"])
def test_what_is_no_duration_is_none(text: str) -> None:
    assert nanoseconds(text) is None


def test_a_flag_that_switches_rotation_is_told_from_the_default() -> None:
    assert "rotate-certificates" not in _made(_document("/config", rotateCertificates=False))
    off = _made(_document("/config"), "--rotate-certificates=false")
    assert (off["rotateCertificates"], off["rotate-certificates"]) == (False, False)
    told = json.loads(from_configz(json.dumps({"authentication": {}}).encode(), ["--rotate-certificates=0"]).data)
    assert told["kubeletconfig"]["rotate-certificates"] is False
