"""docs/answers.schema.json takes what the reader takes, and refuses what it refuses."""

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from scapkit.ocil.answers_file import answers_of
from scapkit.problem import Invalid
from shared import REPOSITORY

VALIDATOR = Draft202012Validator(json.loads((REPOSITORY / "docs/answers.schema.json").read_text(encoding="utf-8")))
DIGEST = "a" * 64
GOOD = (
    "",
    "answers:",
    "{answers: []}",
    "{needs_sign_off: yes, answers: [{rule: r}]}",
    "{needs_sign_off: False}",
    "answers: [{rule: r, answer: no, who: Ann, when: 2026-01-02, expires: 2026-01-02T10:00:00+02:00, remark: why}]",
    "answers: [{rule: r, question: ~, answer: ~, response: ~, who: ~, when: ~, expires: ~, remark: ~, evidence: ~, sign_off: ~}]",
    "answers: [{question: q, answer: '', response: ''}, {question: q, answer: 3.5}]",
    "answers: [{question: q, response: not applicable}, {rule: r, response: UNKNOWN, answer: ~}]",
    f"answers: [{{rule: 7, asset: shop-*, evidence: [{{file: a/b.pdf, sha256: {DIGEST}, artifact: x}}]}}]",
    "answers: [{rule: r, sign_off: {who: Bo, when: 2026-01-02T00:00:00.5Z}}, {rule: s, sign_off: {}}]",
)
BAD = (
    "[]",
    "plain",
    "answers: {rule: r}",
    "answers: [plain]",
    "answer: []",
    "needs_sign_off: maybe",
    "needs_sign_off:",
    "needs_sign_off: ''",
    "answers: [{rule: r, asset: ~}]",
    "answers: [{rule: r, asset: ' '}]",
    "answers: [{rule: r, anwser: no}]",
    "answers: [{rule: r, question: q}]",
    "answers: [{answer: no}]",
    "answers: [{rule: ''}]",
    "answers: [{rule: r, answer: [no]}]",
    "answers: [{rule: r, answer: no, response: UNKNOWN}]",
    "answers: [{rule: r, response: PASS}]",
    "answers: [{rule: r, when: yesterday}]",
    "answers: [{rule: r, expires: 2026-01-02T10:00:00}]",
    f"answers: [{{rule: r, evidence: [{{sha256: {DIGEST}}}]}}]",
    "answers: [{rule: r, evidence: [{file: a, sha256: abc}]}]",
    f"answers: [{{rule: r, evidence: [{{file: a, sha256: {DIGEST}, size: 3}}]}}]",
    "answers: [{rule: r, sign_off: Bo}]",
    "answers: [{rule: r, sign_off: {by: Bo}}]",
    "answers: [{rule: r, sign_off: {who: Bo, when: soon}}]",
)


class AsTyped(yaml.SafeLoader):
    """Scalars as they were typed, but for null."""


AsTyped.yaml_implicit_resolvers = {
    first: [each for each in resolvers if each[0].endswith(":null")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _fits(text: str, loader: Any) -> bool:
    return VALIDATOR.is_valid(yaml.load(text, Loader=loader))


def _is_read(text: str) -> bool:
    try:
        answers_of(text.encode(), "a.yml")
    except Invalid:
        return False
    return True


@pytest.mark.parametrize("text", GOOD)
def test_what_is_read_fits_the_schema(text: str) -> None:
    assert (_is_read(text), _fits(text, AsTyped)) == (True, True)


@pytest.mark.parametrize("text", BAD)
def test_what_is_refused_does_not_fit_the_schema(text: str) -> None:
    assert (_is_read(text), _fits(text, AsTyped), _fits(text, yaml.SafeLoader)) == (False, False, False)
