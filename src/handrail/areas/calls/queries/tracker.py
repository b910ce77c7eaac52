"""The tracker: who was asked, who has answered, who to ring. Asked, answered and quoted are three counts."""

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from handrail.areas.calls.current_questions_and_answers import list_current_questions
from handrail.areas.calls.models import Call, CallQuestion, CallRecipient, Return, ReturnAnswer, ReturnComment
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.queries.calls import CallSummary, make_call_summary
from handrail.areas.calls.response_status import (
    ANSWERED_CODES,
    RESPONSE_STATUS_BY_CODE,
    RESPONSE_STATUSES,
    UNANSWERED_CODES,
    ResponseStatus,
    get_response_status,
    is_response_late,
)
from handrail.areas.recommendations.models import Addressee
from handrail.platform.access.models import Membership, User
from handrail.platform.access.roles import Role
from handrail.platform.kernel.dates import to_london
from handrail.platform.kernel.messages import msg
from handrail.platform.outbox.queries import (
    NO_NOTIFICATIONS,
    NotificationSummary,
    get_notification_summaries_by_subject_key,
)
from handrail.platform.reference.models import Area
from handrail.platform.reference.queries import GovernanceRow, list_governing_bodies

SIGNER_AND_WRITER_ROLES = (Role.COMMISSIONER, Role.FORCE_LEAD, Role.SIGNATORY)


@dataclass(frozen=True, slots=True)
class CallRecipientResponseRow:
    """One body that was asked."""

    body_code: str
    body_name: str
    area_code: str
    area_name: str
    status: ResponseStatus
    late: bool
    quoted: bool
    opened_at: datetime.datetime | None
    drafted_at: datetime.datetime | None
    submitted_at: datetime.datetime | None
    answered_questions: int
    questions: int
    practices: int
    comment: str  # the newest, where it was sent back
    comment_at: datetime.datetime | None
    told: NotificationSummary
    accounts: int  # people of the body who can write or sign
    current_governing_body: str  # the body that took the area over, where one did
    entered_later: str


@dataclass(frozen=True, slots=True)
class NotAskedBodyOrAreaRow:
    """A body or an area that this call did not ask, and why."""

    name: str
    area_code: str
    area_name: str
    why: str


@dataclass(frozen=True, slots=True)
class CallResponseMapTile:
    """One area on the map. Where two of its bodies were asked, the one further behind."""

    area_code: str
    name: str
    x: int
    y: int
    status: ResponseStatus
    late: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class CallResponseCounts:
    """Counts that are never mixed. None is "not known"."""

    asked: int
    asked_derived: bool  # counted from whom the call was addressed to: its source gives no number
    answered: int | None
    answered_source: str
    submitted: int
    nothing: int
    late: int
    quoted: int | None
    not_answered: int | None
    sent_back: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class CallResponseTracker:
    """Everything that the tracker's page and its file show."""

    head: CallSummary
    counts: CallResponseCounts
    rows: tuple[CallRecipientResponseRow, ...]
    not_asked_rows: tuple[NotAskedBodyOrAreaRow, ...]
    tiles: tuple[CallResponseMapTile, ...]
    status_counts: tuple[tuple[ResponseStatus, int], ...]  # of the map's key

    @property
    def to_chase(self) -> tuple[CallRecipientResponseRow, ...]:
        """Those who have not answered, the furthest behind first."""
        rows = [row for row in self.rows if row.status.code in UNANSWERED_CODES]
        return tuple(sorted(rows, key=lambda row: (-row.status.behind, row.area_name)))


def get_call_response_tracker(
    code: str, *, now: datetime.datetime, quoted: Collection[str] | None = None
) -> CallResponseTracker:
    """The tracker of a call.

    Args:
        code: of the call.
        now: decides what is late, and which body governs an area.
        quoted: the codes of the bodies that a report quotes; None where no report was begun.

    Raises:
        CallNotVisible: there is no such call, or it was not sent yet.
    """
    call = Call.objects.select_related("asked_by", "recommendation").filter(code=code).first()
    if call is None or call.state == "draft":
        raise CallNotVisible
    governing = {row.area_code: row for row in list_governing_bodies(to_london(now).date())}
    rows = _make_tracker_rows(call, now, set(quoted or ()), governing)
    areas = {area.code: area for area in Area.objects.all()}
    tiles = _make_tracker_tiles(areas, rows)
    return CallResponseTracker(
        head=make_call_summary(call),
        counts=_build_tracker_counts(call, rows, quoted),
        rows=tuple(rows),
        not_asked_rows=tuple(_list_areas_and_later_bodies_not_asked_by_call(call, areas, rows, governing)),
        tiles=tuple(tiles),
        status_counts=_count_tiles_by_status(tiles),
    )


