"""unix:password and unix:shadow: the accounts of a tree; shadow as oscap has it on a running system."""

from pathlib import Path
from struct import pack

import pytest

from collections_of import Sought, flat, ours, theirs
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest, Requirement
from scapkit.model.syschar import Flag
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Wanted
from valid_items import assert_valid

PASSWD = """root:x:0:0:root:/root:/bin/bash
daemon:x:1:1::/usr/sbin:
# comment
  #indented:x:5:5:a:b:c

one
+nis::::::
-out:x:::::
-n
long:x:5:5:a:b:c:d
short:x:7:7:g
shorter:x:7:7
no-group:x:5:
blanks :x: 8: +8:g:h:s
  indented:x:3:3:g:h:s
root:y:0:0::/r:/s
:x:3:3:nameless:b:c
word:x:abc:1:a:b:c
hex:x:0x10:1:a:b:c
huge:x:99999999999:5:a:b:c
last:x:4294967294:4294967295:a:b:c
"""
SHADOW = """root:$6$salt$hash:18000:0:99999:7:::
daemon:*:18000:0:99999:7:::
md5:$1$a$b:18000::::::
blowfish:$2y$a$b:1:2:3:4:5:6:7
yescrypt:$y$a:1:2:3:4:5:6:
des:abcdefghijklm:1:2:3:4:5:6:
empty::1:2:3:4:5:6:
locked:!$6$a$b:1:2:3:4:5:6:
bsdi:_abc:1:2:3:4:5:6:
sun:$md5$x:1::::::
sha256:$5$x:1::::::
old:x:1:2:3
word:x:one:2:3:4:5:6:
many:x:1:2:3:4:5:6:7:8
one:x
"""


def account(kind: str, *names: str, op: str = "equals", check: str = "all") -> Sought:
    return Sought(f"unix:{kind}", (Wanted("username", names, op, var_check=check),))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    (root / "etc").mkdir(parents=True)
    (root / "etc/passwd").write_text(PASSWD)
    (root / "etc/shadow").write_text(SHADOW)
    (root / "var/log").mkdir(parents=True)
    (root / "var/log/lastlog").write_bytes(bytes(292 * 3) + pack("<i", 1700000000) + bytes(288 + 292 * 2))
    return root


AGREED = [
    account("password", ".*", op="pattern match"),
    account("password", "root"),
    account("password", "root", op="not equal"),
    account("password", "SHORT", op="case insensitive equals"),
    account("password", "root", "short", check="at least one"),
    account("password", "nope"),
]


@pytest.mark.parametrize("sought", AGREED, ids=str)
def test_the_accounts_are_those_that_oscap_finds(oscap: str, tree: Path, tmp_path: Path, sought: Sought) -> None:
    assert flat(ours(sought, tree)) == theirs(oscap, sought, tree, tmp_path)


def test_a_tree_without_records_of_logins_is_as_oscap_finds_it(oscap: str, tree: Path, tmp_path: Path) -> None:
    (tree / "var/log/lastlog").unlink()
    sought = account("password", "root")
    assert flat(ours(sought, tree)) == theirs(oscap, sought, tree, tmp_path)


def test_a_line_that_is_not_utf_8_is_taken_for_latin_1_as_in_oscap(oscap: str, tree: Path, tmp_path: Path) -> None:
    (tree / "etc/passwd").write_bytes(b"latin:x:5:5:\xff:b:c\n")
    sought = account("password", "latin")
    assert flat(ours(sought, tree)) == theirs(oscap, sought, tree, tmp_path)


def shadows(root: Path) -> dict[str, dict[str, str]]:
    found = ours(account("shadow", ".*", op="pattern match"), root)
    assert found.flag is None
    assert not found.missing
    each = ({field.name: field.value for field in item.fields} for item in found.items)
    return {fields["username"]: fields for fields in each}


def test_shadow_has_an_item_for_each_line_of_the_right_form(tree: Path) -> None:
    names = ["root", "daemon", "md5", "blowfish", "yescrypt", "des", "empty", "locked", "bsdi", "sun", "sha256", "old"]
    assert list(shadows(tree)) == names


def test_the_method_is_told_by_the_start_of_the_password(tree: Path) -> None:
    methods = {name: fields.get("encrypt_method") for name, fields in shadows(tree).items()}
    assert methods == {
        "root": "SHA-512",
        "daemon": "DES",
        "md5": "MD5",
        "blowfish": "Blowfish",
        "yescrypt": None,
        "des": "DES",
        "empty": "DES",
        "locked": "DES",
        "bsdi": "BSDi",
        "sun": "Sun MD5",
        "sha256": "SHA-256",
        "old": "DES",
    }


def test_what_shadow_leaves_out_is_minus_one(tree: Path) -> None:
    days = ("chg_lst", "chg_allow", "chg_req", "exp_warn", "exp_inact", "exp_date", "flag")
    found = shadows(tree)
    assert [found["root"][each] for each in days] == ["18000", "0", "99999", "7", "-1", "-1", str(2**64 - 1)]
    assert [found["old"][each] for each in days] == ["1", "2", "3", "-1", "-1", "-1", str(2**64 - 1)]
    assert found["blowfish"]["flag"] == "7"


@pytest.mark.parametrize("kind", ["password", "shadow"])
def test_the_items_are_valid(tree: Path, schemas: Path, kind: str) -> None:
    assert_valid(ours(account(kind, ".*", op="pattern match"), tree).items, schemas)


@pytest.mark.parametrize("kind", ["password", "shadow"])
def test_a_malformed_pattern_is_an_error(tree: Path, kind: str) -> None:
    assert ours(account(kind, "(", op="pattern match"), tree).flag is Flag.ERROR


@pytest.mark.parametrize(("kind", "file"), [("password", "etc/passwd"), ("shadow", "etc/shadow")])
def test_a_tree_without_the_file_has_no_accounts_in_it(tree: Path, kind: str, file: str) -> None:
    (tree / file).unlink()
    assert ours(account(kind, "root"), tree) == Collection([])


@pytest.mark.parametrize(("kind", "file"), [("password", "/etc/passwd"), ("shadow", "/etc/shadow")])
def test_a_file_that_could_not_be_read_is_missing(tmp_path: Path, kind: str, file: str) -> None:
    write_dump(tmp_path / "d", Manifest(Asset("a"), (Requirement("file", file, "forbidden"),)), {})
    found = ours(account(kind, "root"), Evidence(open_dump(str(tmp_path / "d"))))
    assert [each.reason for each in found.missing] == [f"reading {file} was refused"]


def test_a_last_login_that_was_not_collected_says_so(tmp_path: Path) -> None:
    asked = Requirement("file", "/etc/passwd", "collected", "files/etc/passwd")
    write_dump(tmp_path / "d", Manifest(Asset("a"), (asked,)), {"files/etc/passwd": PASSWD.encode()})
    (item, _) = ours(account("password", "root"), Evidence(open_dump(str(tmp_path / "d")))).items
    assert [item.fields[-1].name, item.fields[-1].status] == ["last_login", "not collected"]
