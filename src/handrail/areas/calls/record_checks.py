"""Checks of requests for information to organisations, and of their answers."""

from django.db.models import F, QuerySet

from handrail.areas.calls.models import Return
from handrail.platform.record_checks.record_check import Contradiction, RecordCheck


def find_answers_after_close() -> list[Contradiction]:
    """An answer came after the request was closed."""
    return _list_contradictions(Return.objects.filter(submitted_at__gt=F("asked__call__closed_at")))


def find_answers_sent_before_signed() -> list[Contradiction]:
    """An answer was sent before anybody signed it."""
    return _list_contradictions(Return.objects.filter(submitted_at__lt=F("signed_at")))


def find_answers_before_published() -> list[Contradiction]:
    """An answer to a request that nobody had sent out yet."""
    rows = Return.objects.filter(first_submitted_at__lt=F("asked__call__published_at"), entered_later="")
    return _list_contradictions(rows)


def _list_contradictions(rows: "QuerySet[Return]") -> list[Contradiction]:
    told = rows.order_by().values_list("asked__call__title", "asked__body__name", "asked__body_id")
    return [Contradiction(f"{title}, {body}", body_id) for title, body, body_id in told]


CHECKS: tuple[RecordCheck, ...] = (
    RecordCheck(
        "answer-after-close",
        "An answer was sent after the request for information was closed",
        "Ask whoever made the request to say in the report that the answer came later.",
        find_answers_after_close,
    ),
    RecordCheck(
        "answer-sent-before-signed",
        "An answer was sent before it was signed",
        "Ask your signatory to sign the answer, and send it again.",
        find_answers_sent_before_signed,
    ),
    RecordCheck(
        "answer-before-request",
        "An answer was sent before the request for information was",
        "Ask whoever made the request to correct the day on which it was sent.",
        find_answers_before_published,
    ),
)
