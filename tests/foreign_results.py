"""Results as other programs may write them: ARF and XCCDF of a benchmark with two rules, put together by each test."""

from scapkit.names import AI, ARF, OVAL_DEF, OVAL_RES, OVAL_SC, OVAL_SYSTEM, REPORTING_CORE, XCCDF

TIME = "2026-01-02T03:04:05"
BENCHMARK = f"""<Benchmark xmlns="{XCCDF}" id="xccdf_x_benchmark_b"><status>draft</status><title>Bench</title><version>1</version>
<Profile id="xccdf_x_profile_p"><title>Profile P</title><select idref="xccdf_x_rule_a" selected="true"/></Profile>
<Value id="xccdf_x_value_v"><value>/default</value></Value>
<Group id="xccdf_x_group_g"><title>Group</title>
<Rule id="xccdf_x_rule_a" severity="high" weight="2.0"><title>Rule A of <sub idref="xccdf_x_value_v"/></title>
<check system="{OVAL_SYSTEM}"><check-export value-id="xccdf_x_value_v" export-name="oval:x:var:1"/>
<check-content-ref href="x-oval.xml" name="oval:x:def:1"/></check></Rule>
<Rule id="xccdf_x_rule_b" severity="low"><title>Rule B</title></Rule></Group>RESULTS</Benchmark>"""
TAILORING = f"""<Tailoring xmlns="{XCCDF}" id="xccdf_x_tailoring_t"><version time="{TIME}">1</version>
<Profile id="xccdf_x_profile_mine" extends="xccdf_x_profile_p"><title override="true">Mine</title></Profile></Tailoring>"""
DEFINITIONS = f"""<oval_definitions xmlns="{OVAL_DEF}" xmlns:unix="{OVAL_DEF}#unix"><definitions>
<definition id="oval:x:def:1" version="1" class="compliance"><metadata><title>The file is there</title></metadata>
<criteria><criterion test_ref="oval:x:tst:1" comment="there"/></criteria></definition></definitions>
<tests><unix:file_test id="oval:x:tst:1" version="1" check="all" comment="t"><unix:object object_ref="oval:x:obj:1"/>
</unix:file_test></tests>
<objects><unix:file_object id="oval:x:obj:1" version="1"><unix:filepath var_ref="oval:x:var:1"/></unix:file_object></objects>
<variables><external_variable id="oval:x:var:1" version="1" datatype="string" comment="v"/></variables></oval_definitions>"""


def test_result(
    name: str = "one", result: str = "fail", profile: str = "p", href: str = "#oval0", end: str = TIME, more: str = ""
) -> str:
    """A TestResult; `more` comes behind the rules' results."""
    return f"""<TestResult xmlns="{XCCDF}" id="xccdf_x_testresult_{name}" end-time="{end}">
<benchmark href="#b" id="xccdf_x_benchmark_b"/><profile idref="xccdf_x_profile_{profile}"/><target>{name}</target>
<set-value idref="xccdf_x_value_v">/set</set-value>
<rule-result idref="xccdf_x_rule_a"><result>{result}</result><check system="{OVAL_SYSTEM}">
<check-export value-id="xccdf_x_value_v" export-name="oval:x:var:1"/>
<check-content-ref href="{href}" name="oval:x:def:1"/></check></rule-result>
<rule-result idref="xccdf_x_rule_b"><result>notchecked</result></rule-result>{more}</TestResult>"""


test_result.__test__ = False  # type: ignore[attr-defined]


def oval_results(path: str = "/set", result: str = "false", definitions: str = DEFINITIONS, host: str = "one") -> str:
    """OVAL results in which the file is a path that was found, with the definitions inside if there are any."""
    return f"""<r:oval_results xmlns:r="{OVAL_RES}">{definitions}<r:results><r:system><r:definitions>
<r:definition definition_id="oval:x:def:1" version="1" class="compliance" result="{result}"><r:criteria operator="AND" result="{result}">
<r:criterion test_ref="oval:x:tst:1" version="1" result="{result}"/></r:criteria></r:definition></r:definitions>
<r:tests><r:test test_id="oval:x:tst:1" version="1" check="all" result="{result}"><r:tested_item item_id="9" result="{result}"/>
</r:test></r:tests><s:oval_system_characteristics xmlns:s="{OVAL_SC}"><s:system_info><s:os_name>Plan 9</s:os_name>
<s:primary_host_name>{host}</s:primary_host_name></s:system_info><s:collected_objects>
<s:object id="oval:x:obj:1" version="1" flag="complete"><s:variable_value variable_id="oval:x:var:1">{path}</s:variable_value>
<s:reference item_ref="9"/></s:object></s:collected_objects><s:system_data>
<f:file_item xmlns:f="{OVAL_SC}#unix" id="9"><f:filepath>{path}</f:filepath></f:file_item></s:system_data>
</s:oval_system_characteristics></r:system></r:results></r:oval_results>"""


def arf(
    reports: dict[str, str],
    requests: dict[str, str],
    assets: dict[str, str] | None = None,
    relations: tuple[tuple[str, str, str], ...] = (),
    prefix: str = "a",
) -> str:
    """A collection of these documents by id; an asset is known by a hostname, a relation is kind, subject, reference."""
    p = prefix

    def parts(section: str, part: str, documents: dict[str, str]) -> str:
        made = (
            f'<{p}:{part} id="{key}"><{p}:content>{text}</{p}:content></{p}:{part}>' for key, text in documents.items()
        )
        return f"<{p}:{section}>{''.join(made)}</{p}:{section}>"

    related = "".join(
        f'<c:relationship type="voc:{kind}" subject="{subject}"><c:ref>{reference}</c:ref></c:relationship>'
        for kind, subject, reference in relations
    )
    found = "".join(
        f'<{p}:asset id="{key}"><i:computing-device xmlns:i="{AI}"><i:hostname>{name}</i:hostname></i:computing-device></{p}:asset>'
        for key, name in (assets or {}).items()
    )
    return f"""<{p}:asset-report-collection xmlns:{p}="{ARF}">
<c:relationships xmlns:c="{REPORTING_CORE}" xmlns:voc="urn:v#">{related}</c:relationships>
{parts("report-requests", "report-request", requests)}
<{p}:assets>{found}</{p}:assets>
{parts("reports", "report", reports)}</{p}:asset-report-collection>"""


def benchmark(*results: str) -> str:
    """The benchmark with results in it."""
    return BENCHMARK.replace("RESULTS", "".join(results))
