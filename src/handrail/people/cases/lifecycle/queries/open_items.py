"""What is still open on a case: named before it is closed or handed over, and kept in view after."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from handrail.people.cases.events.active_prompts import LAPSING_CLOCKS, LAPSING_PROMPTS
from handrail.people.cases.events.models import Due
from handrail.people.cases.events.next_due_day import KINDS_WITHOUT_TASK
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.text_choices import OPEN_REFERRAL_ANSWERS, ReferralAnswer
from handrail.people.records.models import Offer, attach_services
from handrail.platform.kernel.messages import msg


@dataclass(frozen=True, slots=True)
class OutstandingCaseItem:
    """One thing. `key` names it on a form; `act` and `args` are the address that deals with it."""

    key: str
    sort: str
    title: str
    text: str
    on: datetime.date | None
    act: str
    args: tuple[str, ...]


DATE_WORDS_BY_KIND = {"not_before": "{who}, not before", "minimum": "{who}, until at least"}
"""What stands before the date where nobody has to finish by then: the first day, or a time that is guaranteed."""
DATE_WORDS_WITHOUT_WHO = {"not_before": "Not before", "minimum": "Until at least"}


def list_open_items_of_casework(case_id: UUID, reference: str) -> tuple[OutstandingCaseItem, ...]:
    """Offers nobody answered, referrals that wait, what the rules say is due or runs.

    The caller has asked whether the pathway and support are open.

    Returns:
        Offers, then referrals, then what is due. Three queries, and one for the services.
    """
    unanswered = Offer.objects.filter(case=case_id, answer="none_yet").order_by("offered_on", "id")
    waiting = Referral.objects.filter(case=case_id, answer__in=OPEN_REFERRAL_ANSWERS)
    offers = list(unanswered)
    referrals = list(waiting.select_related("to_body", "offer").order_by("sent_at", "id"))
    attach_services([*offers, *(row.offer for row in referrals)])
    return (
        *_describe_open_offers(offers, reference),
        *_describe_open_referrals(referrals),
        *_list_open_dues(case_id, reference),
    )


def _describe_open_offers(offers: list[Offer], reference: str) -> list[OutstandingCaseItem]:
    return [
        OutstandingCaseItem(
            key=f"offer:{row.pk}",
            sort="Offer not answered",
            title=row.service.name,
            text=msg("{provider}, offered", provider=row.service.provider.name),
            on=row.offered_on,
            act="answer_offer",
            args=(reference, str(row.pk)),
        )
        for row in offers
    ]


def _describe_open_referrals(referrals: list[Referral]) -> list[OutstandingCaseItem]:
    return [
        OutstandingCaseItem(
            key=f"referral:{row.pk}",
            sort="Referral not answered",
            title=row.offer.service.name,
            text=msg(
                "{to_body}: {answer}, sent",
                to_body=row.to_body.name,
                answer=ReferralAnswer(row.answer).label.lower(),
            ),
            on=timezone.localtime(row.sent_at).date(),
            act="referral",
            args=(str(row.pk),),
        )
        for row in referrals
    ]


def _list_open_dues(case_id: UUID, reference: str) -> list[OutstandingCaseItem]:
    rows = Due.objects.filter(case=case_id, ended_on__isnull=True)
    rows = rows.exclude(code__in=LAPSING_PROMPTS | LAPSING_CLOCKS, due_on__lt=timezone.localdate())
    rows = rows.exclude(
        kind__in=KINDS_WITHOUT_TASK, due_on__lt=timezone.localdate()
    )  # a window that is over asks nothing
    return [
        OutstandingCaseItem(
            key=f"due:{row.sort}:{row.code}:{row.run}",
            sort="Deadline" if row.sort == Due.Sort.CLOCK else "Pathway task",
            title=row.wording.title,
            text=_describe_who_and_when(row),
            on=row.due_on,
            act="case",
            args=(reference,),
        )
        for row in rows.order_by("sort", "due_on", "id")
    ]


def _describe_who_and_when(row: Due) -> str:
    """Who has to act, unless the title begins with that, and what stands before the date."""
    who = row.wording.who
    if row.wording.title.startswith(who.partition(",")[0]):
        return DATE_WORDS_WITHOUT_WHO.get(row.kind, "By") if row.due_on else ""
    return msg(DATE_WORDS_BY_KIND.get(row.kind, "{who}, by") if row.due_on else "{who}", who=who)
