"""What oversight asks of the reader: boards, objectives, meetings and hearings; and actions that were promised."""

import datetime

from django.db.models import Q
from django.urls import reverse

from handrail.areas.oversight.models import Hearing, ImprovementPlan, Meeting, Objective
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import visible_follow_ups_q
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.home_cards import MAX_ROWS, HomeCard, HomeCardRow, HomePageViewer


def list_oversight_rows(reader: HomePageViewer) -> list[HomeCardRow]:
    """The next boards, open objectives, meetings and hearings of the reader's body. Four statements."""
    return [
        *_list_next_board_rows(reader),
        *_list_objective_rows(reader),
        *_list_meeting_rows(reader, today()),
        *_list_hearing_rows(reader),
    ]


def list_follow_up_rows(reader: HomePageViewer) -> list[HomeCardRow]:
    """Open actions that the reader's body owns, follows up or shares. One statement."""
    found = FollowUp.objects.filter(visible_follow_ups_q(reader.body_ids), state="open").select_related(
        "owner"
    )
    works = reader.actor.may(Permission.WORK_ON_ACTIONS)
    return [_make_follow_up_row(reader, row, works) for row in found.order_by("due_on", "id")[:MAX_ROWS]]


def _make_follow_up_row(reader: HomePageViewer, row: FollowUp, works: bool) -> HomeCardRow:
    href = reverse("action", args=[row.pk])
    if works and row.owner_id in reader.body_ids:
        say = reverse("say_action", args=[row.pk])
        return HomeCardRow(
            row.what, href, row.origin_title, row.due_on, button="Update action", button_href=say
        )
    about = msg("{owner}: {title}", owner=row.owner.name, title=row.origin_title)
    return HomeCardRow(row.what, href, about, row.due_on, is_ours=False)


def _list_next_board_rows(reader: HomePageViewer) -> list[HomeCardRow]:
    found = ImprovementPlan.objects.filter(
        Q(body__in=reader.body_ids) | Q(force__in=reader.body_ids), state="open", next_board_on__isnull=False
    ).order_by("next_board_on", "id")
    works = reader.actor.may(Permission.WORK_ON_ACTIONS)
    return [
        HomeCardRow(
            row.title,
            reverse("plan", args=[row.pk]),
            "Report to the next board",
            row.next_board_on,
            is_ours=works,
            button="Report" if works else "",
            button_href=reverse("report_board", args=[row.pk]) if works else "",
        )
        for row in found[:MAX_ROWS]
    ]


def _list_objective_rows(reader: HomePageViewer) -> list[HomeCardRow]:
    found = (
        Objective.objects.filter(
            Q(plan__body__in=reader.body_ids) | Q(plan__force__in=reader.body_ids), plan__state="open"
        )
        .exclude(status="done")
        .select_related("plan", "owner")
        .order_by("due_on", "id")
    )
    works = reader.actor.may(Permission.WORK_ON_ACTIONS)
    return [_make_objective_row(reader, row, works) for row in found[:MAX_ROWS]]


def _make_objective_row(reader: HomePageViewer, row: Objective, works: bool) -> HomeCardRow:
    href = reverse("plan", args=[row.plan_id])
    about = msg("Objective {number} of “{plan}”", number=row.number, plan=row.plan.title)
    if row.owner_id in reader.body_ids:
        return HomeCardRow(row.what, href, about, row.due_on, is_ours=works)
    return HomeCardRow(
        row.what, href, msg("{owner}: {title}", owner=row.owner.name, title=about), row.due_on, is_ours=False
    )


def _list_meeting_rows(reader: HomePageViewer, day: datetime.date) -> list[HomeCardRow]:
    """Meetings whose level of assurance is to be settled, and those whose next meeting is still to come."""
    oversees = reader.actor.may(Permission.OVERSEE)
    found = (
        Meeting.objects.filter(Q(body__in=reader.body_ids) | Q(force__in=reader.body_ids))
        .filter(Q(state="open") | Q(next_on__gte=day))
        .select_related("body", "force")
        .order_by("next_on", "id")
    )
    return [_make_meeting_row(reader, row, oversees) for row in found[:MAX_ROWS]]


def _make_meeting_row(reader: HomePageViewer, row: Meeting, oversees: bool) -> HomeCardRow:
    href, ours = reverse("meeting", args=[row.pk]), row.body_id in reader.body_ids and oversees
    if row.state == "open":
        return HomeCardRow(
            row.title,
            href,
            msg("Meeting with {force}: level of assurance not settled", force=row.force.name),
            None,
            is_ours=ours,
            status="Draft",
            button="Settle" if ours else "",
            button_href=reverse("settle_meeting", args=[row.pk]) if ours else "",
        )
    other = row.force.name if row.body_id in reader.body_ids else row.body.name
    return HomeCardRow(
        row.title, href, msg("Next meeting with {body}", body=other), row.next_on, is_ours=ours
    )


def _list_hearing_rows(reader: HomePageViewer) -> list[HomeCardRow]:
    found = (
        Hearing.objects.filter(programme__body__in=reader.body_ids, state="planned")
        .select_related("programme")
        .order_by("planned_on", "id")
    )
    oversees = reader.actor.may(Permission.OVERSEE)
    return [
        HomeCardRow(
            row.subject,
            reverse("programme", args=[row.programme_id]),
            msg("Hearing of “{programme}”", programme=row.programme.title),
            row.planned_on,
            is_ours=oversees,
            button="Record hearing" if oversees else "",
            button_href=reverse("record_hearing", args=[row.programme_id, row.number]) if oversees else "",
        )
        for row in found[:MAX_ROWS]
    ]


OVERSIGHT_CARD = HomeCard(
    "Meetings, plans and scrutiny",
    Permission.VIEW_OVERSIGHT,
    list_oversight_rows,
    place="oversight",
    link="All meetings, plans and scrutiny",
)
ACTIONS_CARD = HomeCard(
    "Actions",
    Permission.VIEW_OVERSIGHT,
    list_follow_up_rows,
    place="actions",
    link="All actions",
)
