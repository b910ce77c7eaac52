"""What every process of the server must know for a while: which code was used, who tried how often.

The sign-in package keeps both in Django's cache. A cache in memory belongs to one process: a code that was used at one
would be good once more at the next, and each would count wrong tries by itself. Here they stand in the store of
sessions, like the marks of forms that are sent once, where rows end by themselves.

Values are JSON: a cache that unpickles would let whoever can write to the database run code. A key is hashed with the
server's secret, so that no browser can name a row as its session.
"""

import datetime
import json
from typing import Any

from django.contrib.sessions.models import Session
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

PREFIX = "for-all-"
FOR_EVER = datetime.timedelta(days=1)


class JsonDatabaseCache(BaseCache):
    """Django's cache, in the database. Few rows: what is asked often has no place here."""

    def __init__(self, _name: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Whether nothing stood there: of two at once one is told so."""
        row = self._make_cache_row(key, value, timeout, version)
        Session.objects.filter(session_key=row.session_key, expire_date__lte=timezone.now()).delete()
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            return False
        return True

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """What is there now and has not ended."""
        kept = self._kept(key, version).values_list("session_data", flat=True).first()
        return default if kept is None else json.loads(kept)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Put it there, whatever stood there."""
        self._make_cache_row(key, value, timeout, version).save()

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let it stand longer."""
        return bool(self._kept(key, version).update(expire_date=self._compute_expiry_moment(timeout)))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Take it away."""
        return bool(self._kept(key, version).delete()[0])

    def clear(self) -> None:
        """Take everything away that was put here."""
        Session.objects.filter(session_key__startswith=PREFIX).delete()

    def _kept(self, key: Any, version: int | None) -> QuerySet[Session]:
        return Session.objects.filter(session_key=self._name_of(key, version), expire_date__gt=timezone.now())

    def _make_cache_row(self, key: Any, value: Any, timeout: Any, version: int | None) -> Session:
        return Session(
            session_key=self._name_of(key, version),
            session_data=json.dumps(value),
            expire_date=self._compute_expiry_moment(timeout),
        )

    def _name_of(self, key: Any, version: int | None) -> str:
        hashed = salted_hmac("handrail.shared", self.make_key(key, version), algorithm="sha256")
        return PREFIX + hashed.hexdigest()[:32]

    def _compute_expiry_moment(self, timeout: Any) -> datetime.datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        lasts = FOR_EVER if seconds is None else datetime.timedelta(seconds=seconds)
        return timezone.now() + lasts
