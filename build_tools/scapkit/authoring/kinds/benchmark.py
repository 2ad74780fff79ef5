"""benchmark.yml: the benchmark's own words."""

from scapkit.authoring.kinds.common import COMPLETE, DESCRIPTION, STATUSES, TITLE
from scapkit.authoring.yaml.shape import Key, Shape

NOTICE = Shape(
    "a notice",
    {"id": Key(required=True, help="an id, as in terms_of_use"), "description": DESCRIPTION},
)
BENCHMARK = Shape(
    "a benchmark",
    {
        "documentation_complete": COMPLETE,
        "title": TITLE,
        "status": Key(required=True, choices=STATUSES, help="how far it has come"),
        "status_date": Key(
            help="since when, as in 2026-01-31; the date of the build without it",
            pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
        ),
        "description": DESCRIPTION,
        "notice": Key("one", shape=NOTICE, help="a legal or other notice"),
        "front-matter": Key(help="what goes before the groups, as prose"),
        "rear-matter": Key(help="what goes after the groups, as prose"),
        "version": Key(help="the version; that of product.yml without it"),
    },
)
