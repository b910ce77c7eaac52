"""On what ground a file may be opened to somebody: consent, or another basis that is named and shown."""

from enum import StrEnum


class GrantGround(StrEnum):
    """Why a grant exists."""

    WORK = "work"
    CONSENT = "consent"
    LIFE = "life"
    CHILD = "child"
    DUTY = "duty"
    EMERGENCY = "emergency"

    @property
    def words(self) -> str:
        """How the ground reads on a page."""
        return WORDS[self]


WORDS: dict[GrantGround, str] = {
    GrantGround.WORK: "Works on this case for the body that holds it",
    GrantGround.CONSENT: "The person agreed",
    GrantGround.LIFE: "To protect someone’s life",
    GrantGround.CHILD: "To safeguard a child",
    GrantGround.DUTY: "A legal duty, named in the reason",
    GrantGround.EMERGENCY: "Opened in an emergency, for a short time",
}

SHARING_GROUNDS = (GrantGround.CONSENT, GrantGround.LIFE, GrantGround.CHILD, GrantGround.DUTY)
IMMIGRATION_ENFORCEMENT_GROUNDS = (GrantGround.CONSENT, GrantGround.DUTY)
NOTHING_WITHOUT_CONSENT_OR_DUTY = (
    "You can share with immigration enforcement only with consent or a named legal duty."
)
