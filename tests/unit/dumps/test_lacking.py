"""What a dump lacks, as people are told of it."""

from scapkit.dumps.lacking import calls, lacking, reasons
from scapkit.dumps.requirements import refusal
from scapkit.model.dump import Requirement

HASH = "#" + "0a" * 32
CALL = "1/eu-west-1/eks/DescribeCluster/shop"


def lost(key: str, status: str = "forbidden", kind: str = "kubernetes", message: str = "") -> Requirement:
    return Requirement(kind, key, status, code="403", message=message)


def test_what_would_be_made_of_a_refused_answer_is_no_news() -> None:
    raw, other = lost("/api/v1/pods"), lost(f"{CALL}.json", kind="aws")
    made = (lost(f"/api/v1/pods{HASH}"), lost(f"{CALL}{HASH}.json", kind="aws"))
    assert calls((raw, *made, other)) == lacking((raw, *made, other)) == (raw, other)


def test_a_filter_that_fails_on_an_answer_is_told_without_its_hash() -> None:
    there = Requirement("kubernetes", "/api/v1/pods", "collected")
    made = Requirement("kubernetes", f"/api/v1/pods{HASH}", "error", message="the filter failed")
    assert lacking((there, made)) == (made,)
    assert refusal(made).reason == "GET /api/v1/pods failed (the filter failed)"
    assert refusal(made).key == made.key


def test_answers_that_do_not_exist_count_with_what_filters_make_of_them() -> None:
    both = tuple(Requirement("kubernetes", key, "not-found") for key in ("/api/v1/x", f"/api/v1/x{HASH}"))
    assert (calls(both), lacking(both)) == (both, ())


def test_calls_refused_in_the_same_words_are_one_line_and_files_are_not() -> None:
    calls_ = tuple(lost(f"/api/v1/{each}", message="Unauthorized") for each in "abc")
    files = tuple(lost(f"/etc/{each}", kind="file", message="Permission denied") for each in "ab")
    assert [text.partition(" was")[0] for text in reasons((*calls_, *files))] == [
        "GET /api/v1/a", "reading /etc/a", "reading /etc/b"
    ]  # fmt: skip
    assert reasons(calls_)[0].endswith(", and so were 2 more")
