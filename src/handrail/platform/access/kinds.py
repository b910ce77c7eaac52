"""Kinds of information on a file: what a grant opens, and what is hidden is said in these."""

from enum import StrEnum


class Kind(StrEnum):
    """One kind of information, named as a page names it when it is hidden."""

    IDENTITY = "identity"
    CONTACT = "contact"
    SAFETY = "safety"
    PATHWAY = "pathway"
    CONSENT = "consent"
    SUPPORT = "support"
    LOOKS = "looks"

    @property
    def words(self) -> str:
        """How the kind reads on a page."""
        return WORDS[self]


WORDS: dict[Kind, str] = {
    Kind.IDENTITY: "Name and who they are",
    Kind.CONTACT: "How and where to reach them",
    Kind.SAFETY: "Danger and safety plan",
    Kind.PATHWAY: "The NRM: what happened, and what is due",
    Kind.CONSENT: "What they agreed to",
    Kind.SUPPORT: "Needs, offers and support notes",
    Kind.LOOKS: "Who has looked",
}

SHAREABLE_KINDS = (Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY, Kind.PATHWAY, Kind.CONSENT, Kind.SUPPORT)
ALL_KINDS = frozenset(Kind)
