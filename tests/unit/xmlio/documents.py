"""One document of each kind with every part in it."""

from scapkit.model import oval as o
from scapkit.model import xccdf as x

NOW = "2026-01-01T00:00:00"


def oval_document() -> o.OvalDefinitions:
    criteria = o.Criteria(
        "OR",
        (
            o.Criterion("oval:t:tst:1", True, "one", True),
            o.Criteria("AND", (o.ExtendDefinition("oval:t:def:2", comment="two"),), True, "inner"),
        ),
    )
    first = o.Definition(
        "oval:t:def:1",
        "Title",
        "Text",
        criteria=criteria,
        affected=(o.Affected("unix", ("P",), ("Q",)),),
        references=(o.OvalReference("CCE", "CCE-1", "http://x"),),
        deprecated=True,
    )
    second = o.Definition("oval:t:def:2", "T", "D", criteria=o.Criteria("AND", (o.Criterion("oval:t:tst:1"),)))
    path = o.Entity("filepath", var_ref="oval:t:var:2", var_check="at least one")
    looked_for = o.Object(
        "oval:t:obj:1",
        "independent:yamlfilecontent",
        (path, o.Entity("yamlpath", ".a")),
        filters=(o.Filter("oval:t:ste:1", "include"),),
        comment="c",
    )
    combined = o.Object(
        "oval:t:obj:2",
        "independent:yamlfilecontent",
        set=o.Set(
            "COMPLEMENT",
            (
                o.Set(object_refs=("oval:t:obj:1",), filters=(o.Filter("oval:t:ste:1"),)),
                o.Set(object_refs=("oval:t:obj:1",)),
            ),
        ),
    )
    file = o.Object(
        "oval:t:obj:3",
        "unix:file",
        (o.Entity("path", "/etc"), o.Entity("filename", nil=True)),
        (("recurse_direction", "down"), ("max_depth", "2")),
    )
    record = o.Entity("value", datatype="record", fields=(o.Entity("#", "1", "int", "greater than"),))
    states = (
        o.State("oval:t:ste:1", "independent:yamlfilecontent", (record,), "OR"),
        o.State("oval:t:ste:2", "unix:file", (o.Entity("size", "5", "int", entity_check="at least one", mask=True),)),
    )
    tests = (
        o.Test("oval:t:tst:1", "independent:yamlfilecontent", "at least one", "any_exist", "OR", "oval:t:obj:2",
               ("oval:t:ste:1",), comment="t"),
        o.Test("oval:t:tst:2", "unix:file", object_ref="oval:t:obj:3", state_refs=("oval:t:ste:2",), comment="f"),
    )  # fmt: skip
    count = o.FunctionCall("count", (), (o.ObjectComponent("oval:t:obj:1", "value", "#"),))
    text = o.FunctionCall(
        "concat", (), (o.Literal("/"), o.FunctionCall("escape_regex", (), (o.VariableComponent("oval:t:var:1"),)))
    )
    variables = (
        o.Variable(
            "oval:t:var:1",
            "external",
            possible_values=(o.PossibleValue("a", "an a"),),
            possible_restrictions=(o.PossibleRestriction((o.Restriction("pattern match", "b+"),), "OR", "bees"),),
            comment="v",
        ),
        o.Variable("oval:t:var:2", "local", component=text, comment="v"),
        o.Variable("oval:t:var:3", "local", "int", component=count, comment="v"),
        o.Variable("oval:t:var:4", "constant", values=("1", "2"), comment="v"),
    )

    def by_id(*parts):  # type: ignore[no-untyped-def]
        return {part.id: part for part in parts}

    return o.OvalDefinitions(
        o.Generator("scapkit", "1", "5.11.3", NOW),
        by_id(first, second),
        by_id(*tests),
        by_id(looked_for, combined, file),
        by_id(*states),
        by_id(*variables),
        "x.xml",
    )


