"""JSON that Python's reader does not like for other reasons than its grammar is malformed all the same."""

import pytest

from scapkit.dumps.jsons import read_json
from scapkit.problem import Invalid


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"size": ' + b"9" * 5000 + b"}", "a number that is too long"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"name": "\xff"}', "not UTF-8"),
    ],
)
def test_what_cannot_be_read_is_malformed(data: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=f"malformed-json: {said}"):
        read_json(data, "manifest.json")
