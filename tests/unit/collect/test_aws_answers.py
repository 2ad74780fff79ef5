"""Answers as they are kept, and what errors mean."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from scapkit.collect.aws.answers import encoded, plain
from scapkit.collect.aws.asking import told
from scapkit.collect.aws.statuses import status_of


def test_an_answer_is_kept_without_its_transport_and_with_times_in_utc() -> None:
    given = {
        "ResponseMetadata": {"RequestId": "r"},
        "made": datetime(2026, 11, 20, 10, 30, tzinfo=timezone(timedelta(hours=1))),
        "naive": datetime(2026, 11, 20, 10, 30, 1, 500),
        "day": date(2026, 11, 20),
        "blob": b"\x00\xff",
        "list": [{"at": datetime(2026, 1, 1, tzinfo=UTC)}],
    }
    assert plain(given) == {
        "made": "2026-11-20T09:30:00Z",
        "naive": "2026-11-20T10:30:01.000500Z",
        "day": "2026-11-20",
        "blob": "AP8=",
        "list": [{"at": "2026-01-01T00:00:00Z"}],
    }


def test_members_that_may_hold_secrets_are_left_out_however_deep() -> None:
    given = {"Versions": [{"Data": {"UserData": "cGFzcw==", "ImageId": "ami-1"}}], "UserData": "x"}
    assert plain(given, ("UserData",)) == {"Versions": [{"Data": {"ImageId": "ami-1"}}]}


def test_the_same_answer_is_the_same_bytes() -> None:
    assert encoded({"b": 1, "a": "é"}) == encoded({"a": "é", "b": 1})
    assert json.loads(encoded({"a": "\ud800"}).decode("utf-8", "surrogatepass")) == {"a": "\ud800"}


@pytest.mark.parametrize(
    ("code", "want"),
    [
        ("AccessDenied", "forbidden"),
        ("AccessDeniedException", "forbidden"),
        ("UnauthorizedOperation", "forbidden"),
        ("Throttling", "throttled"),
        ("ThrottlingException", "throttled"),
        ("ThrottledException", "throttled"),
        ("RequestLimitExceeded", "throttled"),
        ("TooManyRequestsException", "throttled"),
        ("ResourceNotFoundException", "not-found"),
        ("NoSuchEntity", "not-found"),
        ("RepositoryPolicyNotFoundException", "not-found"),
        ("NotFoundException", "not-found"),
        ("InvalidLaunchTemplateId.NotFound", "not-found"),
        ("InvalidInstanceID.NotFound", "not-found"),
        ("InternalError", "error"),
        ("ExpiredToken", "error"),
        ("UnrecognizedClientException", "error"),
        ("InvalidParameterException", "error"),
        ("404", "error"),
        ("", "error"),
    ],
)
def test_an_error_has_the_status_that_its_code_says(code: str, want: str) -> None:
    assert status_of(code) == want


def test_a_message_is_one_short_line_without_secrets() -> None:
    text = "The signature of T0KEN is wrong.\nThe canonical string was T0KEN"
    assert told(text, ("T0KEN",)) == "The signature of *** is wrong."
    assert told("It should be X-Amz-Security-Token:refreshed in between", ()) == "It should be"
    assert told("You may not. Encoded authorization failure message: abcdef", ()) == "You may not."
    assert len(told("x" * 9999, ())) == 300
