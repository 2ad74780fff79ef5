"""The file between builds is never trusted."""

import pickle
import sqlite3
from pathlib import Path
from types import MappingProxyType

import pytest

from scapkit.authoring.yaml.marked import Node
from scapkit.span import Span
from scapkit.store import Store

MODULES = ("scapkit.authoring", "scapkit.span")
THINGS = {"a/1": Node(Span("f", 1), "str", "x"), "a/2": (frozenset("b"), {"c": (1, None)}), "b/1": "other"}


def made(path: Path, secret: bytes = b"") -> Store:
    return Store(path, MODULES, secret)


def test_things_come_back_as_they_were(tmp_path: Path) -> None:
    store = made(tmp_path / "deep" / "store")
    store.save(THINGS)
    assert store.load("a/") == {"1": THINGS["a/1"], "2": THINGS["a/2"]}
    assert isinstance(store.load("a/")["1"].entries, MappingProxyType)
    store.save({"a/2": "new"}, gone=["a/1"])
    assert store.load("a/") == {"2": "new"}


def test_a_store_that_is_not_there_is_empty_and_is_not_made_by_looking(tmp_path: Path) -> None:
    assert made(tmp_path / "none" / "store").load("") == {}
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "file" / "store", tmp_path / "folder"):
        made(path).save(THINGS)
        assert made(path).load("") == {}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_store_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store").write_bytes(content)
    store = made(tmp_path / "store")
    assert store.load("") == {}
    store.save(THINGS)
    store.save(THINGS)
    assert made(tmp_path / "store").load("b/") == {"1": "other"}


def changed(path: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement, values)
    connection.close()


def test_what_was_altered_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    store = made(tmp_path / "store")
    store.save(THINGS)
    changed(tmp_path / "store", "update kept set data = ? where name = 'a/1'", pickle.dumps("forged"))
    assert set(store.load("a/")) == {"2"}


def test_what_was_written_by_somebody_without_the_secret_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    made(tmp_path / "store", b"mine").save(THINGS)
    assert made(tmp_path / "store", b"mine").load("b/") == {"1": "other"}
    made(tmp_path / "store", b"yours").save({"b/1": "forged"})
    made(tmp_path / "store").save({"b/2": "forged"})
    assert made(tmp_path / "store", b"mine").load("b/") == {}


def test_frozen_data_of_other_modules_is_not_made(tmp_path: Path) -> None:
    made(tmp_path / "store").save(THINGS)
    assert set(Store(tmp_path / "store", ("scapkit.model",)).load("")) == {"a/2", "b/1"}


class Hostile:
    """What would run a command if it were unpickled carelessly."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return eval, ("__import__('pathlib').Path('pwned').touch()",)


def test_nothing_but_frozen_data_is_ever_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = made(tmp_path / "store")
    store.save({"a": Hostile(), "b": Path("x"), "c": "fine"})
    assert store.load("") == {"c": "fine"}
    assert not (tmp_path / "pwned").exists()