def _make_tracker_rows(
    call: Call, now: datetime.datetime, quoted: set[str], governing: dict[str, GovernanceRow]
) -> list[CallRecipientResponseRow]:
    asked = list(
        CallRecipient.objects.filter(call=call)
        .select_related("body__area")
        .prefetch_related(Prefetch("answer", _select_returns_with_answers()))
        .order_by("body__area__name", "body__name")
    )
    questions = list_current_questions(CallQuestion.objects.filter(call=call))
    told = get_notification_summaries_by_subject_key(f"call/{call.code}/")
    accounts = _count_writers_and_signers_by_body_id([row.body_id for row in asked])
    return [
        _make_tracker_row(call, row, now, quoted, questions, told, accounts.get(row.body_id, 0), governing)
        for row in asked
    ]


def _select_returns_with_answers() -> QuerySet[Return]:
    return Return.objects.prefetch_related(
        Prefetch("answers", ReturnAnswer.objects.only("to", "question", "value")),
        Prefetch("comments", ReturnComment.objects.order_by("-at", "-id")),
        "entries",
    )


def _make_tracker_row(
    call: Call,
    asked: CallRecipient,
    now: datetime.datetime,
    quoted: set[str],
    questions: list[CallQuestion],
    told: dict[str, NotificationSummary],
    accounts: int,
    governing: dict[str, GovernanceRow],
) -> CallRecipientResponseRow:
    answer: Return | None = getattr(asked, "answer", None)
    status = get_response_status(
        state=answer.state if answer else "",
        nothing_to_add=bool(answer and answer.nothing_to_add),
        opened=asked.opened_at is not None,
        complete_record=call.complete_record,
    )
    comments = list(answer.comments.all()) if answer else []
    entries = len(answer.entries.all()) if answer else 0
    body, area = asked.body, asked.body.area
    return CallRecipientResponseRow(
        body_code=body.code,
        body_name=body.name,
        area_code=area.code if area else "",
        area_name=area.name if area else body.name,
        status=status,
        late=is_response_late(status, answer.first_submitted_at if answer else None, call.deadline, now),
        quoted=body.code in quoted,
        opened_at=asked.opened_at,
        drafted_at=answer.drafted_at if answer else None,
        submitted_at=answer.submitted_at if answer else None,
        answered_questions=_count_answered_questions(answer, questions, entries),
        questions=len(questions),
        practices=entries,
        comment=comments[0].words if comments and status.code == "sent_back" else "",
        comment_at=comments[0].at if comments and status.code == "sent_back" else None,
        told=told.get(f"call/{call.code}/{body.code}", NO_NOTIFICATIONS),
        accounts=accounts,
        current_governing_body=_get_name_of_body_that_took_over_area(asked, governing),
        entered_later=answer.entered_later if answer else "",
    )


def _count_answered_questions(answer: Return | None, questions: list[CallQuestion], entries: int) -> int:
    """How many of the questions of now have an answer."""
    if answer is None:
        return 0
    given = {row.question_id for row in answer.answers.all() if row.value not in ("", None, [])}
    return sum(bool(entries) if row.kind == "practices" else row.pk in given for row in questions)


def _get_name_of_body_that_took_over_area(asked: CallRecipient, governing: dict[str, GovernanceRow]) -> str:
    now = governing.get(asked.body.area_id or "")
    if asked.body.kind != "local_policing_body" or now is None or now.body_code in (None, asked.body.code):
        return ""
    return now.body_name


