"""Kinds of information on a file: what a grant opens, and what is hidden is said in these."""

from enum import StrEnum


class Kind(StrEnum):
    """One kind of information, named as a page names it when it is hidden. Every fact belongs to exactly one."""

    IDENTITY = "identity"
    CONTACT = "contact"
    SAFETY = "safety"
    PATHWAY = "pathway"
    CONSENT = "consent"
    NEEDS = "needs"
    HOUSING = "housing"
    OFFERS = "offers"
    OUTCOMES = "outcomes"
    OWN_WORDS = "own_words"
    NOTES = "notes"
    HEALTH = "health"
    IMMIGRATION = "immigration"
    ACCOUNT = "account"
    LOOKS = "looks"

    @property
    def words(self) -> str:
        """How the kind reads on a page."""
        return WORDS[self]


WORDS: dict[Kind, str] = {
    Kind.IDENTITY: "Name and identity",
    Kind.CONTACT: "Contact details and address",
    Kind.SAFETY: "Danger and safety plan",
    Kind.PATHWAY: "NRM events and deadlines",
    Kind.CONSENT: "What they said yes and no to",
    Kind.NEEDS: "What they need",
    Kind.HOUSING: "Housing needs and stays",
    Kind.OFFERS: "Help offered and payments",
    Kind.OUTCOMES: "Goals and outcomes",
    Kind.OWN_WORDS: "Barriers and feedback",
    Kind.NOTES: "Support notes, contacts and tasks",
    Kind.HEALTH: "Health",
    Kind.IMMIGRATION: "Immigration status",
    Kind.ACCOUNT: "Their account of what happened",
    Kind.LOOKS: "Access log",
}

SHAREABLE_KINDS: tuple[Kind, ...] = tuple(kind for kind in Kind if kind is not Kind.LOOKS)
ALL_KINDS = frozenset(Kind)
SUPPORT_KINDS = frozenset(
    {Kind.NEEDS, Kind.HOUSING, Kind.OFFERS, Kind.OUTCOMES, Kind.OWN_WORDS, Kind.NOTES, Kind.HEALTH}
    | {Kind.IMMIGRATION}
)
"""What a support body keeps for its work with the person. No role lets police read another body's
(`justice.md` section 4: records of a victim are asked for, each with a reason)."""
