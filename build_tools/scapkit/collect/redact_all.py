"""A collection for other eyes: each dump blanked, by the account numbers of all of them."""

import os
from collections.abc import Sequence
from pathlib import Path

from scapkit.collect.blanking import Blanking
from scapkit.collect.keeping import writing
from scapkit.collect.redact import accounts_of, redact
from scapkit.dumps.collection import ARCHIVES, NAME, Collection, LeftOut, Record, write_record
from scapkit.dumps.open import Kept
from scapkit.model.dump import Manifest
from scapkit.problem import invalid
from scapkit.xmlio.files import write_file


def redact_collection(collection: Collection, dumps: Sequence[tuple[str, Kept, Manifest]], folder: str) -> None:
    """Write the dumps, each its path, files and manifest, into a folder at their own places, and the record.

    Raises Invalid: dump-exists, unwritable-file.
    """
    root = Path(folder)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise invalid(folder, "dump-exists", "is there already", hint="name another")
    accounts = frozenset(number for _, kept, manifest in dumps for number in accounts_of(kept, manifest))
    blanking = Blanking(accounts)
    for path, kept, manifest in dumps:
        redact(kept, manifest, str(root / blanking.name(_place(path, collection.path))), accounts)
    with writing(root):
        write_file(root / NAME, write_record(_record(collection.record, blanking)))


def _place(path: str, above: str) -> str:
    place = os.path.relpath(path, above)
    return next((place.removesuffix(end) for end in ARCHIVES if place.endswith(end)), place)


def _record(record: Record, blanking: Blanking) -> Record:
    """What is said of assets without a dump, blanked."""
    text = blanking.text
    left_out = tuple(LeftOut(text(each.name), each.kind, text(each.reason)) for each in record.left_out)
    return record._replace(name=text(record.name), left_out=left_out, missing=tuple(map(text, record.missing)))
