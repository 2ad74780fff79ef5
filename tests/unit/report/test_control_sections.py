"""Control numbers and sections: from the references that number most rules, else from groups."""

import report_sample as sample
from scapkit.model.results import RuleOutcome
from scapkit.model.xccdf import Reference
from scapkit.report.html.charts import chart, stretches
from scapkit.report.views.controls import Division, apart, divide
from scapkit.report.views.view import make_view

PCI = "https://docs-prv.pcisecuritystandards.org/PCI%20DSS/Standard/PCI-DSS-v4_0.pdf"
PASS, FAIL = RuleOutcome.PASS, RuleOutcome.FAIL


def division(*references: tuple[tuple[str, str], ...], profile: str = "") -> Division:
    """How rules with these references, as pairs of address and text, are divided; of others that have none."""
    rules = sample.RULES
    given = (*references, *[()] * (len(rules) - len(references)))
    made = [
        rule._replace(references=tuple(Reference(*pair) for pair in own))
        for rule, own in zip(rules, given, strict=True)
    ]
    groups = (sample.GROUP._replace(children=tuple(made[:3])), sample.OTHER._replace(children=tuple(made[3:])))
    benchmark = sample.BENCHMARK._replace(children=(sample.TOP._replace(children=groups),))
    view = make_view(sample.make_policy(benchmark), sample.evaluation(), sample.documents())
    return divide(view.rules, {group.id: group.title for group in view.root.walk()}, profile)


def all_of(*numbers: str, href: str = sample.CIS) -> list[tuple[tuple[str, str], ...]]:
    return [((href, number),) for number in numbers]


def test_sections_are_the_first_two_parts_of_the_numbers_in_the_order_of_counting() -> None:
    found = division(*all_of("3.10.1", "3.2.1", "3.2.2", "2.1.1", "10.1.1"))
    assert (found.document, found.sections) == ("cis", ("2.1", "3.2", "3.10", "10.1"))
    assert found.numbers[sample.xid("rule", "rotation")] == ("3.2.1",)


def test_numbers_of_unlike_levels_are_put_into_the_sections_above() -> None:
    found = division(*all_of("Req-8.2", "Req-8.1.8", "Req-10.1", "Req-2.2.4", "Req-2.1", href=PCI))
    assert (found.document, found.sections) == ("pcidss", ("Req-2", "Req-8", "Req-10"))


def test_the_document_that_the_profile_is_called_after_comes_first() -> None:
    both = [((sample.CIS, "1.1.1"), (PCI, f"2.{number}")) for number in range(1, 6)]
    assert division(*both).document == "cis"
    assert division(*both, profile="xccdf_x_profile_pci-dss").document == "pcidss"


def test_where_few_rules_have_numbers_or_each_has_many_groups_serve() -> None:
    many = [tuple((sample.CIS, f"1.{number}") for number in range(9))] * 5
    for found in (division(*all_of("3.1.1", "3.1.2")), division(*many), division()):
        assert (found.document, found.sections) == ("", ("Kubelet", "Cluster"))
        assert found.numbers == {}
        assert found.members[sample.xid("rule", "owner")] == ("Cluster",)


def test_a_bar_has_the_worst_first_and_is_as_long_as_all_results() -> None:
    made = chart("severity", "By severity", ("high", "low"), {("low", PASS): 2, ("low", FAIL): 1})
    assert [(bar.key, bar.counts) for bar in made.bars] == [("low", ((FAIL, 1), (PASS, 2)))]
    assert [tuple(each) for each in stretches(made.bars[0].counts)] == [
        (FAIL, "0.00%", "33.33%"),
        (PASS, "33.33%", "66.67%"),
    ]


def test_documents_at_one_host_are_told_apart() -> None:
    both = [(("https://www.cisecurity.org/controls/", "1.5"), (sample.CIS, f"3.{number}.1")) for number in range(1, 6)]
    found = division(*both)
    assert (found.document, found.sections) == ("cis", ("3.1", "3.2", "3.3", "3.4", "3.5"))


def test_sections_of_several_documents_are_called_after_these() -> None:
    one, other = division(*all_of("3.1.1", "3.1.2", "3.2.1")), division(*all_of("2.1", "2.2", "3.1", href=PCI))
    assert [each.sections for each in apart([one, one], ["B", "B"])] == [("3.1", "3.2")] * 2
    first, second = apart([one, other], ["B", "B"])
    assert (first.sections, second.sections) == (("cis 3.1", "cis 3.2"), ("pcidss 2", "pcidss 3"))
    assert second.members[sample.xid("rule", "anonymous")] == ("pcidss 2",)
    assert [each.sections for each in apart([one, one], ["B", "C"])] == [("B 3.1", "B 3.2"), ("C 3.1", "C 3.2")]
    assert apart([one, division()], ["B", "C"])[1].sections == ("Kubelet", "Cluster")