def _count_writers_and_signers_by_body_id(bodies: list[int]) -> dict[int, int]:
    """How many people there are, in their first role or a further one, by the number of the body. One query."""
    of_bodies = {"body__in": bodies, "role__in": SIGNER_AND_WRITER_ROLES}
    first = User.objects.filter(is_active=True, **of_bodies).values_list("body_id", "pk")
    further = Membership.objects.filter(ended_at__isnull=True, user__is_active=True, **of_bodies)
    return dict(Counter(body for body, _ in first.union(further.values_list("body_id", "user_id"))))


def _build_tracker_counts(
    call: Call, rows: list[CallRecipientResponseRow], quoted: Collection[str] | None
) -> CallResponseCounts:
    submitted = [row for row in rows if row.status.code in ANSWERED_CODES]
    whole = call.complete_record
    return CallResponseCounts(
        asked=len(rows) if whole or call.asked_reported is None else call.asked_reported,
        asked_derived=not whole and call.asked_reported is None,
        answered=len(submitted) if whole else call.answered_reported,
        answered_source=call.answered_source,
        submitted=sum(row.status.code == "answered" for row in submitted),
        nothing=sum(row.status.code == "nothing" for row in submitted),
        late=sum(row.late for row in submitted),
        quoted=None if quoted is None else sum(row.quoted for row in rows),
        not_answered=sum(row.status.code in UNANSWERED_CODES for row in rows) if whole else None,
        sent_back=sum(row.status.code == "sent_back" for row in rows),
        withdrawn=sum(row.status.code == "withdrawn" for row in rows),
    )


def _list_areas_and_later_bodies_not_asked_by_call(
    call: Call,
    areas: dict[str, Area],
    rows: list[CallRecipientResponseRow],
    governing: dict[str, GovernanceRow],
) -> list[NotAskedBodyOrAreaRow]:
    """Areas of which nobody was asked, and bodies that came after the day on which the call went out."""
    asked_areas = {row.area_code for row in rows}
    found = [
        NotAskedBodyOrAreaRow(
            governing[code].body_name if code in governing else area.name,
            code,
            area.name,
            "Not asked in this request",
        )
        for code, area in areas.items()
        if code not in asked_areas
    ]
    found += [
        NotAskedBodyOrAreaRow(
            row.current_governing_body,
            row.area_code,
            row.area_name,
            msg("Successor: {body_name} was asked", body_name=row.body_name),
        )
        for row in rows
        if row.current_governing_body
    ]
    found += _list_recommendation_addressees_not_asked_by_call(call, {row.body_code for row in rows})
    return sorted(found, key=lambda one: (one.area_name, one.name))


def _list_recommendation_addressees_not_asked_by_call(
    call: Call, asked: set[str]
) -> list[NotAskedBodyOrAreaRow]:
    """Bodies that the recommendation addressed and this call did not ask."""
    if call.recommendation_id is None:
        return []
    rows = Addressee.objects.filter(recommendation=call.recommendation_id).select_related("body__area")
    return [
        NotAskedBodyOrAreaRow(
            row.body.name,
            row.body.area_id or "",
            row.body.area.name if row.body.area else "",
            "Named in the recommendation, but not sent this request",
        )
        for row in rows
        if row.body.code not in asked
    ]


def _make_tracker_tiles(
    areas: dict[str, Area], rows: list[CallRecipientResponseRow]
) -> list[CallResponseMapTile]:
    by_area: dict[str, list[CallRecipientResponseRow]] = {}
    for row in rows:
        by_area.setdefault(row.area_code, []).append(row)
    return [_make_tracker_tile(area, by_area.get(code, [])) for code, area in areas.items()]


def _make_tracker_tile(area: Area, rows: list[CallRecipientResponseRow]) -> CallResponseMapTile:
    worst = max(rows, key=lambda row: row.status.behind, default=None)
    return CallResponseMapTile(
        area_code=area.code,
        name=area.name,
        x=area.tile_x,
        y=area.tile_y,
        status=worst.status if worst else RESPONSE_STATUS_BY_CODE["not_asked"],
        late=worst.late if worst else False,
        quoted=any(row.quoted for row in rows),
    )


def _count_tiles_by_status(tiles: list[CallResponseMapTile]) -> tuple[tuple[ResponseStatus, int], ...]:
    counted = [(each, sum(tile.status is each for tile in tiles)) for each in RESPONSE_STATUSES]
    return tuple((each, count) for each, count in counted if count)
