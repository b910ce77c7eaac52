"""Sessions whose keys the database knows only as keyed hashes: a copy of the database opens no live session."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import salted_hmac

HASH_LENGTH = 40  # the column's length; 160 bits


def hash_session_key(session_key: str) -> str:
    """What the database holds in place of the key in the cookie."""
    return salted_hmac("handrail.session", session_key, algorithm="sha256").hexdigest()[:HASH_LENGTH]


class SessionStore(DatabaseSessionStore):
    """Django's own store with another name for the row; the key itself is in the cookie alone."""

    def load(self) -> dict[str, Any]:
        """What the live row of this key holds. A key without a row is forgotten: nobody can choose theirs."""
        key = hash_session_key(self.session_key or "")
        row = Session.objects.filter(session_key=key, expire_date__gt=timezone.now()).first()
        if row is None:
            self.flush()
            return {}
        held: dict[str, Any] = self.decode(row.session_data)
        return held

    def exists(self, session_key: str) -> bool:
        """Whether a row has this key."""
        return Session.objects.filter(session_key=hash_session_key(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row that keeps the session."""
        row = super().create_model_instance(data)
        row.session_key = hash_session_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=hash_session_key(key)).delete()
