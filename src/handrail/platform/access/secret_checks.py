"""`handrail check --deploy` refuses secrets that somebody thought of, and one secret in two places."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.checks import Error

SHORTEST: Final = 32
LEAST_BITS: Final = 100
"""By how often each character occurs: 32 hexadecimal digits made by a machine have about 118."""
SHORTEST_WORD: Final = 6
SECRETS: Final = {
    "SECRET_KEY": "HANDRAIL_SECRET_KEY",
    "VAULT_MASTER_KEY": "HANDRAIL_VAULT_MASTER_KEY",
    "AUDIT_KEY": "HANDRAIL_AUDIT_KEY",
}
HINT: Final = "Make new ones with: handrail keys make --folder FOLDER"


def check_secrets_of_settings(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """Each secret was made by a machine, and none stands in two places. No message says anything of a secret."""
    return [*_iterate_weak_secret_errors(), *_iterate_equal_secret_errors()]


def check_virus_scanner_is_configured(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """Papers come from outside: a deployment looks for what is known to be harmful."""
    if settings.SCANNER:
        return []
    hint = "Name a command or a clamd (docs/running.md, “The scanner”)."
    return [Error("HANDRAIL_SCANNER names no virus scanner.", hint=hint, id="handrail.E003")]


def describe_secret_weakness(secret: str) -> str:
    """Why a secret is none, in words; "" where nothing speaks against it."""
    if len(secret) < SHORTEST:
        return f"has fewer than {SHORTEST} characters"
    if secret in (secret + secret)[1:-1]:
        return "is one text again and again"
    if re.search(r"\s", secret) or secret.startswith("django-insecure-"):
        return "was written by a person or is an example"
    if _compute_entropy_bits(secret) < LEAST_BITS:
        return "has too few different characters"
    common = CommonPasswordValidator().passwords
    words = [word for word in re.split(r"[\W_]+", secret.lower()) if len(word) >= SHORTEST_WORD]
    if any(word in common for word in words):
        return "has a common password in it"
    return ""


def _iterate_weak_secret_errors() -> Iterator[Error]:
    for name, variable in SECRETS.items():
        if weakness := describe_secret_weakness(str(getattr(settings, name))):
            yield Error(f"{variable} {weakness}.", hint=HINT, id="handrail.E001")


def _iterate_equal_secret_errors() -> Iterator[Error]:
    """One inside the other counts as equal: whoever has the longer one has both."""
    kept = {variable: str(getattr(settings, name)) for name, variable in SECRETS.items()}
    kept |= {
        f"the password of the database “{alias}”": str(database["PASSWORD"])
        for alias, database in settings.DATABASES.items()
        if database.get("PASSWORD")
    }
    for (one, first), (other, second) in combinations(kept.items(), 2):
        if one in SECRETS.values() and (first in second or second in first):
            yield Error(
                f"{one} and {other} are the same, or one holds the other.", hint=HINT, id="handrail.E002"
            )


def _compute_entropy_bits(secret: str) -> float:
    counts = Counter(secret)
    return -sum(number * math.log2(number / len(secret)) for number in counts.values())
