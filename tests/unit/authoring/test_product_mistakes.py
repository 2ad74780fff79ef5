"""What a product's own files may say: what becomes an id, a file's name or a date must be one."""

from pathlib import Path

import pytest

from authored import CONTENT, PRODUCT, edited, told


@pytest.mark.parametrize(
    ("path", "old", "new", "wanted"),
    [
        (PRODUCT, "namespace: org.example.content", "namespace: a_b", [":4:12 bad-value"]),
        (PRODUCT, "check_namespace: ex", "check_namespace: ../ex", [":5:18 bad-value"]),
        (PRODUCT, "benchmark_id: TINY", "benchmark_id: A B", [":3:15 bad-value"]),
        (PRODUCT, "platforms: [tiny]", "platforms: []", [":1:1 missing-key"]),
        (f"{CONTENT}/benchmark.yml", "status_date: 2026-01-01", "status_date: 2026-13-01", [":3:14 bad-value"]),
        (f"{CONTENT}/benchmark.yml", "status: draft", "status: interim", [":2:9 bad-value"]),
    ],
)  # fmt: skip
def test_what_cannot_become_an_id_is_told(tmp_path: Path, path: str, old: str, new: str, wanted: list[str]) -> None:
    assert told(tmp_path, edited(path, old, new)) == [f"{path}{each}" for each in wanted]
