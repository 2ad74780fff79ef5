"""Whatever bytes a file has, probes come to an end with items, reasons or an error, and nothing is thrown."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collections_of import Sought, ours
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest, Requirement
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Wanted


def anything(name: str) -> Wanted:
    return Wanted(name, (".*",), "pattern match")


FILE = Wanted("filepath", ("/etc/x",))
SERVICE = (anything("protocol"), anything("service_name"))
# The file, what asks for it, and pieces of which such files consist.
CASES = {
    "password": ("etc/passwd", Sought("unix:password", (anything("username"),)), b"a:x +-#0129 \n"),
    "shadow": ("etc/shadow", Sought("unix:shadow", (anything("username"),)), b"a:$16 -09!*\n"),
    "lastlog": ("var/log/lastlog", Sought("unix:password", (anything("username"),)), b"\x00\xff"),
    "xinetd": ("etc/xinetd.conf", Sought("unix:xinetd", SERVICE), b"servicdfaul{}=+- /\n"),
    "inetd": ("etc/inetd.conf", Sought("unix:inetd", SERVICE), b"a tcp.:/#\n"),
    "services": ("etc/services", Sought("unix:xinetd", SERVICE), b"a 1/tcp#\n"),
    "xml": (
        "etc/x",
        Sought("independent:xmlfilecontent", (FILE, Wanted("xpath", ("//@*|//text()",)))),
        b"<a b='x'>&;/![]",
    ),
    "text": (
        "etc/x",
        Sought(
            "independent:textfilecontent",
            (Wanted("path", ("/etc",)), Wanted("filename", ("x",)), Wanted("line", ("a(.)",))),
        ),
        b"ab\n\r\xff",
    ),
    "hash": ("etc/x", Sought("independent:filehash58", (FILE, anything("hash_type"))), b"ab"),
    "facts": ("facts/unix_sysctl.jsonl", Sought("unix:sysctl", (anything("name"),)), b'{"name":"value"}[],1e9\\ud8\n'),
}
FIXED = {"etc/passwd": b"root:x:0:0:::\n", "etc/xinetd.conf": b"service a\n{\n}\n"}


@pytest.mark.parametrize("case", CASES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_content_makes_a_probe_fail(tmp_path: Path, case: str, data: st.DataObject) -> None:
    path, sought, alphabet = CASES[case]
    pieces = st.lists(st.sampled_from([bytes([each]) for each in alphabet]), max_size=80).map(b"".join)
    content = data.draw(st.one_of(pieces, st.binary(max_size=200)))
    files = {f"files/{name}": fixed for name, fixed in FIXED.items()}
    files[path if case == "facts" else f"files/{path}"] = content
    fact = Requirement("fact", "unix:sysctl", "collected", "facts/unix_sysctl.jsonl")
    write_dump(tmp_path / "d", Manifest(Asset("a"), (Requirement("folder", "/", "collected"), fact)), files)
    found = ours(sought, Evidence(open_dump(str(tmp_path / "d"))))
    assert found.items or found.missing or found.messages or found.flag is None