def benchmark() -> x.Benchmark:
    check = x.Check(
        "urn:s",
        (x.ContentRef("a.xml", "n"), x.ContentRef("b.xml")),
        (x.Export("xccdf_t_value_v", "oval:t:var:1"),),
        (x.Import("i", "/x"),),
        "sel",
        True,
        True,
        "c1",
    )
    rule = x.Rule(
        "xccdf_t_rule_a",
        (x.Text('A <xccdf:sub idref="xccdf_t_value_v"/>', "en-US", True),),
        (x.Text("<p>one</p><p>two</p>"),),
        (x.Text("because"),),
        (x.Warning(x.Text("care"), "performance"),),
        (x.Reference("http://r", "R 1"), x.Reference("", "bare")),
        ("#p", "cpe:/a:b:c"),
        (("xccdf_t_rule_b", "xccdf_t_rule_c"),),
        ("xccdf_t_rule_c",),
        (x.Ident("http://cce.mitre.org", "CCE-1"),),
        (x.Text("do"),),
        (x.Fix('run <xccdf:sub idref="xccdf_t_value_v"/>', "urn:sh", "f1", "low", "low", "restrict", True),),
        (check, check._replace(selector="", id="c2")),
        severity="high",
        role="unscored",
        weight="2.5",
        selected=False,
        multiple=True,
        hidden=True,
        prohibit_changes=True,
        abstract=True,
        extends="xccdf_t_rule_b",
        cluster_id="k",
        version="3",
        status=(x.Status("draft", "2026-01-01"),),
        given=frozenset(
            (
                "id",
                "selected",
                "weight",
                "role",
                "severity",
                "multiple",
                "abstract",
                "extends",
                "cluster-id",
                "hidden",
                "prohibit_changes",
            )
        ),
    )
    inner = x.ComplexCheck("OR", (x.Check("urn:s", (x.ContentRef("a.xml"),)),), True)
    other = x.Rule("xccdf_t_rule_b", (x.Text("B"),), complex_check=x.ComplexCheck("AND", (inner, check)))
    value = x.Value(
        "xccdf_t_value_v",
        (x.Text("V"),),
        (x.Text("d"),),
        "number",
        "less than",
        (("", "1"), ("two", "2")),
        (("", "1"),),
        True,
        choices=(("", ("1", "2"), True),),
        matches=(("", "[0-9]"),),
        lower_bounds=(("", "0"),),
        upper_bounds=(("two", "9"),),
        warnings=(x.Warning(x.Text("Mind it."), "audit"),),
    )
    group = x.Group(
        "xccdf_t_group_g",
        (x.Text("G"),),
        (x.Text("d"),),
        platforms=("#p",),
        values=(value,),
        children=(rule, other, x.Rule("xccdf_t_rule_c", (x.Text("C"),))),
        selected=False,
        weight="0.5",
        hidden=True,
        cluster_id="g",
    )
    profile = x.Profile(
        "xccdf_t_profile_p",
        (x.Text("P"),),
        (x.Text("d"),),
        (x.Reference("http://r", "r"),),
        ("#p",),
        (
            x.Select("xccdf_t_rule_a", True),
            x.SetValue("xccdf_t_value_v", "2"),
            x.RefineValue("xccdf_t_value_v", "two", "equals"),
            x.RefineRule("xccdf_t_rule_a", "1.0", "sel", "low", "full"),
        ),
        status=(x.Status("draft", "2026-01-01"),),
        version="1",
        note_tag="n",
        prohibit_changes=True,
    )
    test = x.LogicalTest("OR", True, (x.FactRef("cpe:/a:b:c"), x.CheckFactRef("urn:o", "a.xml", "oval:t:def:1")))
    platform = x.Platform("p", x.LogicalTest("AND", False, (test,)), "Title")
    return x.Benchmark(
        "xccdf_t_benchmark_b",
        "1.0",
        (x.Text("T", "en-US"),),
        (x.Text("D"),),
        (x.Status("draft", "2026-01-01"),),
        (x.Notice("n1", x.Text("notice")),),
        (x.Text("front"),),
        (x.Text("rear"),),
        (x.Reference("http://r", "r"),),
        (("pt", "plain"),),
        (platform,),
        ("cpe:/a:b:c",),
        (("creator", "me"),),
        ("urn:xccdf:scoring:default",),
        (profile, profile._replace(id="xccdf_t_profile_q", extends="xccdf_t_profile_p", abstract=True)),
        (value._replace(id="xccdf_t_value_w"),),
        (group,),
        NOW,
        "http://update",
        "SCAP_1.3",
        True,
        "en-US",
    )
