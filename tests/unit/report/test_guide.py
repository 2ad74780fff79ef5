"""The guide: its facts, its groups and rules, and that it stays inert."""

import re

import report_sample as sample
from scapkit.model.xccdf import Check, ContentRef, Export, Fix, Group, Rule, Text, Warning
from scapkit.report.guides.guide import GuideRule, GuideView, IndexEntry, make_guide, render_guide, render_index
from scapkit.report.writing.prose import wording
from scapkit.xccdf.policy import Policy

TITLES = {"cpe:/a:example:cluster:1": "Example cluster"}


def guide(policy: Policy | None = None) -> GuideView:
    return make_guide(policy or sample.make_policy(), TITLES, {sample.CIS: "cis"}, sample.QUESTIONS)


def text_of(page: bytes) -> str:
    body = re.sub(r"<(style|script|svg)\b.*?</\1>", "", page.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def with_rules(*rules: Rule) -> Policy:
    return sample.make_policy(sample.BENCHMARK._replace(children=(sample.GROUP._replace(children=rules),)))


def test_the_head_has_profile_platforms_and_revision() -> None:
    text = text_of(render_guide(guide()))
    for fact in (
        "Guide to the Test Cluster",
        "with profile CIS, platform",
        "A baseline.",
        "Try it first.",
        "Profile ID xccdf_org.example_profile_cis",
        "cpe:/a:example:cluster:1 Example cluster",
        "cpe:/o:example:node:1",
        "Current version: 0.1.0 draft (as of 2026-11-24)",
        "Names belong to their owners.",
    ):
        assert fact in text


def test_groups_are_numbered_and_counted_as_authors_know_them() -> None:
    found = guide()
    assert [(group.number, group.title, group.rule_count) for group in found.root.walk()] == [
        ("", "Guide to the Test Cluster", 6),
        ("1", "Settings", 6),
        ("1.1", "Kubelet", 3),
        ("1.2", "Cluster", 3),
    ]
    text = text_of(render_guide(found))
    assert "Group contains 3 groups and 6 rules" in text
    assert "Group contains 2 groups and 6 rules" in text
    assert "Group contains 3 rules" in text


def test_rules_that_are_not_selected_and_their_empty_groups_are_left_out() -> None:
    policy = sample.make_policy()._replace(selected=frozenset([sample.RULES[0].id]))
    found = guide(policy)
    assert [group.title for group in found.root.walk()][1:] == ["Settings", "Kubelet"]
    assert "Group contains 1 rule " in text_of(render_guide(found))


def test_a_rule_has_everything_that_its_author_wrote() -> None:
    odd = sample.RULES[0]._replace(
        warnings=(Warning(Text("Mind the <code>gap</code>."), "performance"), Warning(Text("Careful."))),
        fixtexts=(Text("Turn it off."),),
    )
    text = text_of(render_guide(guide(with_rules(odd))))
    for fact in (
        "Anonymous requests to the kubelet are refused",
        "Rationale Because it would be open .",
        "Warning (performance): Mind the gap .",
        "Warning: Careful.",
        "How to fix Turn it off.",
        "Severity high",
        f"Rule ID {odd.id}",
        "Identifiers CCE-87818-1",
        "Applies to cpe:/a:example:cluster:1",
        "cis 3.2.1",
        "CM-6 , CM-6(1)",
    ):
        assert fact in text


def test_a_question_is_shown_where_there_is_one() -> None:
    assert "How to check by hand Run `kubectl get pods -A`." in text_of(render_guide(guide()))


def test_references_are_linked_and_leave_nothing_behind() -> None:
    page = render_guide(guide()).decode()
    assert f'<a href="{sample.CIS}" rel="noopener noreferrer">3.2.1</a>' in page


def test_values_stand_where_the_prose_names_them() -> None:
    markup = f'Below <code><xccdf:sub idref="{sample.ROOT_DIR.id}" use="legacy"/>/api</code>'
    titled = f'the <xccdf:sub idref="{sample.ROOT_DIR.id}" use="title"/>'
    page = render_guide(guide(with_rules(sample.rule("x", "X", "low", f"{markup}, {titled}")))).decode()
    assert "Below <code>/answers/api</code>, the Where answers are" in page


def test_values_that_a_rule_uses_are_listed_with_what_is_in_force() -> None:
    root = sample.ROOT_DIR.id
    check = Check("oval", (ContentRef("oval.xml"),), exports=(Export(root, "oval:x:var:1"),))
    for rule in (
        sample.rule("x", "X", "low", f'See <xccdf:sub idref="{root}" use="legacy"/>.'),
        sample.rule("x", "X", "low", "See.")._replace(checks=(check,)),
    ):
        assert "Values in force root (Where answers are): /answers" in text_of(render_guide(guide(with_rules(rule))))
    long = sample.make_policy(sample.BENCHMARK._replace(children=(rule,)), values={root: "/<b>" + "a" * 100})
    page = render_guide(guide(long)).decode()
    assert f"<pre><code>/&lt;b&gt;{'a' * 100}</code></pre>" in page
    assert "Values in force" not in render_guide(guide(with_rules(sample.rule("x", "X", "low", "See.")))).decode()


def test_values_of_groups_and_their_defaults_are_known() -> None:
    grouped = sample.GROUP._replace(values=(sample.ROOT_DIR._replace(id="v2", titles=()),))
    policy = sample.make_policy(sample.BENCHMARK._replace(children=(grouped,), plain_texts=(("p", "text"),)))
    values = wording(policy).values
    assert (values["v2"], values["title:v2"], values["p"]) == ("/answers", "v2", "text")


def test_scripts_are_shown_line_by_line_with_values_put_in_and_inert() -> None:
    value = next(iter(wording(sample.make_policy()).values.items()))
    markup = f'a=1 &amp;&amp; b &lt;<xccdf:sub idref="{value[0]}" use="legacy"/>&gt;\n  echo "$a"\n'
    rule = sample.rule("x", "X", "low")._replace(
        fixes=(
            Fix(markup, "urn:xccdf:fix:script:sh"),
            Fix(" \n", "urn:xccdf:fix:script:ansible"),
            Fix("plain", "urn:o"),
        )
    )
    page = render_guide(guide(with_rules(rule))).decode()
    shown = f"a=1 &amp;&amp; b &lt;{value[1]}&gt;\n  echo &#34;$a&#34;"
    assert f"<code>{shown}</code></pre>" in page
    assert "<summary>Script for urn:o</summary>" in page and "<code>plain</code></pre>" in page
    assert "Script for ansible" not in page


def test_a_guide_without_a_profile_is_one_of_the_whole_benchmark() -> None:
    found = guide(sample.make_policy()._replace(profile=None))
    assert "Profile Title (default)" in text_of(render_guide(found))


def test_rules_directly_in_the_benchmark_and_odd_severities_are_shown() -> None:
    policy = sample.make_policy(sample.BENCHMARK._replace(children=(sample.rule("x", "Alone", "grave"),), platforms=()))
    found = guide(policy)
    (only,) = found.root.rules
    assert isinstance(only, GuideRule)
    assert (only.severity, found.severities) == ("unknown", ("unknown",))
    assert "CPE Platforms any" in text_of(render_guide(found))


def test_hostile_text_stays_text() -> None:
    evil = '"><script>alert(1)</script>\x00\u202e'
    rule = sample.rule("x", evil, "high", evil)._replace(id=f"r{evil}", rationales=(Text(evil),))
    group = Group(f"g{evil}", titles=(Text(evil),), descriptions=(Text(evil),), children=(rule,))
    benchmark = sample.BENCHMARK._replace(children=(group,), titles=(Text(evil),), version=evil, platforms=(evil,))
    policy = sample.make_policy(benchmark)
    page = render_guide(make_guide(policy, {evil: evil}, {sample.CIS: evil}, {rule.id: evil})).decode()
    assert page.count("<script") == 1
    assert "\x00" not in page
    assert "\u202e" not in page
    assert "[U+202E]" in page


def test_groups_may_nest_deeply() -> None:
    inner: Group | Rule = sample.RULES[0]
    for level in range(200):
        inner = Group(f"g{level}", titles=(Text(f"Level {level}"),), children=(inner,))
    page = render_guide(guide(sample.make_policy(sample.BENCHMARK._replace(children=(inner,))))).decode()
    assert page.count("<section") == page.count("</section>")


def test_the_same_guide_is_the_same_bytes() -> None:
    assert render_guide(guide()) == render_guide(guide())


def test_the_index_leads_to_the_guides() -> None:
    page = render_index(
        "Guides", [IndexEntry("CIS <x>", "guide-cis.html", "For clusters", 17), IndexEntry("B", "b", "", 1)]
    )
    text = text_of(page)
    assert "CIS &lt;x&gt; For clusters 17 rules" in text
    assert "B 1 rule" in text
    assert b'href="guide-cis.html"' in page
