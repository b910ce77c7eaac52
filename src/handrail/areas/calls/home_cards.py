"""What calls ask of the reader: a return to write or to sign, or a call that waits for answers."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from handrail.areas.calls.queries.calls import (
    AskedCallWithAnswerCountsRow,
    ReceivedCallRow,
    make_call_rows_with_answer_counts,
    make_received_call_rows,
    select_all_calls_with_answer_counts,
    select_calls_received_by_bodies_of_actor,
)
from handrail.areas.calls.states_and_kinds import ReturnState
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.home_cards import (
    HomeCard,
    HomeCardRow,
    HomeCardRowsStillToBeQueried,
    HomePageViewer,
)


def list_call_home_card_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Calls that are open: for who asks, how many answered; for a body, what is still to write or sign."""
    if reader.actor.may(Permission.ASK_BODIES):
        every = select_all_calls_with_answer_counts()
        return HomeCardRowsStillToBeQueried(
            [every],
            lambda: [
                _make_call_home_card_row(row)
                for row in make_call_rows_with_answer_counts(every)
                if row.head.state != "closed"
            ],
        )
    asked = select_calls_received_by_bodies_of_actor(reader.actor, reader.body_ids)
    return HomeCardRowsStillToBeQueried(
        [asked],
        lambda: _make_return_home_card_rows(reader, make_received_call_rows(asked, reader.actor, reader.now)),
    )


def _make_return_home_card_rows(
    reader: HomePageViewer, received: Sequence[ReceivedCallRow]
) -> list[HomeCardRow]:
    return [
        _make_return_home_card_row(reader, row)
        for row in received
        if row.head.state == "open" and row.status.behind and not row.predecessor
    ]


def _make_call_home_card_row(row: AskedCallWithAnswerCountsRow) -> HomeCardRow:
    head = row.head
    if head.state == "draft":
        return HomeCardRow(
            head.title, reverse("call", args=[head.code]), "Not sent yet", None, status="Draft"
        )
    about = msg("{answered} of {asked} answered", answered=row.answered, asked=row.asked)
    href = reverse("call_tracker", args=[head.code])
    return HomeCardRow(head.title, href, about, timezone.localdate(head.deadline), is_ours=False)


def _make_return_home_card_row(reader: HomePageViewer, row: ReceivedCallRow) -> HomeCardRow:
    """Theirs to sign where it was handed over; until then theirs to write."""
    args = [row.head.code, row.body_code]
    href, due_on = reverse("call_return", args=args), timezone.localdate(row.head.deadline)
    asked = msg("From: {asked_by}", asked_by=row.head.asked_by)
    waits_for_signature = row.state == ReturnState.TO_SIGN
    if waits_for_signature and reader.actor.may(Permission.SIGN_RETURN):
        sign = reverse("return_sign", args=args)
        return HomeCardRow(row.head.title, href, asked, due_on, button="Sign", button_href=sign)
    if not waits_for_signature and reader.actor.may(Permission.WRITE_RETURN):
        button = "Continue answer" if row.state else "Answer request"
        return HomeCardRow(row.head.title, href, asked, due_on, button=button, button_href=href)
    about = "Waiting for sign-off" if waits_for_signature else "Draft"
    return HomeCardRow(row.head.title, href, about, due_on, is_ours=False)


CALLS_CARD = HomeCard(
    "Requests",
    Permission.VIEW_CALLS,
    list_call_home_card_rows,
    place="calls",
    link="All requests for returns",
)
