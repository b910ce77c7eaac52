"""On what ground a file may be opened to somebody: consent, or another basis that is named and shown."""

from enum import StrEnum


class Ground(StrEnum):
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


WORDS: dict[Ground, str] = {
    Ground.WORK: "Works on this case for the body that holds it",
    Ground.CONSENT: "The person agreed",
    Ground.LIFE: "To protect someone’s life",
    Ground.CHILD: "To safeguard a child",
    Ground.DUTY: "A legal duty, named in the reason",
    Ground.EMERGENCY: "Opened in an emergency, for a short time",
}

SHARING_GROUNDS = (Ground.CONSENT, Ground.LIFE, Ground.CHILD, Ground.DUTY)
IMMIGRATION_ENFORCEMENT_GROUNDS = (Ground.CONSENT, Ground.DUTY)
NOTHING_WITHOUT_CONSENT_OR_DUTY = (
    "You can share with immigration enforcement only with consent or a named legal duty."
)
