"""What recommendations ask of the reader: updates to give, answers to decide on, comments to publish."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from handrail.areas.recommendations.models import Addressee, PublishedComment, UpdateRequest
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.home_cards import (
    MAX_ROWS,
    HomeCard,
    HomeCardRow,
    HomeCardRowsStillToBeQueried,
    HomePageViewer,
)


def list_update_and_comment_home_card_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Updates between the reader's body and others, and published comments that the law asks it for."""
    updates, comments = _select_open_update_requests(reader), _select_comments_to_publish(reader)
    return HomeCardRowsStillToBeQueried(
        [updates, comments],
        lambda: [
            *(_make_update_home_card_row(reader, row) for row in updates),
            *(_make_comment_home_card_row(reader, row) for row in comments),
        ],
    )


def _select_open_update_requests(reader: HomePageViewer) -> QuerySet[UpdateRequest]:
    found = (
        UpdateRequest.objects.filter(
            Q(asker__in=reader.body_ids) | Q(owner__in=reader.body_ids),
            Q(next_due__isnull=False) | Q(updates__isnull=False),
            state="open",
        )
        .select_related("recommendation", "asker", "owner")
        .order_by("next_due", "id")
        .distinct()
    )
    return found[:MAX_ROWS]


def _make_update_home_card_row(reader: HomePageViewer, row: UpdateRequest) -> HomeCardRow:
    """To give where the reader's body is asked; to decide on where it asked once and was answered; else waited on."""
    title, args = row.recommendation.title, [row.recommendation.code, row.pk]
    page = reverse("updates", args=args)
    if row.next_due is None:
        decides = row.asker_id in reader.body_ids and reader.actor.may(Permission.CLOSE_RECOMMENDATIONS)
        if decides:
            href = reverse("decide_update", args=args)
            return HomeCardRow(
                title, page, row.owner.name, None, status="Answered", button="Decide", button_href=href
            )
        waits = msg("{body} decides", body=row.asker.name)
        return HomeCardRow(title, page, waits, None, is_ours=False, status="Answered")
    if row.owner_id in reader.body_ids:
        about = msg("Update for {body}", body=row.asker.name)
        if reader.actor.may(Permission.ANSWER_RECOMMENDATIONS):
            href = reverse("answer_update", args=args)
            asker = msg("For {body}", body=row.asker.name)
            return HomeCardRow(title, page, asker, row.next_due, button="Give update", button_href=href)
        return HomeCardRow(title, page, about, row.next_due, is_ours=False)
    about = msg("Update from {body}", body=row.owner.name)
    return HomeCardRow(title, page, about, row.next_due, is_ours=False)


def _select_comments_to_publish(reader: HomePageViewer) -> QuerySet[Addressee]:
    """Only where the law asks for one: where that is not known, nobody is pressed."""
    published = PublishedComment.objects.filter(
        recommendation=OuterRef("recommendation"), body__in=reader.body_ids
    )
    found = (
        Addressee.objects.filter(
            ~Exists(published),
            body__in=reader.body_ids,
            body__kind="local_policing_body",
            recommendation__comment_rule="applies",
            recommendation__state="open",
        )
        .select_related("recommendation")
        .order_by("recommendation__comment_due_on", "id")
    )
    return found[:MAX_ROWS]


def _make_comment_home_card_row(reader: HomePageViewer, row: Addressee) -> HomeCardRow:
    may = reader.actor.may(Permission.ANSWER_RECOMMENDATIONS)
    return HomeCardRow(
        row.recommendation.title,
        reverse("recommendation", args=[row.recommendation.code]),
        msg("Comment on the report of {issued_by}", issued_by=row.recommendation.issued_by),
        row.recommendation.comment_due_on,
        is_ours=may,
        button="Record comment" if may else "",
        button_href=reverse("publish_comment", args=[row.recommendation.code]) if may else "",
    )


RECOMMENDATIONS_CARD = HomeCard(
    "Recommendations",
    Permission.VIEW_RECOMMENDATIONS,
    list_update_and_comment_home_card_rows,
    place="asked_of_us",
    link="All update requests to us",
)
