"""A benchmark with nearly every part of XCCDF, a tailoring and a dictionary of platforms for it: something to damage."""

RULE = """<Rule id="xccdf_org.x_rule_{number}" selected="{selected}" severity="high" weight="{number}.5" role="full">
<title>r {number} <sub idref="xccdf_org.x_value_v1" use="value"/></title><description><h:p>x <h:b>y</h:b></h:p></description>
<platform idref="{platform}"/><requires idref="xccdf_org.x_rule_1 xccdf_org.x_rule_2"/>
<conflicts idref="xccdf_org.x_rule_9"/><ident system="http://cce.mitre.org">CCE-1-1</ident>
<fix system="urn:xccdf:fix:script:sh" id="f{number}">echo <sub idref="xccdf_org.x_value_v1"/></fix>
<check system="http://oval.mitre.org/XMLSchema/oval-definitions-5" multi-check="false">
<check-export value-id="xccdf_org.x_value_v1" export-name="oval:x:var:3"/><check-content-ref href="no.xml"/>
<check-content-ref href="oval.xml" name="oval:x:def:{number}"/></check></Rule>"""
BENCHMARK = r"""<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" xmlns:c="http://cpe.mitre.org/language/2.0" xmlns:h="http://www.w3.org/1999/xhtml" id="xccdf_org.x_benchmark_b" resolved="false" style="SCAP_1.3" xml:lang="en">
<status date="2026-01-01">draft</status><title>t</title><description>d</description>
<platform-specification xmlns="http://cpe.mitre.org/language/2.0"><platform id="plat">
<logical-test operator="AND" negate="true"><fact-ref name="cpe:/o:x:y"/><logical-test operator="OR" negate="false">
<check-fact-ref system="http://oval.mitre.org/XMLSchema/oval-definitions-5" href="oval.xml" id-ref="oval:x:def:2"/>
</logical-test></logical-test></platform></platform-specification><platform idref="cpe:/o:debian:debian_linux"/>
<version>1</version><model system="urn:xccdf:scoring:default"/><model system="urn:xccdf:scoring:flat"/>
<model system="urn:xccdf:scoring:flat-unweighted"/><model system="urn:xccdf:scoring:absolute"/>
<Profile id="xccdf_org.x_profile_p1" extends="xccdf_org.x_profile_p0"><title override="true">t</title>
<select idref="xccdf_org.x_rule_2" selected="true"/><select idref="xccdf_org.x_group_g1" selected="false"/>
<set-value idref="xccdf_org.x_value_v1">7</set-value><set-complex-value idref="xccdf_org.x_value_v2"><item>a</item>
<item>b</item></set-complex-value><refine-value idref="xccdf_org.x_value_v1" selector="big" operator="less than"/>
<refine-rule idref="xccdf_org.x_rule_3" weight="2" severity="low" role="unscored" selector="s"/></Profile>
<Profile id="xccdf_org.x_profile_p0"><title>t</title></Profile>
<Value id="xccdf_org.x_value_v1" type="number" operator="equals" interactive="true"><title>v</title><value>5</value>
<value selector="big">50</value><default>1</default><lower-bound>1</lower-bound><upper-bound>100</upper-bound>
<choices mustMatch="true"><choice>5</choice><choice>50</choice></choices><match>\d+</match></Value>
<Value id="xccdf_org.x_value_v2" type="string"><title>v</title><complex-value><item>a</item></complex-value></Value>
<Group id="xccdf_org.x_group_g1" hidden="true" prohibitChanges="true">
<title>g</title>{rules}<Group id="xccdf_org.x_group_g2" cluster-id="cl"><title>g</title>
<Rule id="xccdf_org.x_rule_9" extends="xccdf_org.x_rule_1" abstract="false"><title>z</title>
<complex-check operator="AND" negate="true"><check system="http://oval.mitre.org/XMLSchema/oval-definitions-5">
<check-content-ref href="oval.xml" name="oval:x:def:1"/></check><complex-check operator="OR">
<check system="http://scap.nist.gov/schema/ocil/2"><check-content-ref href="ocil.xml" name="x"/></check>
<check system="http://open-scap.org/page/SCE"><check-content-ref href="a.sh"/></check></complex-check></complex-check></Rule>
</Group></Group></Benchmark>"""
TAILORING = """<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.x_tailoring_t"><benchmark href="b.xml"/>
<version time="2026-01-01T00:00:00">1</version><Profile id="xccdf_org.x_profile_t1" extends="xccdf_org.x_profile_p1">
<title>t</title><select idref="xccdf_org.x_rule_5" selected="false"/><refine-rule idref="xccdf_org.x_rule_1" weight="0"/>
</Profile></Tailoring>"""
DICTIONARY = """<cpe-list xmlns="http://cpe.mitre.org/dictionary/2.0"><generator><schema_version>2.3</schema_version></generator>
<cpe-item name="cpe:/o:debian:debian_linux"><title xml:lang="en">d</title>
<check system="http://oval.mitre.org/XMLSchema/oval-definitions-5" href="oval.xml">oval:x:def:2</check></cpe-item>
<cpe-item name="cpe:2.3:o:x:y:*:*:*:*:*:*:*:*"><title>x</title></cpe-item></cpe-list>"""


def _rule(number: int) -> str:
    platform = "#plat" if number == 2 else f"cpe:/o:debian:debian_linux:1{number}"
    words = {"number": str(number), "platform": platform, "selected": str(number % 2 > 0).lower()}
    text = RULE
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def benchmark() -> bytes:
    """Rules by OVAL, values, groups in groups, a rule that extends another, profiles and platforms."""
    return BENCHMARK.replace("{rules}", "".join(map(_rule, range(1, 6)))).encode()
