"""Definitions that come to every kind of result, with variables, a set, a filter and a masked value; and a tree."""

from pathlib import Path

OVAL = "http://oval.mitre.org/XMLSchema/oval-definitions-5"
COMMON = "http://oval.mitre.org/XMLSchema/oval-common-5"
STAMP = (
    "<generator><oval:schema_version>{}</oval:schema_version>"
    "<oval:timestamp>2026-01-01T00:00:00</oval:timestamp></generator>"
)


def apart(document: str) -> str:
    """Elements on lines of their own: oscap dies of some that stand side by side."""
    return document.replace("><", ">\n<")


def definition(number: int, class_: str, criteria: str, title: str) -> str:
    old = "" if criteria else ' deprecated="true"'
    head = f'<definition id="oval:x:def:{number}" version="{number}" class="{class_}"{old}>'
    return f"{head}<metadata><title>{title}</title><description>d</description></metadata>{criteria}</definition>"


def test(number: int, kind: str, rest: str, attributes: str = "") -> str:
    prefix, _, name = kind.partition(":")
    tag = f"{prefix}:{name}_test"
    return f'<{tag} id="oval:x:tst:{number}" version="2" check="all" comment="c" {attributes}>{rest}</{tag}>'


def lines(number: int, filepath: str) -> str:
    return (
        f'<ind:textfilecontent54_object id="oval:x:obj:{number}" version="1">{filepath}'
        r'<ind:pattern operation="pattern match">^(\w+)=(\w+)$</ind:pattern>'
        '<ind:instance datatype="int" operation="greater than or equal">1</ind:instance>'
        "</ind:textfilecontent54_object>"
    )


DEFINITIONS = (
    f'<oval_definitions xmlns="{OVAL}" xmlns:oval="{COMMON}" xmlns:ind="{OVAL}#independent" xmlns:unix="{OVAL}#unix">'
    + STAMP.format("5.11")
    + "<definitions>"
    + definition(
        1,
        "compliance",
        '<criteria operator="OR" applicability_check="true"><criterion test_ref="oval:x:tst:1" negate="true"/>'
        '<criterion test_ref="oval:x:tst:2" applicability_check="true"/>'
        '<extend_definition definition_ref="oval:x:def:2" applicability_check="true"/></criteria>',
        "no secret is a or b",
    )
    + definition(2, "inventory", '<criteria><criterion test_ref="oval:x:tst:3"/></criteria>', "the level is 5")
    + definition(3, "miscellaneous", '<criteria><criterion test_ref="oval:x:tst:4"/></criteria>', "nobody knows")
    + definition(4, "vulnerability", "", "withdrawn")
    + definition(5, "patch", '<criteria><criterion test_ref="oval:x:tst:5"/></criteria>', "a line with a or b")
    + "</definitions><tests>"
    + test(
        1,
        "ind:textfilecontent54",
        '<ind:object object_ref="oval:x:obj:1"/><ind:state state_ref="oval:x:ste:1"/>',
    )
    + test(
        2,
        "unix:file",
        '<unix:object object_ref="oval:x:obj:2"/><unix:state state_ref="oval:x:ste:2"/>',
        'check_existence="any_exist" state_operator="OR"',
    )
    + test(3, "ind:variable", '<ind:object object_ref="oval:x:obj:3"/><ind:state state_ref="oval:x:ste:3"/>')
    + test(4, "ind:unknown", "")
    + test(5, "ind:textfilecontent54", '<ind:object object_ref="oval:x:obj:5"/>')
    + "</tests><objects>"
    + lines(1, '<ind:filepath var_ref="oval:x:var:2" var_check="at least one"/>')
    + '<unix:file_object id="oval:x:obj:2" version="1"><unix:path>/etc</unix:path><unix:filename>a.conf'
    "</unix:filename></unix:file_object>"
    '<ind:variable_object id="oval:x:obj:3" version="1"><ind:var_ref>oval:x:var:4</ind:var_ref></ind:variable_object>'
    f'<ind:textfilecontent54_object id="oval:x:obj:5" version="1"><set xmlns="{OVAL}">'
    "<object_reference>oval:x:obj:1</object_reference><object_reference>oval:x:obj:6</object_reference>"
    '<filter action="include">oval:x:ste:1</filter></set></ind:textfilecontent54_object>'
    + lines(6, "<ind:filepath>/etc/none</ind:filepath>")
    + "</objects><states>"
    '<ind:textfilecontent54_state id="oval:x:ste:1" version="1"><ind:text mask="true" operation="pattern match">.'
    '</ind:text><ind:subexpression mask="true" var_ref="oval:x:var:3" var_check="at least one" '
    'entity_check="at least one"/></ind:textfilecontent54_state>'
    '<unix:file_state id="oval:x:ste:2" version="1"><unix:uread datatype="boolean">true</unix:uread></unix:file_state>'
    '<ind:variable_state id="oval:x:ste:3" version="1"><ind:value>level 5</ind:value></ind:variable_state>'
    "</states><variables>"
    '<external_variable id="oval:x:var:1" version="1" datatype="string" comment="c"/>'
    '<constant_variable id="oval:x:var:2" version="1" datatype="string" comment="c"><value>/etc/a.conf</value>'
    "<value>/etc/b.conf</value></constant_variable>"
    '<constant_variable id="oval:x:var:3" version="1" datatype="string" comment="c"><value>a</value>'
    "<value>b</value></constant_variable>"
    '<local_variable id="oval:x:var:4" version="1" datatype="string" comment="c"><concat>'
    '<literal_component>level </literal_component><variable_component var_ref="oval:x:var:1"/></concat>'
    "</local_variable></variables></oval_definitions>"
)


