"""Views that wait on disk come back as they were, with the texts of rules shared."""

import json

import scaled
from scapkit.api.reports.spool import Spool
from scapkit.report.formats.asff import FORMAT
from scapkit.report.views.shown import ReportView


def test_views_come_back_as_they_were_as_often_as_one_likes() -> None:
    given = list(scaled.views(5, 3))
    with Spool() as spool:
        for view in given:
            spool.append(view)
        assert len(spool) == 3
        assert list(spool) == given == list(spool)


def test_the_texts_of_rules_are_held_once_for_all_assets() -> None:
    one, other = (next(scaled.views(5, 1)) for _ in range(2))
    with Spool() as spool:
        spool.append(one)
        spool.append(other)
        first, second = spool
    assert all(left.text is right.text for left, right in zip(first.rules, second.rules, strict=True))


def one(*facts: tuple[str, str], kind: str = "host", name: str = "web") -> ReportView:
    return next(scaled.views(2, 1))._replace(target=name, target_kind=kind, facts=facts)


def names(*given: ReportView) -> tuple[list[str], list[str]]:
    with Spool() as spool:
        for view in given:
            spool.append(view)
        return [each.target for each in spool], [str(each) for each in spool.warnings]


def test_assets_of_one_name_are_told_apart_by_what_stays_the_same_in_whatever_order_they_come() -> None:
    mac, other = one(("hardware addresses", "00:00:5e:00:53:01")), one(("hardware addresses", "00:00:5e:00:53:02"))
    told, warnings = names(mac, other)
    assert told == ["web (00:00:5e:00:53:01)", "web (00:00:5e:00:53:02)"]
    assert names(other, mac)[0] == told[::-1]
    assert warnings == [f"web: warning: same-name: 2 results are of this name; they are shown as {', '.join(told)}"]
    assert names(one(kind="host"), one(kind="node"))[0] == ["web (host)", "web (node)"]
    digests = names(one(("os", "a"), ("collected", "1")), one(("os", "b")))[0]
    assert len(set(digests)) == 2
    assert names(one(("os", "b")), one(("os", "a"), ("collected", "2")))[0] == digests[::-1]


def test_assets_that_nothing_tells_apart_are_numbered_by_names_that_no_other_has() -> None:
    assert names(one(), one(), one(name="web-2"), one())[0] == ["web", "web-3", "web-2", "web-4"]
    assert names(one(kind="a"), one(kind="b"), one(name="web (a)"))[0] == ["web", "web-2", "web (a)"]


def test_an_asset_judged_by_two_profiles_keeps_its_name() -> None:
    assert names(one(), one()._replace(profile_id="other")) == (["web", "web"], [])


def test_findings_of_assets_of_one_name_have_identifiers_of_their_own() -> None:
    with Spool() as spool:
        spool.append(one())
        spool.append(one())
        found = json.loads(b"".join(FORMAT.render(spool)))
    ids = [each["Id"] for each in found]
    assert len(ids) == 4 == len(set(ids))
