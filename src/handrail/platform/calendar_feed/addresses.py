"""The address of a calendar: signed, kept nowhere, and of one round."""

import logging

from django.conf import settings
from django.core import signing
from django.urls import reverse

from handrail.platform.calendar_feed.models import CalendarFeed

log = logging.getLogger("handrail.security")
_SALT = "handrail.calendar"


def make_calendar_address(feed: CalendarFeed) -> str:
    """The whole address that its owner gives to their calendar program."""
    token = signing.Signer(salt=_SALT).sign_object([feed.user_id, feed.round])
    return settings.ADDRESS.rstrip("/") + reverse("calendar_feed", args=[token])


def find_calendar_feed(token: str) -> CalendarFeed | None:
    """The calendar that an address is for; None where it was replaced or stopped, or its owner has left."""
    try:
        user_id, sent_round = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        log.warning("An address of a calendar that was not made here was refused.")
        return None
    feeds = CalendarFeed.objects.select_related("user__body")
    return feeds.filter(user=user_id, round=sent_round, is_on=True, user__is_active=True).first()
