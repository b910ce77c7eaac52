"""What waits for an answer of ours beside the cases themselves: forms handed over or sent back, words about us."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from handrail.people.recovery.models import CaseFeedback
from handrail.people.recovery.permissions import feedback_q
from handrail.people.referral_form.models import Draft, Handover
from handrail.people.referral_form.states import DraftHandoverReply, FormDraftState
from handrail.people.workspace.queries.day_rows import DAYS_AHEAD, MOST_PER_SORT, Candidate, DayCase, DayRow
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.prepared import Asked, given, many, statement


def get_handed_form_candidates(actor: Actor) -> Iterable[Candidate]:
    """Forms that another organisation asks ours to make. One statement."""
    if not actor.may(Permission.RECORD):
        return
    for pk, case_id, name, body, at in _select_handed_forms().rows(body=actor.body_id):
        title = msg("Say whether you make the form of {name}", name=name)
        row = DayRow("form", title, who=body, started=timezone.localtime(at).date(), number=pk)
        yield Candidate(case_id, Kind.PATHWAY, row)


@statement
def _select_handed_forms() -> Asked:
    rows = Handover.objects.filter(to_body=given("body"), reply=DraftHandoverReply.NONE_YET).order_by(
        "handed_at"
    )
    columns = ("pk", "case_id", "handed_by__name", "handed_by__body__name", "handed_at")
    return rows.values_list(*columns)[:MOST_PER_SORT]


def get_returned_form_candidates(mine: Iterable[DayCase]) -> Iterable[Candidate]:
    """Drafts of these cases whose newest hand-over was sent back. One statement."""
    for case_id, body, at in _select_returned_forms().rows(cases=[case.pk for case in mine]):
        row = DayRow(
            "form_back",
            "Go on with the form that was sent back",
            who=body,
            started=timezone.localtime(at).date(),
        )
        yield Candidate(case_id, Kind.PATHWAY, row)


@statement
def _select_returned_forms() -> Asked:
    last = Handover.objects.filter(draft=OuterRef("pk")).order_by("-pk")
    rows = Draft.objects.filter(case__in=many("cases"), state=FormDraftState.OPEN).annotate(
        replied=Subquery(last.values("reply")[:1]), body=Subquery(last.values("to_body__name")[:1])
    )
    return rows.filter(replied=DraftHandoverReply.BACK).values_list("case_id", "body", "changed_at")[
        :MOST_PER_SORT
    ]


def get_feedback_candidates(actor: Actor) -> Iterable[Candidate]:
    """What people said of our organisation and wait to be answered for. One statement, none for who never answers."""
    if not actor.may(Permission.ANSWER_FEEDBACK):
        return
    values = {"user": actor.user_id, "body": actor.body_id, "until": today() + DAYS_AHEAD}
    for pk, case_id, by in _select_feedback().rows(**values):
        row = DayRow("said", "Answer what was said of us", due_on=by, number=pk)
        yield Candidate(case_id, Kind.SUPPORT, row, inside=True)


@statement
def _select_feedback() -> Asked:
    due = Q(answered_on__isnull=True, answer_by__lte=given("until"))
    rows = CaseFeedback.objects.filter(
        feedback_q(given("user"), answers=True), due, case__owner=given("body")
    )
    return rows.order_by("answer_by").values_list("pk", "case_id", "answer_by")[:MOST_PER_SORT]
