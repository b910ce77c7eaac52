"""What is still open on a case: named before it is closed or handed over, and kept in view after."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from handrail.casework.case.models import Offer
from handrail.casework.events.models import Due
from handrail.casework.events.next_due import NOT_A_TASK
from handrail.casework.events.still_asked import LAPSING, LAPSING_CLOCKS
from handrail.casework.offers.models import Referral
from handrail.casework.offers.queries.referrals import OPEN
from handrail.casework.offers.states import Answer
from handrail.kernel.saying import say


@dataclass(frozen=True, slots=True)
class OpenThing:
    """One thing. `key` names it on a form; `act` and `args` are the address that deals with it."""

    key: str
    sort: str
    title: str
    text: str
    on: datetime.date | None
    act: str
    args: tuple[str, ...]


def open_things(case_id: UUID, reference: str) -> tuple[OpenThing, ...]:
    """Offers nobody answered, referrals that wait, what the rules say is due or runs. Three queries.

    The caller has asked the door for the pathway and for support.
    """
    return (*_offers(case_id, reference), *_referrals(case_id), *_dues(case_id, reference))


def _offers(case_id: UUID, reference: str) -> list[OpenThing]:
    rows = Offer.objects.filter(case=case_id, answer="none_yet").select_related("service__provider")
    return [
        OpenThing(
            key=f"offer:{row.pk}",
            sort="Offer without an answer",
            title=row.service.name,
            text=say("{provider}, offered", provider=row.service.provider.name),
            on=row.offered_on,
            act="answer_offer",
            args=(reference, str(row.pk)),
        )
        for row in rows.order_by("offered_on", "id")
    ]


def _referrals(case_id: UUID) -> list[OpenThing]:
    rows = Referral.objects.filter(case=case_id, answer__in=OPEN).select_related("to_body", "offer__service")
    return [
        OpenThing(
            key=f"referral:{row.pk}",
            sort="Referral that waits",
            title=row.offer.service.name,
            text=say(
                "{to_body}: {answer}, sent", to_body=row.to_body.name, answer=Answer(row.answer).label.lower()
            ),
            on=timezone.localtime(row.sent_at).date(),
            act="referral",
            args=(str(row.pk),),
        )
        for row in rows.order_by("sent_at", "id")
    ]


def _dues(case_id: UUID, reference: str) -> list[OpenThing]:
    rows = Due.objects.filter(case=case_id, ended_on__isnull=True)
    rows = rows.exclude(code__in=LAPSING | LAPSING_CLOCKS, due_on__lt=timezone.localdate())
    rows = rows.exclude(
        kind__in=NOT_A_TASK, due_on__lt=timezone.localdate()
    )  # a window that is over asks nothing
    return [
        OpenThing(
            key=f"due:{row.sort}:{row.code}:{row.run}",
            sort="Clock that runs" if row.sort == Due.Sort.CLOCK else "To do on the pathway",
            title=row.title,
            text=say("{who}, by", who=row.who) if row.due_on else say("{who}, without a day", who=row.who),
            on=row.due_on,
            act="case",
            args=(reference,),
        )
        for row in rows.order_by("sort", "due_on", "id")
    ]
