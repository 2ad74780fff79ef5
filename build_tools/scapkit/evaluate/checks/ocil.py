"""OCIL questionnaires as checks of rules: without answers they cannot be used (SP 800-126r3, 4.5.3)."""

from scapkit.evaluate.protocol import CheckSystem, OvalSessions, Unusable, Verdict
from scapkit.model.xccdf import Check
from scapkit.names import OCIL_SYSTEM


def judge(check: Check, _sessions: OvalSessions, _separately: bool) -> tuple[Verdict, ...] | Unusable:
    """That a person must answer first, and what."""
    names = [ref.name or ref.href for ref in check.contents]
    return Unusable(f"needs an answer: {', '.join(names) or 'an inline question'}")


CHECK_SYSTEM = CheckSystem("ocil", (OCIL_SYSTEM, f"{OCIL_SYSTEM}.0"), judge)
