"""unreached-oval: a part of OVAL written by hand that its definition does not need."""

from collections.abc import Iterator

from scapkit.lint.ovals import written_parts
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """Parts in hand-written files that no checked definition of any product reaches."""
    if not whole.complete:
        return
    reached = {key for compiled in whole.compiled for keys in compiled.draft.reach.values() for key in keys}
    idle = {written.part.span.file for written in written_parts(whole) if not _used(written.owner, whole)}
    for written in written_parts(whole):
        part = written.part
        if written.by_hand and (part.section, part.id) not in reached and part.span.file not in idle:
            message = f"nothing that is checked needs {part.id} of the {part.section}"
            yield Finding(part.span, message, "refer to it, or delete it")


def _used(owner: object, whole: Whole) -> bool:
    """Whether a rule, or a platform that something names; one that nothing names has no part that is reached."""
    names = {name for compiled in whole.compiled for name in compiled.draft.applicability.used}
    return getattr(owner, "check_id", None) is None or getattr(owner, "id", "") in names


LINT = Lint(
    "unreached-oval",
    WARNING,
    "OVAL that the definition does not need is left out of the datastream; often a criterion was forgotten.",
    run,
)
