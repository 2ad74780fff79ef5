"""What is known of an asset: from its dump, and from what results say of their target."""

import report_sample as sample
from scapkit import __version__
from scapkit.model.dump import Asset, Interface
from scapkit.report.views.facts import facts_of, judge_of
from scapkit.report.views.view import make_view
from scapkit.report.writing.hosts import addresses, full_name, hardware

IDENTIFIER = "urn:xccdf:fact:asset:identifier:"
TOLD = (
    ("urn:scapkit:fact:kind", "string", "node"),
    ("urn:scapkit:fact:os%20name", "string", "Linux"),
    ("urn:xccdf:fact:scanner:name", "string", "other"),
    (f"{IDENTIFIER}ipv4", "string", "10.0.0.9"),
    (f"{IDENTIFIER}mac", "string", "02:00:00:00:00:02"),
    (f"{IDENTIFIER}fqdn", "string", "a.example.com"),
    (f"{IDENTIFIER}host_name", "string", "shop-prod"),
)


def test_facts_of_dump_and_target_are_joined_and_told_once() -> None:
    given = sample.evaluation()
    interfaces = (Interface("eth0", "10.0.0.1", "02:00:00:00:00:01"), Interface("eth0", "::1", "02:00:00:00:00:01"))
    asset = Asset("shop-prod", addresses=("10.0.0.1", "https://a"), facts=(("region", "x"),), interfaces=interfaces)
    result = given.test_result._replace(target_facts=TOLD, target_addresses=("10.0.0.1", "::1"))
    assert dict(facts_of(given._replace(asset=asset, test_result=result))) == {
        "region": "x",
        "os name": "Linux",
        "scanner name": "other",
        "fqdn": "a.example.com",
        "addresses": "10.0.0.1, https://a, ::1",
        "hardware addresses": "02:00:00:00:00:01, 02:00:00:00:00:02",
    }


def test_hosts_have_the_addresses_and_names_that_are_such() -> None:
    given = sample.evaluation()
    result = given.test_result._replace(target_facts=TOLD, target_addresses=("10.0.0.1", "https://a", "10.0.0.256"))
    view = make_view(sample.make_policy(), given._replace(test_result=result), {})
    assert addresses(view) == ("10.0.0.1",)
    assert hardware(view) == ("02:00:00:00:00:02",)
    assert full_name(view) == "a.example.com"
    assert full_name(view._replace(target="b.example.com")) == "b.example.com"
    assert full_name(view._replace(facts=(), target="b")) == ""


def test_who_judged_is_told_as_the_results_tell_it() -> None:
    view = make_view(sample.make_policy(), sample.evaluation(), {})
    assert judge_of(view) == ("scapkit", __version__)
    assert judge_of(view._replace(facts=(("scanner name", "OpenSCAP"), ("scanner version", "1.4.0")))) == (
        "OpenSCAP",
        "1.4.0",
    )
    assert judge_of(view._replace(facts=(("scanner name", "other"),))) == ("other", "")
