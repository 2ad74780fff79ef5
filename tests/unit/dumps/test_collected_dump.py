"""A dump with a manifest: found, absent, or missing with the reason."""

from hashlib import sha256
from pathlib import Path

import pytest
from made_dumps import API, dump_of, entry, reason

from scapkit.dumps.open import open_dump
from scapkit.dumps.requirements import asked_for
from scapkit.dumps.store import UNKNOWN_MODE
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Entry, Manifest, Missing, Requirement
from scapkit.problem import Invalid


def test_a_collected_answer_is_found_with_its_provenance(tmp_path: Path) -> None:
    asked = Requirement(
        "kubernetes", "/version", "collected", f"{API}/version", sha256=sha256(b"{}").hexdigest(), size=2
    )
    dump = dump_of(tmp_path, [asked], {f"{API}/version": b"{}"})
    assert dump.read(f"/{API}/version") == b"{}"
    assert entry(dump, f"/{API}/version").size == 2
    assert dump.provenance(f"/{API}/version") == asked
    assert dump.asset.name == "a"
    assert dump.manifest is not None
    dump.close()


def test_a_404_is_evidence_of_absence(tmp_path: Path) -> None:
    dump = dump_of(tmp_path, [Requirement("kubernetes", "/apis/x", "not-found", code="404")])
    assert dump.entry(f"/{API}/apis/x") is None
    assert dump.read(f"/{API}/apis/x") is None
    assert dump.names(f"/{API}/apis/x") is None


@pytest.mark.parametrize(
    ("asked", "path", "want"),
    [
        (
            Requirement("kubernetes", "/api/v1/pods", "forbidden", code="403", message="no right to list"),
            f"/{API}/api/v1/pods",
            "GET /api/v1/pods was refused: 403 Forbidden (no right to list)",
        ),
        (
            Requirement("aws", "1/eu/eks/DescribeCluster.json", "throttled", code="ThrottlingException"),
            "/aws-api-resources/1/eu/eks/DescribeCluster.json",
            "the call 1/eu/eks/DescribeCluster.json was throttled: ThrottlingException",
        ),
        (Requirement("file", "/etc/a", "truncated"), "/etc/a", "reading /etc/a came back incomplete"),
        (Requirement("file", "/etc/a", "skipped"), "/etc/a", "reading /etc/a was skipped"),
        (Requirement("kubernetes", "/x", "error", code="599"), f"/{API}/x", "GET /x failed: 599"),
    ],
)
def test_a_refusal_is_missing_with_the_call_and_the_reason(
    tmp_path: Path, asked: Requirement, path: str, want: str
) -> None:
    dump = dump_of(tmp_path, [asked])
    for found in (dump.entry(path), dump.read(path), dump.names(path)):
        assert found == Missing(want, asked.key)
    assert dump.provenance(path) == asked


def test_what_nobody_asked_for_is_missing(tmp_path: Path) -> None:
    dump = dump_of(tmp_path, [])
    assert reason(dump.entry("/etc/passwd")) == "not collected: nobody asked for /etc/passwd"
    assert reason(dump.read(f"/{API}/version")) == "not collected: nobody asked for GET /version"
    assert dump.provenance("/etc/passwd") is None
    assert "nobody asked" in reason(dump.names("/"))


def test_a_truncated_answer_that_is_there_is_not_used(tmp_path: Path) -> None:
    asked = Requirement("kubernetes", "/api", "truncated", f"{API}/api", message="the connection broke")
    dump = dump_of(tmp_path, [asked], {f"{API}/api": b"{"})
    assert reason(dump.read(f"/{API}/api")) == "GET /api came back incomplete (the connection broke)"


