"""Views that wait on disk come back as they were, with the texts of rules shared."""

import scaled
from scapkit.api.reports.spool import Spool


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
