"""Which talks need a qualified, independent interpreter, whatever languages two people share (domain notes, section 7).

Consent, accounts, legal and medical talks, decisions and complaints: the words count later, and whoever interprets must
stand outside. In police interviews interpreters are appropriately qualified and independent (PACE Code C, 13.1).
"""

from enum import StrEnum


class TalkKind(StrEnum):
    """What a talk is about."""

    CONSENT = "consent"
    ACCOUNT = "account"
    INTERVIEW = "interview"
    LEGAL = "legal"
    MEDICAL = "medical"
    DECISION = "decision"
    COMPLAINT = "complaint"
    WELFARE = "welfare"
    PLANNING = "planning"
    APPOINTMENT = "appointment"


FORMAL_TALKS = frozenset(
    {
        TalkKind.CONSENT,
        TalkKind.ACCOUNT,
        TalkKind.INTERVIEW,
        TalkKind.LEGAL,
        TalkKind.MEDICAL,
        TalkKind.DECISION,
        TalkKind.COMPLAINT,
    }
)


def needs_independent_interpreter(talk: TalkKind, *, shares_english: bool = False) -> bool:
    """Whether a qualified independent interpreter has to come.

    Only a person who themselves speaks good English, and wants it so, goes without in a formal talk: a bilingual
    worker never stands in. `shares_english`: they do.
    """
    return talk in FORMAL_TALKS and not shares_english
