"""A small tree, and content that uses nearly every object type, function and part of XCCDF: something to damage."""

from collections.abc import Mapping
from pathlib import Path

from scapkit.names import OVAL_COMMON, OVAL_DEF

FAMILIES = {"i": "independent", "u": "unix", "l": "linux"}
# One object of each type, by prefix and name: what is inside.
OBJECTS: Mapping[str, str] = {
    "i:family": "",
    "i:environmentvariable": "<i:name>PATH</i:name>",
    "i:environmentvariable58": '<i:pid datatype="int">1</i:pid><i:name operation="pattern match">P.*</i:name>',
    "i:filehash": "<i:filepath>/etc/passwd</i:filepath>",
    "i:filehash58": '<i:path>/etc</i:path><i:filename operation="pattern match">^p</i:filename><i:hash_type>SHA-1</i:hash_type>',
    "i:textfilecontent54": '<i:behaviors max_depth="2" recurse_direction="down" multiline="false" singleline="true" ignore_case="true"/><i:path>/etc</i:path><i:filename operation="pattern match">.*</i:filename><i:pattern operation="pattern match">^(\\w+):(.*)$</i:pattern><i:instance datatype="int" operation="less than">3</i:instance>',
    "i:textfilecontent": '<i:path>/etc</i:path><i:filename>passwd</i:filename><i:line operation="pattern match">root(.*)</i:line>',
    "i:variable": "<i:var_ref>oval:x:var:5</i:var_ref>",
    "i:xmlfilecontent": "<i:filepath>/etc/a.xml</i:filepath><i:xpath>//b/@c</i:xpath>",
    "i:yamlfilecontent": "<i:filepath>/etc/a.yml</i:filepath><i:yamlpath>.a[:].b</i:yamlpath>",
    "i:sql": "<i:engine>x</i:engine>",
    "i:ldap57": "",
    "u:file": '<u:behaviors max_depth="-1" recurse="symlinks and directories" recurse_direction="down" recurse_file_system="all"/><u:path>/</u:path><u:filename xsi:nil="true"/>',
    "u:fileextendedattribute": "<u:filepath>/etc/passwd</u:filepath><u:attribute_name>a</u:attribute_name>",
    "u:password": '<u:username operation="pattern match">.*</u:username>',
    "u:shadow": '<u:username operation="not equal">x</u:username>',
    "u:symlink": "<u:filepath>/etc/l</u:filepath>",
    "u:sysctl": '<u:name operation="pattern match">net.*</u:name>',
    "u:uname": "",
    "u:runlevel": '<u:service_name operation="pattern match">.*</u:service_name><u:runlevel operation="pattern match">.*</u:runlevel>',
    "u:inetd": '<u:protocol operation="pattern match">.*</u:protocol><u:service_name operation="pattern match">.*</u:service_name>',
    "u:xinetd": '<u:protocol operation="pattern match">.*</u:protocol><u:service_name operation="pattern match">.*</u:service_name>',
    "u:process58": '<u:command_line operation="pattern match">.*</u:command_line><u:pid datatype="int" operation="greater than">0</u:pid>',
    "u:interface": '<u:name operation="pattern match">.*</u:name>',
    "u:routingtable": '<u:destination operation="pattern match" datatype="ipv4_address">.*</u:destination>',
    "u:gconf": '<u:key>a</u:key><u:source xsi:nil="true"/>',
    "l:dpkginfo": '<l:name operation="pattern match">.*</l:name>',
    "l:rpminfo": '<l:name operation="pattern match">.*</l:name>',
    "l:partition": '<l:mount_point operation="pattern match">.*</l:mount_point>',
    "l:systemdunitproperty": '<l:unit operation="pattern match">.*</l:unit><l:property operation="pattern match">.*</l:property>',
    "l:systemdunitdependency": "<l:unit>multi-user.target</l:unit>",
    "l:selinuxboolean": '<l:name operation="pattern match">.*</l:name>',
    "l:rpmverifyfile": '<l:behaviors nomd5="true"/><l:name operation="pattern match">.*</l:name><l:epoch operation="pattern match">.*</l:epoch><l:version operation="pattern match">.*</l:version><l:release operation="pattern match">.*</l:release><l:arch operation="pattern match">.*</l:arch><l:filepath operation="pattern match">.*</l:filepath>',
    "l:iflisteners": '<l:interface_name operation="pattern match">.*</l:interface_name>',
    "l:inetlisteningservers": '<l:protocol operation="pattern match">.*</l:protocol><l:local_address operation="pattern match">.*</l:local_address><l:local_port operation="pattern match" datatype="int">.*</l:local_port>',
    "l:apparmorstatus": "",
    "l:selinuxsecuritycontext": "<l:filepath>/etc/passwd</l:filepath>",
}
FUNCTIONS = (
    "<concat>{v1}<literal_component>x</literal_component></concat>",
    "<escape_regex>{v1}</escape_regex>",
    '<split delimiter="/">{v1}</split>',
    '<substring substring_start="1" substring_length="3">{v1}</substring>',
    '<regex_capture pattern="^/(\\w+)">{v1}</regex_capture>',
    '<begin character="/">{v1}</begin>',
    '<end character="/">{v1}</end>',
    '<arithmetic arithmetic_operation="add">{v2}<literal_component>1.5</literal_component></arithmetic>',
    "<count>{v1}</count>",
    "<unique>{v1}{v4}</unique>",
    '<glob_to_regex glob_noescape="true"><literal_component>/e*[a-z]?</literal_component></glob_to_regex>',
    '<merge sort="natural" order="descending" delimiter=",">{v1}</merge>',
    '<time_difference format_2="seconds_since_epoch"><literal_component>2020/01/02 03:04:05</literal_component><literal_component>12345</literal_component></time_difference>',
    '<time_difference format_2="cim_datetime"><literal_component>20200102030405.000000+060</literal_component></time_difference>',
)
TREE: Mapping[str, bytes] = {
    "etc/passwd": b"root:x:0:0:root:/root:/bin/sh\nbin:x:1:1::/:\n# c\nbad\n",
    "etc/group": b"root:x:0:\n",
    "etc/shadow": b"root:$6$a$b:1:0:99999:7:::\nx:*:::::::\n",
    "etc/a.xml": b"<a><b c='1'>t</b><b c='2'/></a>",
    "etc/a.yml": b"a:\n - b: 1\n   c: [x, 2.5, true, null]\n - b: &q hello\n   d: *q\n",
    "etc/a.json": b'{"a":[{"b":1},{"b":"x"}]}',
    "etc/sysctl.conf": b"net.ipv4.ip_forward = 1\n-kernel.x=2\n",
    "etc/inetd.conf": b"ftp stream tcp nowait root /usr/sbin/ftpd ftpd -l\n",
    "etc/xinetd.conf": b"defaults\n{\n instances = 60\n}\nincludedir /etc/xinetd.d\n",
    "etc/xinetd.d/x": b"service telnet\n{\n disable = yes\n flags = REUSE\n socket_type = stream\n wait=no\n user=root\n server=/x\n port = 23\n}\n",
    "etc/services": b"ftp 21/tcp\n",
    "etc/fstab": b"/dev/sda1 / ext4 defaults 0 1\n",
    "proc/mounts": b"/dev/sda1 / ext4 rw,relatime 0 0\n",
    "var/lib/dpkg/status": b"Package: a\nStatus: install ok installed\nVersion: 1:2.0-1\nArchitecture: amd64\n\nPackage: b\nStatus: deinstall ok config-files\nVersion: 1\n\n",
    "etc/rc3.d/S01x": b"",
    "etc/init.d/x": b"#!/bin/sh\n",
    "usr/lib/systemd/system/a.service": b"[Unit]\nDescription=x\nWants=b.service\n[Service]\nExecStart=/bin/x -a \\\n  -b\n[Install]\nWantedBy=multi-user.target\n",
    "usr/lib/systemd/system/multi-user.target": b"[Unit]\nDescription=m\n",
    "etc/selinux/config": b"SELINUX=enforcing\n",
    "var/log/lastlog": bytes(584),
}
SETS = (
    '<u:file_object id="oval:x:obj:1" version="1"><set set_operator="COMPLEMENT"><set><object_reference>oval:x:obj:22</object_reference></set>'
    '<set set_operator="INTERSECTION"><object_reference>oval:x:obj:22</object_reference><object_reference>oval:x:obj:2</object_reference>'
    '<filter action="include">oval:x:ste:22</filter></set></set></u:file_object><u:file_object id="oval:x:obj:2" version="1">'
    '<u:filepath var_ref="oval:x:var:1" var_check="at least one"/><filter action="exclude">oval:x:ste:22</filter></u:file_object>'
)
TESTS = (
    '<u:file_test id="oval:x:tst:1" version="1" comment="x" check="at least one" check_existence="all_exist" state_operator="XOR">'
    '<u:object object_ref="oval:x:obj:1"/><u:state state_ref="oval:x:ste:22"/></u:file_test>'
    '<i:unknown_test id="oval:x:tst:2" version="1" comment="x" check="all"/>'
)
METADATA = "<metadata><title>t</title><affected family='unix'><platform>p</platform></affected><description>d</description></metadata>"
DEFINITIONS = (
    '<definition id="oval:x:def:1" version="1" class="compliance">{metadata}<criteria operator="OR" applicability_check="true">{criteria}'
    '<criteria operator="ONE" negate="true"><criterion test_ref="oval:x:tst:1"/><criterion test_ref="oval:x:tst:2"/>'
    '<extend_definition definition_ref="oval:x:def:2"/></criteria></criteria></definition>'
    '<definition id="oval:x:def:2" version="1" class="inventory">{metadata}<criteria><criterion test_ref="oval:x:tst:10"/></criteria></definition>'
)


