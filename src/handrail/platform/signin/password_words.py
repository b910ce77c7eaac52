"""Words that everybody knows who knows Handrail: a password that is little more than these is refused.

The list is also in docs/security/signing-in.md (a guard compares the two).
"""

import re
from typing import Any

from django.core.exceptions import ValidationError

from handrail.platform.access.models import User

LEAST_BESIDES = 6  # letters that are left where the words are taken out
SHORTEST_WORD = 3
KNOWN_WORDS = (
    *("handrail", "password", "passphrase", "welcome", "letmein", "changeme", "qwerty", "admin", "login"),
    *(
        "modern",
        "slavery",
        "slave",
        "trafficking",
        "exploitation",
        "victim",
        "survivor",
        "navigator",
        "pathway",
    ),
    *("national", "referral", "mechanism", "nrm", "msvcc", "safeguarding", "support", "recovery", "charity"),
    *(
        "police",
        "constable",
        "officer",
        "force",
        "commissioner",
        "policing",
        "council",
        "housing",
        "home",
        "office",
    ),
    *("england", "wales", "cymru", "london", "britain"),
    *(
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ),
    *("spring", "summer", "autumn", "winter"),
)


class KnownWordsValidator:
    """Takes the known words, and those of the account's organisation, out of a password and looks at what is left."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError where too little is left."""
        left = "".join(character for character in password.lower() if character.isalpha())
        for word in sorted({*KNOWN_WORDS, *_list_words_of_organisation(user)}, key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEAST_BESIDES and len(left) < sum(map(str.isalpha, password)):
            raise ValidationError(
                "Anyone who knows this work could guess this password. Add other words.",
                code="password_known_words",
            )

    def get_help_text(self) -> str:
        """What the rule asks."""
        return "Do not use only words from this work."


def _list_words_of_organisation(user: Any) -> list[str]:
    if user is None or user.body_id is None:
        return []
    return [word for word in re.split(r"\W+", user.body.name.lower()) if len(word) >= SHORTEST_WORD]
