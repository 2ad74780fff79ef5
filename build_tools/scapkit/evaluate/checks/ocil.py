"""OCIL questionnaires as checks of rules: without answers they cannot be used (SP 800-126r3, 4.5.3)."""

from scapkit.evaluate.protocol import CheckSessions, CheckSystem, Unusable, Verdict
from scapkit.model.xccdf import Check
from scapkit.names import OCIL_SYSTEM


def judge(check: Check, sessions: CheckSessions, separately: bool) -> tuple[Verdict, ...] | Unusable:
    """What people answered, or that a person must answer first, and what."""
    if sessions.interviews is None:
        names = [ref.name or ref.href for ref in check.contents]
        return Unusable(f"needs an answer: {', '.join(names) or 'an inline question'}")
    from scapkit.evaluate.questionnaires import judge_answered

    return judge_answered(check, sessions.interviews, sessions, separately)


CHECK_SYSTEM = CheckSystem("ocil", (OCIL_SYSTEM, f"{OCIL_SYSTEM}.0"), judge, asks=True)
