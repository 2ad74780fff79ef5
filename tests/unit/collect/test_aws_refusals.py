"""What the AWS API refuses: noted call by call, and what depends on it is skipped; no credential is ever kept."""

import logging
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from aws_accounts import KEYS, cluster
from aws_collected import Collected, collected, options, signed
from aws_overlay import Overlay, Patch, Refusal, Replies, Reply
from scapkit.collect.aws.plan import every_call
from scapkit.problem import Invalid

DENIED = Refusal("AccessDeniedException", "User: arn:aws:sts::1:assumed-role/a/b is not authorized", 403)


@pytest.fixture(scope="module")
def shop(overlay: Overlay) -> Overlay:
    """A cluster with nodes."""
    cluster(overlay, nodegroups=("general",))
    return overlay


@pytest.fixture
def answering(shop: Overlay, monkeypatch: pytest.MonkeyPatch) -> Iterator[Overlay]:
    """The same, for changes that are undone."""
    signed(monkeypatch)
    before = dict(shop.replies)
    yield shop
    shop.replies.clear()
    shop.replies.update(before)


def refused(
    overlay: Overlay, folder: Path, replies: Replies, calls: tuple[str, ...] = (), attempts: int = 1
) -> Collected:
    overlay.replies.update(replies)
    return collected(options(overlay, attempts=attempts), folder, calls)


def test_where_all_is_denied_nothing_is_collected_and_every_call_says_so(answering: Overlay, tmp_path: Path) -> None:
    codes = {"ec2": "UnauthorizedOperation", "iam": "AccessDenied"}
    calls = [name for name in every_call() if name != "sts:GetCallerIdentity"]
    replies: Replies = {name: Refusal(codes.get(name.split(":")[0], DENIED.code), status=403) for name in calls}
    found = refused(answering, tmp_path, replies)
    statuses = {key: each["status"] for key, each in found.requirements.items()}
    assert statuses.pop("sts/GetCallerIdentity") == "collected"
    assert set(statuses.values()) == {"forbidden", "skipped"}
    asked = {"/".join(key.split("/")[:2]).replace("/", ":") for key in statuses}
    assert asked - {"iam:ListEntitiesForPolicy"} == set(calls) - {"iam:ListEntitiesForPolicy"}


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (DENIED, "forbidden"),
        (Refusal("ThrottlingException", "Rate exceeded", 429), "throttled"),
        (Refusal("InternalServerException", "sorry", 500), "error"),
        (Refusal("InvalidRequestException", "no", 400), "error"),
    ],
)
def test_a_listing_that_is_refused_leaves_what_it_would_name_skipped(
    answering: Overlay, tmp_path: Path, refusal: Refusal, status: str
) -> None:
    found = refused(answering, tmp_path, {"eks:ListNodegroups": refusal}, ("eks:DescribeNodegroup",))
    listing = found.requirements["eks/ListNodegroups/shop"]
    assert (listing["status"], listing["code"], listing["message"]) == (status, refusal.code, refusal.message)
    skipped = found.requirements["eks/DescribeNodegroup/shop"]
    assert skipped["status"] == "skipped"
    assert skipped["message"].startswith("eks:ListNodegroups ")
    assert skipped["message"].endswith(refusal.code)
    assert found.status("eks/DescribeCluster/shop") == "collected"


def test_what_was_skipped_says_so_all_the_way_down(answering: Overlay, tmp_path: Path) -> None:
    found = refused(
        answering, tmp_path, {"iam:ListRolePolicies": Refusal("AccessDenied", "no", 403)}, ("iam:GetRolePolicy",)
    )
    assert found.requirements["iam/GetRolePolicy/shop-node"]["message"] == (
        "iam:ListRolePolicies was forbidden: AccessDenied"
    )


def test_what_is_gone_when_it_is_asked_about_is_not_found(answering: Overlay, tmp_path: Path) -> None:
    gone = Refusal("ResourceNotFoundException", "No node group found", 404)
    found = refused(answering, tmp_path, {"eks:DescribeNodegroup": gone}, ("eks:DescribeNodegroup",))
    assert found.status("eks/DescribeNodegroup/shop/general") == "not-found"


def test_what_is_throttled_now_and_then_is_asked_again(answering: Overlay, tmp_path: Path) -> None:
    numbers = count()

    def now_and_then(_: object) -> Reply:
        return Refusal("ThrottlingException", "Rate exceeded", 429) if next(numbers) < 2 else {"addons": []}

    found = refused(answering, tmp_path, {"eks:ListAddons": now_and_then}, ("eks:ListAddons",), attempts=4)
    assert found.status("eks/ListAddons/shop") == "collected"
    assert next(numbers) == 3


def test_a_call_that_scapkit_does_not_make_is_skipped_and_not_made(answering: Overlay, tmp_path: Path) -> None:
    answering.asked.clear()
    found = refused(answering, tmp_path, {}, ("secretsmanager:GetSecretValue", "../../etc", "eks:DeleteCluster"))
    assert found.requirements["secretsmanager/GetSecretValue"]["message"] == "scapkit makes no such call"
    assert found.status("eks/DeleteCluster") == "skipped"
    assert found.status("..%2F..%2Fetc/%") == "skipped"
    assert set(answering.asked) == {"sts:GetCallerIdentity", "eks:DescribeCluster"}


def test_a_cluster_that_only_knows_the_config_map_is_not_asked_for_access_entries(
    answering: Overlay, tmp_path: Path
) -> None:
    mode = Patch({"cluster": {"accessConfig": {"authenticationMode": "CONFIG_MAP"}}})
    found = refused(answering, tmp_path, {"eks:DescribeCluster": mode}, ("eks:DescribeAccessEntry",))
    assert {found.status(f"eks/{name}/shop") for name in ("ListAccessEntries", "DescribeAccessEntry")} == {"not-found"}


def test_no_credential_is_kept_or_told(
    answering: Overlay,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    token = "AQoXnyc4lcK4w-a-token-of-nobody"
    monkeypatch.setenv("AWS_SESSION_TOKEN", token)
    caplog.set_level(logging.INFO)
    secrets = (*KEYS.values(), token)
    wrong = Refusal("SignatureDoesNotMatch", f"should have been {' '.join(secrets)}", 403)
    found = refused(answering, tmp_path, {"eks:ListAddons": wrong, "ec2:DescribeVpcs": wrong, "iam:GetRole": wrong})
    assert found.requirements["eks/ListAddons/shop"]["message"].endswith("should have been *** *** ***")
    shown = found.whole() + caplog.text.encode() + "".join(capfd.readouterr()).encode()
    assert not [secret for secret in secrets if secret.encode() in shown]


def test_an_assumed_role_is_whose_account_it_is(answering: Overlay, tmp_path: Path) -> None:
    arn = "arn:aws:iam::210987654321:role/auditor"
    with pytest.raises(Invalid, match="no-such-cluster: account 210987654321 has no cluster shop in eu-central-1"):
        collected(options(answering, role_arn=arn, external_id="e-1"), tmp_path)
    assert answering.asked[-3:] == ["sts:AssumeRole", "sts:GetCallerIdentity", "eks:DescribeCluster"]
    assert not list(tmp_path.iterdir())


def test_a_role_that_may_not_be_assumed_is_told(answering: Overlay, tmp_path: Path) -> None:
    answering.replies["sts:AssumeRole"] = Refusal("AccessDenied", "not you", 403)
    with pytest.raises(Invalid, match="aws-failed: AccessDenied: not you"):
        collected(options(answering, role_arn="arn:aws:iam::210987654321:role/auditor"), tmp_path)
