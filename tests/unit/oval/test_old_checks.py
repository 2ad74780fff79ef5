"""What documents of old versions say in other words."""

from pathlib import Path

import pytest
from lxml import etree

from conformance.documents import document, make_tree
from scapkit.dumps.open import open_dump
from scapkit.oval.engine import Session
from scapkit.oval.evidence import Evidence
from scapkit.xmlio.read_oval import read_oval


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
