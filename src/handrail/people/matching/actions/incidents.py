"""Opening many cases at once from what they share: all of them, or none."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.person import actions
from handrail.people.matching.models import Incident, IncidentCaseOpening, IncidentFact, IncidentMember
from handrail.people.matching.permissions import lock_and_authorise_incident
from handrail.people.matching.text_choices import MOST_PEOPLE, IncidentFactKind, IncidentSource
from handrail.people.records.models import Case
from handrail.people.records.text_choices import Age, ImmediateDangerOrInjuryAnswer, YesNoOrNotAsked
from handrail.platform.access.actions import create_case_file
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Area, Body

LONGEST_LINE, LONGEST_NOTE = 200, 1_000
FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class IncidentInput:
    """What everybody who was found has in common. `said` holds the words, by kind of fact."""

    on: datetime.date
    at: datetime.time
    area_code: str = ""
    came_to_light: IncidentSource = IncidentSource.NOT_SAID
    said: tuple[tuple[IncidentFactKind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentPersonInput:
    """One person as they were met. An age that is None was not asked."""

    called: str = ""
    age: Age | None = None
    danger: ImmediateDangerOrInjuryAnswer = ImmediateDangerOrInjuryAnswer.NOT_ASKED
    language_tag: str = ""
    interpreter: YesNoOrNotAsked = YesNoOrNotAsked.NOT_ASKED
    note: str = ""


class IncidentPeopleError(ActionNotPossibleError):
    """Somebody cannot be taken in as written. Nobody was: `at` has the reason for each, by place in the list."""

    def __init__(self, at: dict[int, str]) -> None:
        super().__init__("No cases opened yet. Correct what is marked, then open them together.")
        self.at = at


@dataclass(frozen=True, slots=True)
class IncidentOpeningResult:
    """The incident, and how many cases this pressing opened: none where it had been pressed before."""

    incident_id: UUID
    cases: int


def open_incident(
    *, token: UUID, shared: IncidentInput, people: Sequence[IncidentPersonInput], by: Actor
) -> IncidentOpeningResult:
    """Open an incident and a case for each of the people, all or none.

    Args:
        token: of the page: sent twice, it opens once.
        shared: what everybody who was found has in common.
        people: who was found.
        by: who acts.

    Raises:
        IncidentPeopleError: some of the people cannot be taken in as written.
        ActionNotPossibleError: nobody or too many are named, or a day, time or area cannot be.
        NotVisible: the token is somebody else’s.
    """
    require_permission(by, Permission.OPEN_CASE)
    try:
        return _find_earlier_incident_opening(token, by) or _open_incident_once(token, shared, people, by)
    except IntegrityError:  # pressed twice at once: the other pressing was first, and is told of instead
        if found := _find_earlier_incident_opening(token, by):
            return found
        raise


def add_people_to_incident(
    *, incident_id: UUID, token: UUID, people: Sequence[IncidentPersonInput], by: Actor
) -> IncidentOpeningResult:
    """Open cases for more people of an incident, all or none.

    Args:
        incident_id: the incident.
        token: of the page: sent twice, it opens once.
        people: who was found.
        by: who acts.

    Raises:
        IncidentPeopleError: some of the people cannot be taken in as written.
        ActionNotPossibleError: nobody or too many are named.
        Denied: the incident was only shared with the actor’s organisation.
    """
    require_permission(by, Permission.OPEN_CASE)
    try:
        return _find_earlier_incident_opening(token, by) or _add_people_once(incident_id, token, people, by)
    except IntegrityError:
        if found := _find_earlier_incident_opening(token, by):
            return found
        raise


def _find_earlier_incident_opening(token: UUID, by: Actor) -> IncidentOpeningResult | None:
    row = IncidentCaseOpening.objects.filter(pk=token).first()
    if row is not None and row.opened_by_id != by.user_id:
        raise NotVisible
    return IncidentOpeningResult(row.incident_id, 0) if row else None


@transaction.atomic
def _open_incident_once(
    token: UUID, shared: IncidentInput, people: Sequence[IncidentPersonInput], by: Actor
) -> IncidentOpeningResult:
    met = _get_time_met_or_raise(shared)
    _validate_people_of_incident(people)
    file = create_case_file(by=by)
    owner = Body.objects.select_related("area").get(pk=by.body_id)
    area = _get_area_or_raise(shared.area_code) or owner.area
    incident = Incident.objects.create(
        file=file,
        owner=owner,
        happened_on=shared.on,
        happened_at=shared.at,
        area=area,
        jurisdiction=area.nation if area else "england",
        came_to_light=IncidentSource(shared.came_to_light),
        opened_at=timezone.now(),
        opened_by_id=by.user_id,
    )
    pressed = _create_incident_opening(token, incident, by)
    for kind, words in shared.said:
        save_incident_fact(incident, kind, words, by)
    _open_cases_of_incident_people(incident, pressed, people, met, by)
    write_audit_record(who=by.who, verb="opened an incident", about=incident.pk)
    return IncidentOpeningResult(incident.pk, len(people))


@transaction.atomic
def _add_people_once(
    incident_id: UUID, token: UUID, people: Sequence[IncidentPersonInput], by: Actor
) -> IncidentOpeningResult:
    incident, _ = lock_and_authorise_incident(incident_id, by, Permission.OPEN_CASE)
    _validate_people_of_incident(people)
    pressed = _create_incident_opening(token, incident, by)
    met = timezone.make_aware(datetime.datetime.combine(incident.happened_on, incident.happened_at))
    _open_cases_of_incident_people(incident, pressed, people, met, by)
    write_audit_record(who=by.who, verb="opened more cases of an incident", about=incident.pk)
    return IncidentOpeningResult(incident.pk, len(people))


def _create_incident_opening(token: UUID, incident: Incident, by: Actor) -> IncidentCaseOpening:
    return IncidentCaseOpening.objects.create(
        token=token, incident=incident, opened_at=timezone.now(), opened_by_id=by.user_id
    )


def _open_cases_of_incident_people(
    incident: Incident,
    pressed: IncidentCaseOpening,
    people: Sequence[IncidentPersonInput],
    met: datetime.datetime,
    by: Actor,
) -> None:
    for one in people:
        case = _open_case_of_incident_person(one, incident.area, met, by)
        IncidentMember.objects.create(case=case, incident=incident, opening=pressed)


def _open_case_of_incident_person(
    one: IncidentPersonInput, area: Area | None, met: datetime.datetime, by: Actor
) -> Case:
    """One case, with a key of its own and nobody named on it but whoever opens it."""
    case = opening.open_case(by=by, identified=met, age=one.age, area=area, note=one.note.strip())
    if one.called.strip() or one.language_tag or one.interpreter != YesNoOrNotAsked.NOT_ASKED:
        actions.update_some_person_answers(
            case_id=case.pk,
            texts={"called": one.called} if one.called.strip() else {},
            language_tag=one.language_tag,
            interpreter=one.interpreter,
            by=by,
        )
    if one.danger != ImmediateDangerOrInjuryAnswer.NOT_ASKED:
        actions.record_danger_check(case_id=case.pk, answer=one.danger, note="", by=by)
    return case


def save_incident_fact(
    incident: Incident, kind: IncidentFactKind, words: str, by: Actor
) -> IncidentFact | None:
    """Seal a fact with the incident's key, as a part of the actions of this room.

    Args:
        incident: locked, or new.
        kind: what it is about.
        words: what is known; without any nothing is kept.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is too long.
    """
    if not words.strip():
        return None
    if len(words) > LONGEST_NOTE:
        raise ActionNotPossibleError(
            msg("Use {longest_note} characters or fewer.", longest_note=f"{LONGEST_NOTE:,}")
        )
    fact = IncidentFact(
        incident=incident, kind=IncidentFactKind(kind), said_at=timezone.now(), said_by_id=by.user_id
    )
    fact.words = words
    fact.bind(UnrecordedKeyAccess(incident.pk)).save(force_insert=True)
    return fact


def _get_time_met_or_raise(shared: IncidentInput) -> datetime.datetime:
    met = timezone.make_aware(datetime.datetime.combine(shared.on, shared.at))
    if met > timezone.now():
        raise ActionNotPossibleError("That time is in the future. Enter the time they were met.")
    if shared.on.year < FIRST_YEAR:
        raise ActionNotPossibleError("Check the year: it is before 1990.")
    return met


def _get_area_or_raise(code: str) -> Area | None:
    if not code:
        return None
    found = Area.objects.filter(code=code).first()
    if found is None:
        raise ActionNotPossibleError("Choose an area from the list.")
    return found


def _validate_people_of_incident(people: Sequence[IncidentPersonInput]) -> None:
    if not people:
        raise ActionNotPossibleError("Enter at least one person.")
    if len(people) > MOST_PEOPLE:
        raise ActionNotPossibleError(
            msg(
                "Open {most_people} cases at a time: these first, the others on the incident’s page.",
                most_people=MOST_PEOPLE,
            )
        )
    wrong = {place: fault for place, one in enumerate(people) if (fault := _find_person_input_fault(one))}
    if wrong:
        raise IncidentPeopleError(wrong)


def _find_person_input_fault(one: IncidentPersonInput) -> str:
    if len(one.called) > LONGEST_LINE:
        return msg("What we call them must be {longest_line} characters or fewer", longest_line=LONGEST_LINE)
    if len(one.note) > LONGEST_NOTE:
        return msg("The note must be {longest_note} characters or fewer", longest_note=f"{LONGEST_NOTE:,}")
    if "\0" in one.called + one.note:
        return "Remove the character that cannot be saved"
    return ""
