"""Where somebody is signed in."""

import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from handrail.platform.signin.models import SignedInSession


def select_live_sessions(user_id: int) -> QuerySet[SignedInSession]:
    """The sessions in which the person is signed in now, the last used first."""
    now = timezone.now()
    rows = Session.objects.filter(session_key=OuterRef("session_hash"), expire_date__gt=now)
    return SignedInSession.objects.filter(
        Exists(rows),
        user=user_id,
        used_at__gt=now - datetime.timedelta(seconds=settings.SESSION_IDLE_SECONDS),
        opened_at__gt=now - datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE),
    ).order_by("-used_at", "-pk")
