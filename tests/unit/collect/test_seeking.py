"""Where checks look, told by their objects (OVAL 5.11 unix and independent schemas)."""

import pytest

from oval_sample import COMMON, OVAL
from scapkit.collect.need import Need
from scapkit.collect.seeking import Sought
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.oval import read_oval

UNREAD = (("content", "no"),)


def sought(kind: str, entities: str, more: str = "", **external: str) -> Sought:
    """What a definition with one test for one object seeks; `more` are objects, states and variables besides."""
    family, name = kind.split(":")
    document = (
        f'<oval_definitions xmlns="{OVAL}" xmlns:oval="{COMMON}" xmlns:ind="{OVAL}#independent" xmlns:unix="{OVAL}#unix"'
        f' xmlns:linux="{OVAL}#linux"><generator><oval:schema_version>5.11</oval:schema_version></generator><definitions>'
        '<definition id="oval:x:def:1" version="1" class="compliance"><metadata><title>t</title></metadata>'
        '<criteria><criterion test_ref="oval:x:tst:1"/></criteria></definition></definitions><tests>'
        f'<{family}:{name}_test id="oval:x:tst:1" version="1" check="all" comment="c">'
        f'<{family}:object object_ref="oval:x:obj:1"/><{family}:state state_ref="oval:x:ste:1"/></{family}:{name}_test>'
        f'</tests><objects><{family}:{name}_object id="oval:x:obj:1" version="1">{entities}</{family}:{name}_object>'
        f"{more}</oval_definitions>"
    )
    found = Sought(
        read_oval(parse(document.encode(), "x"), "x"), {f"oval:x:var:{k[1:]}": [v] for k, v in external.items()}
    )
    found.definition("oval:x:def:1")
    return found


def needs(kind: str, entities: str, more: str = "</objects>", **external: str) -> list[Need]:
    return list(sought(kind, entities, more, **external).needs)


def lines(entities: str) -> list[Need]:
    return needs("ind:textfilecontent54", f"{entities}<ind:pattern>x</ind:pattern><ind:instance>1</ind:instance>")


MATCH = 'operation="pattern match"'


@pytest.mark.parametrize(
    ("entities", "wanted"),
    [
        ("<ind:filepath>/etc//passwd</ind:filepath>", [Need("file", "/etc/passwd")]),
        (f"<ind:filepath {MATCH}>^/etc/passwd$</ind:filepath>", [Need("file", "/etc/passwd")]),
        (
            rf"<ind:filepath {MATCH}>^/etc/a\.d/.*\.conf$</ind:filepath>",
            [Need("folder", "/etc/a.d", arguments=(("filepath", r"^/etc/a\.d/.*\.conf$"),))],
        ),
        (f"<ind:filepath {MATCH}>conf$</ind:filepath>", [Need("folder", "/", arguments=(("filepath", "conf$"),))]),
        ('<ind:filepath operation="not equal">/a</ind:filepath>', [Need("folder", "/")]),
        ("<ind:path>/etc</ind:path><ind:filename>hosts</ind:filename>", [Need("file", "/etc/hosts")]),
        (
            rf"<ind:path>/etc/a.d/</ind:path><ind:filename {MATCH}>\.conf$</ind:filename>",
            [Need("glob", "/etc/a.d/*", arguments=(("filename", r"\.conf$"),))],
        ),
        (
            f"<ind:path {MATCH}>^/opt/.*</ind:path><ind:filename>a.b</ind:filename>",
            [Need("folder", "/opt", arguments=(("path", "^/opt/.*"), ("filename", r"^a\.b$")))],
        ),
        (f"<ind:filepath {MATCH}>^/kubernetes-api-resources/api/.*</ind:filepath>", []),
        ("<ind:filepath>relative</ind:filepath>", []),
    ],
)
def test_contents_of_files_are_sought_where_the_object_says(entities: str, wanted: list[Need]) -> None:
    assert lines(entities) == wanted


def behave(**behaviors: str) -> str:
    return "<unix:behaviors " + " ".join(f'{name}="{value}"' for name, value in behaviors.items()) + "/>"


