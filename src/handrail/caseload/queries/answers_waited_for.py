"""What waits for an answer of ours beside the cases themselves: forms handed over or sent back, words about us."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.casework.queries.day import AHEAD, MOST, DayCase, DayRow, Found, Make
from handrail.nrmform.models import Draft, Handover
from handrail.nrmform.states import Reply, State
from handrail.recovery.models import Feedback
from handrail.recovery.permissions import heard_by


def forms_handed(actor: Actor) -> Iterable[Found]:
    """Forms that another organisation asks ours to make. One statement."""
    if not actor.may(Permission.RECORD):
        return
    rows = Handover.objects.filter(to_body=actor.body_id, reply=Reply.NONE_YET).order_by("handed_at")
    columns = ("pk", "case_id", "handed_by__name", "handed_by__body__name", "handed_at")
    for pk, case_id, name, body, at in rows.values_list(*columns)[:MOST]:
        title = f"Say whether you make the form of {name}"
        row = DayRow("form", title, who=body, started=timezone.localtime(at).date(), number=pk)
        yield Found(case_id, Kind.PATHWAY, _as_it_is(row))


def forms_sent_back(mine: Iterable[DayCase]) -> Iterable[Found]:
    """Drafts of these cases whose newest hand-over was sent back. One statement."""
    last = Handover.objects.filter(draft=OuterRef("pk")).order_by("-pk")
    rows = Draft.objects.filter(case__in=[case.pk for case in mine], state=State.OPEN).annotate(
        replied=Subquery(last.values("reply")[:1]), body=Subquery(last.values("to_body__name")[:1])
    )
    columns = ("case_id", "body", "changed_at")
    for case_id, body, at in rows.filter(replied=Reply.BACK).values_list(*columns)[:MOST]:
        row = DayRow(
            "form_back",
            "Go on with the form that was sent back",
            who=body,
            started=timezone.localtime(at).date(),
        )
        yield Found(case_id, Kind.PATHWAY, _as_it_is(row))


def said_of_us(actor: Actor) -> Iterable[Found]:
    """What people said of our organisation and wait to be answered for. One statement, none for who never answers."""
    if not actor.may(Permission.ANSWER_FEEDBACK):
        return
    due = Q(answered_on__isnull=True, answer_by__lte=today() + AHEAD)
    rows = Feedback.objects.filter(heard_by(actor), due, case__owner=actor.body_id).order_by("answer_by")
    for pk, case_id, by in rows.values_list("pk", "case_id", "answer_by")[:MOST]:
        row = DayRow("said", "Answer what was said of us", due_on=by, number=pk)
        yield Found(case_id, Kind.SUPPORT, _as_it_is(row), inside=True)


def _as_it_is(row: DayRow) -> Make:
    return lambda _sight, _box: row