def plant(root: Path) -> Path:
    """The tree, with a link to a file and one that leads round in a circle."""
    for name, data in TREE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    (root / "etc" / "l").symlink_to("passwd")
    (root / "etc" / "loop").symlink_to("/")
    return root


def _variable(number: int, inside: str, kind: str = "local", datatype: str = "string") -> str:
    head = f'id="oval:x:var:{number}" version="1" datatype="{datatype}" comment="x"'
    return f"<{kind}_variable {head}>{inside}</{kind}_variable>"


def _reference(number: int) -> str:
    return f'<variable_component var_ref="oval:x:var:{number}"/>'


def _variables() -> str:
    references = {f"v{number}": _reference(number) for number in (1, 2, 4)}
    called = [text.replace("{v1}", references["v1"]).replace("{v2}", references["v2"]) for text in FUNCTIONS]
    called = [text.replace("{v4}", references["v4"]) for text in called]
    restriction = (
        '<possible_restriction hint="h"><restriction operation="greater than">1</restriction></possible_restriction>'
    )
    return (
        _variable(1, "<value>/etc/passwd</value><value>/etc/l</value>", "constant")
        + _variable(2, "<value>1</value><value>20</value>", "constant", "int")
        + _variable(3, f'<possible_value hint="h">5</possible_value>{restriction}', "external", "int")
        + _variable(4, '<object_component object_ref="oval:x:obj:15" item_field="subexpression"/>')
        + "".join(_variable(number, text) for number, text in enumerate(called, 6))
        + _variable(5, f"<unique>{''.join(_reference(number) for number in range(6, 6 + len(called)))}</unique>")
    )