DOWN, UP = {"recurse_direction": "down"}, {"recurse_direction": "up"}
HOME = "<unix:path>/home/a</unix:path>"
ANY = f"<unix:filename {MATCH}>.*</unix:filename>"
NIL = '<unix:filename xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>'


@pytest.mark.parametrize(
    ("entities", "wanted"),
    [
        (HOME + NIL, [("file", "/home/a")]),
        (HOME + ANY, [("glob", "/home/a/*")]),
        (behave(**DOWN) + HOME + ANY, [("folder", "/home/a")]),
        (behave(**DOWN) + HOME + NIL, [("folder", "/home/a")]),
        (behave(**DOWN, max_depth="0") + HOME + ANY, [("glob", "/home/a/*")]),
        (behave(**DOWN, max_depth="1") + HOME + ANY, [("glob", "/home/a/*"), ("glob", "/home/a/*/*")]),
        (behave(**DOWN, max_depth="9") + HOME + ANY, [("folder", "/home/a")]),
        (behave(**UP) + HOME + "<unix:filename>x</unix:filename>", [("file", "/home/a/x"), ("file", "/home/x"), ("file", "/x")]),
        (behave(**UP, max_depth="1") + HOME + ANY, [("glob", "/home/a/*"), ("glob", "/home/*")]),
        ("<unix:path>/</unix:path>" + ANY, [("glob", "/*")]),
    ],
)  # fmt: skip
def test_files_are_looked_at_from_outside_as_far_as_the_behaviors_go(
    entities: str, wanted: list[tuple[str, str]]
) -> None:
    found = needs("unix:file", entities)
    assert [(need.kind, need.key) for need in found] == wanted
    assert {need.arguments for need in found} == {UNREAD}


def test_variables_have_the_values_of_the_profile_and_make_paths() -> None:
    more = (
        '</objects><variables><external_variable id="oval:x:var:1" version="1" datatype="string" comment="c"/>'
        '<local_variable id="oval:x:var:2" version="1" datatype="string" comment="c"><concat>'
        '<variable_component var_ref="oval:x:var:1"/><literal_component>/version</literal_component></concat>'
        "</local_variable></variables>"
    )
    found = needs("unix:file", '<unix:filepath var_ref="oval:x:var:2"/>', more, v1="/kubernetes-api-resources")
    assert [need.key for need in found] == ["/kubernetes-api-resources/version"]


def test_what_only_other_evidence_can_say_is_unknown_and_that_evidence_is_needed() -> None:
    more = (
        '<unix:password_object id="oval:x:obj:2" version="1"><unix:username>a</unix:username></unix:password_object></objects>'
        '<variables><local_variable id="oval:x:var:1" version="1" datatype="string" comment="c">'
        '<object_component object_ref="oval:x:obj:2" item_field="home_dir"/></local_variable></variables>'
    )
    found = sought("unix:file", '<unix:path var_ref="oval:x:var:1"/><unix:filename>.netrc</unix:filename>', more)
    assert list(found.unknown) == ["oval:x:obj:1"]
    assert [need.key for need in found.needs] == ["/etc/passwd"]


LED_TO = """<unix:symlink_object id="oval:x:obj:2" version="1">{}</unix:symlink_object>{}</objects>
<states><unix:file_state id="oval:x:ste:2" version="1"><unix:type>symbolic link</unix:type></unix:file_state></states>
<variables><local_variable id="oval:x:var:1" version="1" datatype="string" comment="c">
<object_component object_ref="oval:x:obj:2" item_field="canonical_path"/></local_variable>{}</variables>"""
LEADING = '<unix:filepath var_ref="oval:x:var:1"/>'


def test_what_a_link_leads_to_comes_along_with_the_link() -> None:
    found = sought("unix:file", LEADING, LED_TO.format("<unix:filepath>/etc/a</unix:filepath>", "", ""))
    assert not found.unknown
    assert list(found.needs) == [Need("file", "/etc/a", arguments=UNREAD)]