def variables(*values: str, datatype: str = "string", name: str = "oval:x:var:1") -> str:
    """An OVAL variables document with one variable."""
    space = "http://oval.mitre.org/XMLSchema/oval-variables-5"
    inner = "".join(f"<value>{each}</value>" for each in values)
    return apart(
        f'<oval_variables xmlns="{space}" xmlns:oval="{COMMON}">{STAMP.format("5.11")}<variables>\n'
        f'<variable id="{name}" datatype="{datatype}" comment="c">{inner}</variable></variables></oval_variables>'
    )


def directives(default: str, **classes: str) -> str:
    """An OVAL directives document: six letters in the results' order, f full, t thin, - not reported."""
    space, results = (
        "http://oval.mitre.org/XMLSchema/oval-directives-5",
        "http://oval.mitre.org/XMLSchema/oval-results-5",
    )
    names = ("true", "false", "unknown", "error", "not_evaluated", "not_applicable")
    words = {"f": 'reported="true" content="full"', "t": 'reported="true" content="thin"', "-": 'reported="false"'}

    def inner(letters: str) -> str:
        pairs = zip(names, letters, strict=True)
        return "".join(f"<r:definition_{name} {words[letter]}/>" for name, letter in pairs)

    by_class = "".join(
        f'<class_directives class="{each}">{inner(by)}</class_directives>' for each, by in classes.items()
    )
    return apart(
        f'<oval_directives xmlns="{space}" xmlns:r="{results}" xmlns:oval="{COMMON}">{STAMP.format("5.11")}'
        f"<directives>{inner(default)}</directives>{by_class}</oval_directives>"
    )


def make_sample(folder: Path) -> Path:
    """The file of definitions, `d.xml`, beside a tree called `tree`."""
    (folder / "tree" / "etc").mkdir(parents=True)
    (folder / "tree" / "etc" / "a.conf").write_text("key=a\nother=c\n", encoding="utf-8")
    (folder / "d.xml").write_text(apart(DEFINITIONS), encoding="utf-8")
    return folder / "d.xml"