def test_damage_is_missing_evidence(tmp_path: Path) -> None:
    dump = dump_of(
        tmp_path,
        [
            Requirement("kubernetes", "/gone", "collected", f"{API}/gone"),
            Requirement("kubernetes", "/short", "collected", f"{API}/short", size=3),
            Requirement("kubernetes", "/changed", "collected", f"{API}/changed", sha256="0" * 64, size=2),
            Requirement("kubernetes", "/moved", "collected", f"{API}/elsewhere"),
            Requirement("kubernetes", "/both", "not-found", f"{API}/both"),
            Requirement("folder", "/etc/gone", "collected"),
        ],
        {f"{API}/short": b"{}", f"{API}/changed": b"{}", f"{API}/moved": b"{}", f"{API}/both": b"{}"},
    )
    for name in ("gone", "short", "changed", "moved", "both"):
        assert reason(dump.read(f"/{API}/{name}")).startswith("damaged: ")
    assert reason(dump.read(f"/{API}/changed")).startswith("damaged: ")
    assert isinstance(dump.entry(f"/{API}/changed"), Entry)
    assert isinstance(dump.entry(f"/{API}/short"), Missing)
    assert reason(dump.entry("/etc/gone/a")).startswith("damaged: ")


def test_a_filtered_answer_shares_the_fate_of_the_raw_one(tmp_path: Path) -> None:
    dump = dump_of(
        tmp_path,
        [
            Requirement("kubernetes", "/a", "forbidden", code="403"),
            Requirement("kubernetes", "/b", "not-found", code="404"),
            Requirement("kubernetes", "/c", "collected", f"{API}/c"),
        ],
        {f"{API}/c": b"{}"},
    )
    assert "403 Forbidden" in reason(dump.entry(f"/{API}/a#12"))
    assert dump.entry(f"/{API}/b#12") is None
    assert "nobody asked" in reason(dump.entry(f"/{API}/c#12"))
    assert "nobody asked" in reason(dump.entry(f"/{API}/d#12"))


def test_an_api_answer_speaks_only_for_itself(tmp_path: Path) -> None:
    asked = [Requirement("kubernetes", "/api", "not-found"), Requirement("glob", "/**", "collected")]
    dump = dump_of(tmp_path, asked)
    assert "nobody asked" in reason(dump.entry(f"/{API}/api/v1"))


def test_of_two_requirements_for_one_path_the_collected_one_counts(tmp_path: Path) -> None:
    asked = [
        Requirement("file", "/etc/a", "error"),
        Requirement("file", "/etc/a", "collected", "files/etc/a"),
        Requirement("file", "/etc/a", "skipped"),
    ]
    assert dump_of(tmp_path, asked, {"files/etc/a": b"x"}).read("/etc/a") == b"x"


def test_metadata_comes_from_files_jsonl(tmp_path: Path) -> None:
    described = [
        Entry("/etc/a", "regular", 0o600, 7, 8, 5, 1.0, 2.0, 3.0, has_acl=True),
        Entry("/etc/link", "symbolic link", 0o777, target="/etc/a"),
        Entry("/dev/null", "character special", 0o666),
        Entry("/etc/only-seen", "regular", 0o644, size=9),
    ]
    dump = dump_of(tmp_path, [Requirement("folder", "/", "collected")], {"files/etc/a": b"12345"}, described)
    assert entry(dump, "/etc/a") == described[0]
    assert entry(dump, "/etc/link").target == "/etc/a"
    assert dump.read("/etc/link") == b"12345"
    assert entry(dump, "/dev/null").kind == "character special"
    assert "not a regular file" in reason(dump.read("/dev/null"))
    assert "only its metadata" in reason(dump.read("/etc/only-seen"))
    assert dump.names("/etc") == ("a", "link", "only-seen")
    assert dump.names("/") == ("dev", "etc")
    assert dump.names("/dev") == ("null",)


def test_a_metadata_only_requirement_is_not_damaged(tmp_path: Path) -> None:
    asked = [Requirement("file", "/etc/a", "collected", "files/etc/a"), Requirement("file", "/etc/b", "collected")]
    described = [Entry("/etc/a", "regular", 0o600), Entry("/etc/b", "regular", 0o600)]
    dump = dump_of(tmp_path, asked, {}, described)
    assert entry(dump, "/etc/a").mode == 0o600
    assert entry(dump, "/etc/b").mode == 0o600


