"""OVAL definitions judged on their own, without a benchmark."""

from typing import NamedTuple

from scapkit.api.judging import EvaluateOptions, Judged, evaluate_content, generator
from scapkit.api.writing import Output, write_all
from scapkit.dumps.open import open_dump
from scapkit.model.dump import Asset
from scapkit.model.results import OvalResults
from scapkit.oval.engine import Session
from scapkit.oval.evidence import Evidence
from scapkit.problem import invalid
from scapkit.xmlio.content import Content, open_content

NEED_BENCHMARK = ("profile", "tailoring", "tailoring_id", "rules", "skip_rules", "arf", "xccdf_results", "html", "json")


class JudgedDefinitions(NamedTuple):
    """What every definition of a document came to on one asset."""

    asset: Asset
    results: OvalResults


def judge(options: EvaluateOptions, now: str) -> Judged | JudgedDefinitions:
    """Judge by whatever the content is: a benchmark's rules, or all definitions of an OVAL document.

    Raises Invalid as `evaluate` does, and for options that only a benchmark gives a meaning to.
    """
    content = open_content(options.content, options.choice)
    if content.kind != "oval":
        return evaluate_content(content, options, now)
    for name in NEED_BENCHMARK:
        if getattr(options, name):
            option = name.removesuffix("s" if name.endswith("rules") else "").replace("_", "-")
            message = f"--{option} needs a benchmark, and these are OVAL definitions"
            raise invalid(options.content, "no-benchmark", message)
    return _definitions(content, options, now)


def _definitions(content: Content, options: EvaluateOptions, now: str) -> JudgedDefinitions:
    from scapkit.api import results

    (href,) = content.hrefs
    document = content.oval(href)
    assert document is not None
    dump = open_dump(options.dump)
    try:
        session = Session(document, Evidence(dump), {}, now)
        for definition_id in document.definitions:
            session.definition(definition_id)
        judged = JudgedDefinitions(dump.asset, session.results())
    finally:
        dump.close()
    if options.oval_results:
        made = results.definitions(content, judged.results, judged.asset, generator(now))
        write_all([Output(options.oval_results, lambda: made)])
    return judged
