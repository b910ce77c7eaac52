"""The sweep lets go of sessions, and of the marks of forms, whose day has passed."""

from datetime import timedelta

import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from handrail.access.actions_once import once
from handrail.site.sweep import _sweep


def test_a_mark_ends_by_itself_after_a_day(db):
    now = timezone.now()
    once(given="a" * 32, do=lambda: "/there/")
    Session.objects.create(session_key="open", session_data="", expire_date=now + timedelta(days=3))
    with time_machine.travel(now + timedelta(hours=23)):
        _sweep()
    assert Session.objects.count() == 2
    with time_machine.travel(now + timedelta(hours=25)):
        _sweep()
    assert [row.session_key for row in Session.objects.all()] == ["open"]