def test_a_folder_that_came_along_with_a_file_has_no_known_mode(tmp_path: Path) -> None:
    asked = [Requirement("file", "/etc/k8s/a", "collected", "files/etc/k8s/a")]
    dump = dump_of(tmp_path, asked, {"files/etc/k8s/a": b"x"}, [Entry("/etc", "directory", 0o755)])
    assert entry(dump, "/etc/k8s").mode == UNKNOWN_MODE
    assert entry(dump, "/etc").mode == 0o755


def test_a_link_to_what_was_not_collected_is_missing_by_its_target(tmp_path: Path) -> None:
    described = [Entry("/etc/link", "symbolic link", target="../real")]
    dump = dump_of(tmp_path, [Requirement("file", "/etc/link", "collected")], {}, described)
    assert entry(dump, "/etc/link").kind == "symbolic link"
    assert isinstance(dump.read("/etc/link"), Missing)
    assert isinstance(dump.entry("/etc/link/below"), Missing)


def test_a_circle_of_links_cannot_be_read(tmp_path: Path) -> None:
    described = [Entry("/a", "symbolic link", target="b"), Entry("/b", "symbolic link", target="a")]
    dump = dump_of(tmp_path, [Requirement("folder", "/", "collected")], {}, described)
    assert "too many symbolic links" in reason(dump.read("/a"))


def test_a_dump_whose_folder_of_files_is_a_link_is_refused(tmp_path: Path) -> None:
    write_dump(tmp_path / "d", Manifest(Asset("a"), ()), {})
    (tmp_path / "d/files").symlink_to("/")
    with pytest.raises(Invalid) as caught:
        open_dump(str(tmp_path / "d"))
    assert caught.value.problems[0].code == "unsafe-path"


def test_a_manifest_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    write_dump(tmp_path / "real", Manifest(Asset("a"), ()), {})
    (tmp_path / "d").mkdir()
    (tmp_path / "d/manifest.json").symlink_to(tmp_path / "real/manifest.json")
    with pytest.raises(Invalid) as caught:
        open_dump(str(tmp_path / "d"))
    assert caught.value.problems[0].code == "unreadable-file"


def test_a_limit_is_kept_and_a_missing_link_target_on_the_way_too(tmp_path: Path) -> None:
    dump = dump_of(tmp_path, [Requirement("file", "/a", "collected", "files/a")], {"files/a": b"123"})
    assert "larger than 2 bytes" in reason(dump.read("/a", limit=2))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/kubernetes-api-resources/api/v1/pods", "GET /api/v1/pods"),
        (f"/kubernetes-api-resources/api/v1/pods#{'a1' * 32}", "GET /api/v1/pods"),
        ("/aws-api-resources/1/eu-west-1/eks/DescribeCluster/shop.json", "the call eks:DescribeCluster"),
        (
            rf"^/aws-api-resources/[^/]+/[^/]+/ec2/DescribeSubnets(?:/[^#]+)?#{'a1' * 32}\.json$",
            "the call ec2:DescribeSubnets",
        ),
        ("/etc/passwd#1", "/etc/passwd#1"),
    ],
)
def test_what_nobody_asked_for_is_told_in_words(path: str, told: str) -> None:
    assert asked_for(path) == told


def test_answers_are_known_by_their_calls(tmp_path: Path) -> None:
    keys = (
        "1/r/eks/ListAddons/shop.json",
        f"1/r/eks/ListAddons/shop#{'a1' * 32}.json",
        "1/r/sts/GetCallerIdentity.json",
    )
    asked = [Requirement("aws", key, "forbidden") for key in keys]
    dump = dump_of(
        tmp_path, [*asked, Requirement("kubernetes", "/version", "forbidden"), Requirement("file", "/f", "skipped")], {}
    )
    assert list(dump.answers("eks/ListAddons")) == [f"/aws-api-resources/{key}" for key in sorted(keys[:2])]
    assert list(dump.answers("sts/GetCallerIdentity")) == [f"/aws-api-resources/{keys[2]}"]
    assert len(dump.answers()) == 4 and dump.answers("eks/ListClusters") == ()
