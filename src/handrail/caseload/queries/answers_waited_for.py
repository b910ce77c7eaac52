"""What waits for an answer of ours beside the cases themselves: forms handed over or sent back, words about us."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.casework.lists.queries.day import AHEAD, MOST, DayCase, DayRow, Found
from handrail.kernel.saying import say
from handrail.nrmform.models import Draft, Handover
from handrail.nrmform.states import Reply, State
from handrail.prepared import Asked, given, many, statement
from handrail.recovery.models import Feedback
from handrail.recovery.permissions import heard


def forms_handed(actor: Actor) -> Iterable[Found]:
    """Forms that another organisation asks ours to make. One statement."""
    if not actor.may(Permission.RECORD):
        return
    for pk, case_id, name, body, at in _handed().rows(body=actor.body_id):
        title = say("Say whether you make the form of {name}", name=name)
        row = DayRow("form", title, who=body, started=timezone.localtime(at).date(), number=pk)
        yield Found(case_id, Kind.PATHWAY, row)


@statement
def _handed() -> Asked:
    rows = Handover.objects.filter(to_body=given("body"), reply=Reply.NONE_YET).order_by("handed_at")
    columns = ("pk", "case_id", "handed_by__name", "handed_by__body__name", "handed_at")
    return rows.values_list(*columns)[:MOST]


def forms_sent_back(mine: Iterable[DayCase]) -> Iterable[Found]:
    """Drafts of these cases whose newest hand-over was sent back. One statement."""
    for case_id, body, at in _sent_back().rows(cases=[case.pk for case in mine]):
        row = DayRow(
            "form_back",
            "Go on with the form that was sent back",
            who=body,
            started=timezone.localtime(at).date(),
        )
        yield Found(case_id, Kind.PATHWAY, row)


@statement
def _sent_back() -> Asked:
    last = Handover.objects.filter(draft=OuterRef("pk")).order_by("-pk")
    rows = Draft.objects.filter(case__in=many("cases"), state=State.OPEN).annotate(
        replied=Subquery(last.values("reply")[:1]), body=Subquery(last.values("to_body__name")[:1])
    )
    return rows.filter(replied=Reply.BACK).values_list("case_id", "body", "changed_at")[:MOST]


def said_of_us(actor: Actor) -> Iterable[Found]:
    """What people said of our organisation and wait to be answered for. One statement, none for who never answers."""
    if not actor.may(Permission.ANSWER_FEEDBACK):
        return
    values = {"user": actor.user_id, "body": actor.body_id, "until": today() + AHEAD}
    for pk, case_id, by in _said().rows(**values):
        row = DayRow("said", "Answer what was said of us", due_on=by, number=pk)
        yield Found(case_id, Kind.SUPPORT, row, inside=True)


@statement
def _said() -> Asked:
    due = Q(answered_on__isnull=True, answer_by__lte=given("until"))
    rows = Feedback.objects.filter(heard(given("user"), answers=True), due, case__owner=given("body"))
    return rows.order_by("answer_by").values_list("pk", "case_id", "answer_by")[:MOST]
