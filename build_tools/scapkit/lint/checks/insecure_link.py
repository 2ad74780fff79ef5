"""insecure-link: a link that is not encrypted."""

from collections.abc import Iterator

from scapkit.lint.prose import markup, prose
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import NOTE
from scapkit.xmlio.parse import line_of


def run(whole: Whole) -> Iterator[Finding]:
    """Links in prose that start with http://."""
    for node in prose(whole):
        root = markup(node)
        for element in root.iter() if root is not None else ():
            link = str(element.get("href", ""))
            if link.startswith("http://"):
                span = node.span_of_line(line_of(element) - 1)._replace(column=0)
                yield Finding(span, f"the link {link} is not encrypted", "https, if the site has it")


LINT = Lint(
    "insecure-link",
    NOTE,
    "Who follows a link over http may be shown anything by anybody on the way. Use https where the site has it.",
    run,
)