def _test(number: int, kind: str) -> str:
    state = f'<{kind[0]}:state state_ref="oval:x:ste:{number}"/>' if number % 2 else ""
    head = f'id="oval:x:tst:{number}" version="1" comment="x" check="all" check_existence="any_exist"'
    return f'<{kind}_test {head}><{kind[0]}:object object_ref="oval:x:obj:{number}"/>{state}</{kind}_test>'


def _state(number: int, kind: str) -> str:
    prefix, name = kind[0], {"i": "filepath", "u": "type", "l": "name"}[kind[0]]
    return (
        f'<{kind}_state id="oval:x:ste:{number}" version="1" operator="OR">'
        f'<{prefix}:{name} operation="pattern match" entity_check="at least one">.*</{prefix}:{name}>'
        f'<{prefix}:size datatype="int" operation="greater than" var_ref="oval:x:var:2" var_check="at least one"/></{kind}_state>'
    )


def oval() -> bytes:
    """Definitions: a test of each object, most of them with a state, sets and variables."""
    kinds = list(enumerate(OBJECTS, 10))
    criteria = "".join(
        f'<criterion test_ref="oval:x:tst:{number}" negate="{str(number % 3 > 0).lower()}"/>' for number, _ in kinds
    )
    objects = "".join(
        f'<{kind}_object id="oval:x:obj:{number}" version="1">{OBJECTS[kind]}</{kind}_object>' for number, kind in kinds
    )
    spaces = "".join(f' xmlns:{prefix}="{OVAL_DEF}#{family}"' for prefix, family in FAMILIES.items())
    definitions = DEFINITIONS.replace("{criteria}", criteria).replace("{metadata}", METADATA)
    return (
        f'<oval_definitions xmlns="{OVAL_DEF}" xmlns:c="{OVAL_COMMON}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"{spaces}>'
        "<generator><c:schema_version>5.11</c:schema_version><c:timestamp>2026-01-01T00:00:00</c:timestamp></generator>"
        f"<definitions>{definitions}</definitions><tests>{''.join(_test(*each) for each in kinds)}{TESTS}</tests>"
        f"<objects>{objects}{SETS}</objects><states>{''.join(_state(*each) for each in kinds)}</states>"
        f"<variables>{_variables()}</variables></oval_definitions>"
    ).encode()
