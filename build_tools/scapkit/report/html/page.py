"""Templates to self-contained pages: autoescaped, styles and script inline, nothing fetched, always the same bytes."""

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scapkit.report.html.charts import stretches
from scapkit.report.views.words import OUTCOME_WORDS

if TYPE_CHECKING:
    from jinja2 import Environment

# what HTML forbids or a terminal obeys; and the marks that make text read in another order than it is stored
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")

READING = ("dom", "state", "subject", "filter", "order", "follow", "keys", "copy", "print", "start")
COLLECTION = (*READING[:3], "verdicts", *READING[3:-1], "evidence", "lists", "matrix", "printing", "start")
ASKING = ("form/shown", "form/saving", "form/moving", "form/start")
SCRIPTS = {"report.html": READING, "guide.html": READING, "collection.html": COLLECTION, "answer.html": ASKING}
"""What the pages do, in the order in which the pieces need each other; a page that is not named does nothing."""
SERVED = ("answer.html",)
"""Pages that a server gives out: they have styles of their own, too."""


class Dress(NamedTuple):
    """The styles and the script of a page, and the policy that allows them by hash (Content Security Policy 3)."""

    style: str
    script: str
    policy: str


@cache
def dress(template: str) -> Dress:
    """That of a page of `pages/`; one that was served may ask whoever served it."""
    style, script = _asset("page.css"), _script(SCRIPTS.get(template, ()))
    if template in SERVED:
        style += _asset(template.replace(".html", ".css"))
    allowed = _hash(script) if script else "'none'"
    policy = f"default-src 'none'; img-src data:; style-src {_hash(style)}; script-src {allowed}; base-uri 'none'"
    policy += "; form-action 'none'" + ("; connect-src 'self'" if template in SERVED else "")
    return Dress(style, script, policy)


def render_page(template: str, **context: object) -> bytes:
    """A page of `pages/` as UTF-8, its styles and script inline."""
    style, script, policy = dress(template)
    page = (
        make_environment()
        .get_template(template)
        .render(style=style, script=script, content_security_policy=policy, icons=_asset("icons.svg"), **context)
    )
    return inert(page).encode()


@cache
def make_environment() -> "Environment":
    """What renders the pages and parts of pages in `pages/`."""
    # imported here and below: an evaluation without an HTML report does not pay for it
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("scapkit.report", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["outcome_words"] = OUTCOME_WORDS
    environment.globals["stretches"] = stretches
    return environment


def inert(text: str) -> str:
    """Text in which control characters are U+FFFD and marks that reorder text are spelt out."""
    if text.replace("\n", "").isprintable():
        return text
    return REORDERING.sub(lambda mark: f"[U+{ord(mark[0]):04X}]", UNPRINTABLE.sub("\ufffd", text))


def _asset(name: str) -> str:
    from importlib.resources import files

    return files("scapkit.report").joinpath("pages", name).read_text(encoding="utf-8")


def _script(names: tuple[str, ...]) -> str:
    """Some scripts as one, in which they know each other and nothing else does."""
    return (
        "".join(('"use strict";(() => {\n', *(_asset(f"scripts/{name}.js") for name in names), "})();"))
        if names
        else ""
    )


def _hash(source: str) -> str:
    from base64 import b64encode
    from hashlib import sha256

    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"
