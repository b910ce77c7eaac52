"""A form that was sent twice is done once: pressed twice, sent again after Back, or open in two tabs.

A form carries a mark that nobody else's carries. The mark is written down in the transaction of what the form does, in
the store of sessions, where rows end by themselves after a day; the store's own key lets it stand there once.
"""

import datetime
import re
import secrets
from collections.abc import Callable

from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

KEY_PATTERN = re.compile(r"[0-9a-f]{32}")
KEY_LIFETIME = datetime.timedelta(days=1)


class FormAlreadySubmittedError(Exception):
    """What the form asks was done before, and led there."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def make_idempotency_key_for_form() -> str:
    """A new mark, for a form that is shown."""
    return secrets.token_hex(16)


def run_once_for_idempotency_key(*, given: str, do: Callable[[], str]) -> str:
    """Do it and give back where it leads, or raise FormAlreadySubmittedError.

    Without a mark it is done as often as it is sent.

    What fails leaves no mark behind, so that it can be sent again.
    """
    if not KEY_PATTERN.fullmatch(given):
        return do()
    key = f"once-{given}"
    with transaction.atomic():
        _claim_key_or_raise(key)
        where = do()
        Session.objects.filter(session_key=key).update(session_data=where)
    return where


def _claim_key_or_raise(key: str) -> None:
    try:
        with transaction.atomic():
            Session.objects.create(
                session_key=key, session_data="", expire_date=timezone.now() + KEY_LIFETIME
            )
    except IntegrityError:
        raise FormAlreadySubmittedError(
            Session.objects.values_list("session_data", flat=True).get(session_key=key)
        ) from None
