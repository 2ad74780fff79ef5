"""Pages of the sample: as it is, with control numbers and scripts, with an accepted failure, and with hostile content."""

from pathlib import Path

import report_sample as sample
from scapkit.model.arf import Evaluation
from scapkit.model.results import Override, RuleOutcome
from scapkit.model.xccdf import Fix, Reference
from scapkit.report.formats.html import FORMAT
from scapkit.report.guides.guide import make_guide, render_guide
from scapkit.report.views.view import make_view
from scapkit.xccdf.policy import Policy


def page(policy: Policy, judged: Evaluation) -> bytes:
    return b"".join(FORMAT.render([make_view(policy, judged, sample.documents())]))


def numbered() -> Policy:
    """A benchmark in which rules have numbers of their own, and scripts."""
    numbers = ("3.2.1", "3.2.2", "4.1.2", "4.1.3", "4.1.4", "5.1.1")
    fix = Fix("close &lt;port&gt; &amp;&amp; true", "urn:xccdf:fix:script:sh", reboot=True)
    rules = tuple(
        rule._replace(references=(Reference(sample.CIS, number),), fixes=(fix,))
        for rule, number in zip(sample.RULES, numbers, strict=True)
    )
    groups = (sample.GROUP._replace(children=rules[:3]), sample.OTHER._replace(children=rules[3:]))
    return sample.make_policy(sample.BENCHMARK._replace(children=groups))


def waived() -> Evaluation:
    """The sample with a failure that somebody accepted."""
    judged = sample.evaluation()
    changed = Override(RuleOutcome.FAIL, RuleOutcome.INFORMATIONAL, "Ann", "2026-11-24T10:00:00Z", "Until May.")
    results = tuple(
        each._replace(outcome=changed.new_result, overrides=(changed,)) if each.outcome == "fail" else each
        for each in judged.test_result.rule_results
    )
    return judged._replace(test_result=judged.test_result._replace(rule_results=results))


def write_pages(folder: Path) -> dict[str, Path]:
    """The files by name."""
    policy = sample.make_policy()
    view = make_view(policy, sample.evaluation(), sample.documents(), sample.QUESTIONS, {sample.CIS: "cis"})
    hostile = sample.rule("evil", "<img src=x onerror=alert(1)>", "high", "<script>document.title='x'</script>")
    tricked = sample.make_policy(sample.BENCHMARK._replace(children=(sample.GROUP._replace(children=(hostile,)),)))
    made = {
        "report": b"".join(FORMAT.render((view,))),
        "guide": render_guide(make_guide(policy, {}, {sample.CIS: "cis"}, sample.QUESTIONS)),
        "hostile": render_guide(make_guide(tricked, {})),
        "numbered": page(numbered(), sample.evaluation()),
        "waived": page(policy, waived()),
    }
    for name, data in made.items():
        (folder / f"{name}.html").write_bytes(data)
    return {name: folder / f"{name}.html" for name in made}
