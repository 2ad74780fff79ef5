"""What documents of old versions say in other words."""

from pathlib import Path

import pytest
from lxml import etree
from ovals import session

from conformance.documents import document, make_tree
from scapkit.dumps.open import open_dump
from scapkit.model import oval as o
from scapkit.oval.engine import Session
from scapkit.oval.evidence import Evidence
from scapkit.xmlio.read.oval import read_oval


@pytest.mark.parametrize(
    ("test", "check_existence", "want"),
    [
        ("false", "", "true"),
        ("true", "", "false"),
        ("held", "", "false"),
        ("other", "", "true"),
        ("false", ' check_existence="at_least_one_exists"', "false"),
    ],
)
def test_none_exist_is_true_where_nothing_that_exists_satisfies(
    tmp_path: Path, test: str, check_existence: str, want: str
) -> None:
    """`true` finds two lines and `false` none, without a state; one line of `held` satisfies its state, none of `other`."""
    make_tree(tmp_path)
    text = document([])
    last = text[text.index('<ind:textfilecontent54_test id="oval:t:tst:unknown"') : text.index("</tests>")]
    for name, state in (("held", "a"), ("other", "z")):
        added = last.replace("tst:unknown", f"tst:{name}").replace("ste:group", f"ste:{state}")
        text = text.replace("</tests>", f"{added}</tests>")
    text = text.replace('check="all"', f'check="none exist"{check_existence}')
    content = read_oval(etree.fromstring(text.encode()), "old.xml")
    run = Session(content, Evidence(open_dump(str(tmp_path))), {}, "2026-01-01T00:00:00Z")
    assert run.test(f"oval:t:tst:{test}").result.value == want


@pytest.mark.parametrize(("line", "want"), [("^a$", "true"), ("^z", "false")])
def test_the_state_of_an_old_text_object_asks_for_its_line(tmp_path: Path, line: str, want: str) -> None:
    make_tree(tmp_path)
    wanted = (o.Entity("path", "/etc"), o.Entity("filename", "ab"), o.Entity("line", "^a", operation="pattern match"))
    run = session(
        tmp_path,
        o.Object("o", "independent:textfilecontent", wanted),
        o.State("s", "independent:textfilecontent", (o.Entity("line", line, operation="pattern match"),)),
        o.Test("t", "independent:textfilecontent", object_ref="o", state_refs=("s",)),
    )
    assert run.test("t").result.value == want