def test_links_in_a_folder_come_along_with_what_they_lead_to() -> None:
    files = (
        f'<unix:file_object id="oval:x:obj:3" version="1"><unix:filepath {MATCH}>^/etc/a/.+$</unix:filepath>'
        f'<filter xmlns="{OVAL}" action="include">oval:x:ste:2</filter></unix:file_object>'
    )
    variable = (
        '<local_variable id="oval:x:var:2" version="1" datatype="string" comment="c">'
        '<object_component object_ref="oval:x:obj:3" item_field="filepath"/></local_variable>'
    )
    found = sought("unix:file", LEADING, LED_TO.format('<unix:filepath var_ref="oval:x:var:2"/>', files, variable))
    assert not found.unknown
    assert list(found.needs) == [Need("folder", "/etc/a", arguments=UNREAD)]


def test_the_content_of_what_a_link_leads_to_is_not_planned_by_the_link() -> None:
    entities = '<ind:filepath var_ref="oval:x:var:1"/><ind:pattern>x</ind:pattern><ind:instance>1</ind:instance>'
    more = LED_TO.format("<unix:filepath>/etc/a</unix:filepath>", "", "")
    assert list(sought("ind:textfilecontent54", entities, more).unknown) == ["oval:x:obj:1"]


def test_states_that_compare_with_other_evidence_need_it() -> None:
    more = (
        '<ind:textfilecontent54_object id="oval:x:obj:2" version="1"><ind:filepath>/etc/b</ind:filepath>'
        "<ind:pattern>(x)</ind:pattern><ind:instance>1</ind:instance></ind:textfilecontent54_object></objects><states>"
        '<unix:file_state id="oval:x:ste:1" version="1"><unix:size datatype="int" var_ref="oval:x:var:1"/></unix:file_state>'
        '</states><variables><local_variable id="oval:x:var:1" version="1" datatype="int" comment="c">'
        '<object_component object_ref="oval:x:obj:2" item_field="subexpression"/></local_variable></variables>'
    )
    found = needs("unix:file", "<unix:filepath>/etc/a</unix:filepath>", more)
    assert found == [Need("file", "/etc/a", arguments=UNREAD), Need("file", "/etc/b")]


def test_the_objects_of_a_set_are_sought_and_the_set_itself_is_nothing() -> None:
    inner = "".join(
        f'<unix:file_object id="oval:x:obj:{number}" version="1"><unix:filepath>/{number}</unix:filepath></unix:file_object>'
        for number in (2, 3)
    )
    both = (
        "<set><object_reference>oval:x:obj:2</object_reference><object_reference>oval:x:obj:3</object_reference></set>"
    )
    assert [need.key for need in needs("unix:file", both, f"{inner}</objects>")] == ["/2", "/3"]


@pytest.mark.parametrize(
    ("kind", "entities", "wanted"),
    [
        ("unix:sysctl", "<unix:name>a</unix:name>", [Need("fact", "unix:sysctl")]),
        ("unix:uname", "", [Need("fact", "unix:uname")]),
        ("ind:family", "", []),
        ("unix:password", "<unix:username>a</unix:username>", [Need("file", "/etc/passwd")]),
    ],
)
def test_other_objects_seek_facts_or_the_files_that_their_probes_read(
    kind: str, entities: str, wanted: list[Need]
) -> None:
    assert needs(kind, entities) == wanted


def test_packages_are_sought_in_every_database_that_there_may_be_and_else_in_facts() -> None:
    rpm = needs("linux:rpminfo", "<linux:name>bash</linux:name>")
    assert {Need("file", "/var/lib/rpm/rpmdb.sqlite"), Need("file", "/var/lib/rpm/Packages")} < set(rpm)
    assert Need("fact", "linux:rpminfo") in rpm
    assert Need("file", "/var/lib/dpkg/status") in needs("linux:dpkginfo", "<linux:name>bash</linux:name>")


def test_an_object_of_a_type_that_nothing_can_collect_is_no_need() -> None:
    assert needs("linux:nothing_known", "") == []
