"""Projects damaged at random: each builds, or says at which line of which file it cannot be built."""

from pathlib import Path

import pytest

from authored import FILES, NOW, project
from mutated import MUTATIONS, mutated
from scapkit.build.pipeline import compile_product
from scapkit.problem import Invalid

BATCH = 30


@pytest.mark.parametrize("first", range(0, 120, BATCH))
def test_damage_is_told_with_file_and_line(tmp_path: Path, first: int) -> None:
    told = 0
    for seed in range(first, first + BATCH):
        path, data = mutated(seed, FILES)
        root = project(tmp_path)
        (root / path).write_bytes(data)
        try:
            compile_product(root, "tiny", NOW)
        except Invalid as error:
            places = [each.span for each in error.problems]
            assert places and all(Path(each.file).is_file() and each.line for each in places), (seed, path, str(error))
            told += 1
    # What goes unnoticed is in prose and blank lines; were it most of it, nothing would be tried here.
    assert told > BATCH // 3


def test_seeds_reach_every_file_and_every_kind_of_damage() -> None:
    assert {mutated(seed, FILES)[0] for seed in range(200)} == set(FILES)
    assert len({damage.__name__ for damage in MUTATIONS}) >= 8
