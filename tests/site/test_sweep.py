"""The sweep lets go of sessions, and of the marks of forms, whose day has passed."""

from datetime import timedelta

import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from handrail.platform.access.idempotency import run_once_for_idempotency_key
from handrail.site.sweep import run_case_recomputation_round


def kept():
    """Without what the sweep itself keeps for everybody."""
    return [
        row.session_key
        for row in Session.objects.order_by("session_key")
        if not row.session_key.startswith("for-all-")
    ]


def test_a_mark_ends_by_itself_after_a_day(db):
    now = timezone.now()
    run_once_for_idempotency_key(given="a" * 32, do=lambda: "/there/")
    Session.objects.create(session_key="open", session_data="", expire_date=now + timedelta(days=3))
    with time_machine.travel(now + timedelta(hours=23)):
        run_case_recomputation_round()
    assert kept() == ["once-" + "a" * 32, "open"]
    with time_machine.travel(now + timedelta(hours=25)):
        run_case_recomputation_round()
    assert kept() == ["open"]
