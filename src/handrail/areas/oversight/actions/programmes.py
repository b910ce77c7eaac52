"""A scrutiny programme: hearings planned ahead, held with evidence, and their outcome published for good."""

import datetime
import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from handrail.areas.oversight.actions.date_checks import check_past_day, check_span
from handrail.areas.oversight.models import Hearing, HearingOutcome, HearingOutcomeNote, Programme
from handrail.areas.oversight.permissions import (
    check_version,
    get_overseeing_body,
    lock_and_authorise_programme,
)
from handrail.areas.recommendations.models import Recommendation
from handrail.areas.recommendations.permissions import visible_recommendations_q
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import record
from handrail.platform.followups.actions import create_follow_up
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.followups.permissions import RecordNotVisible, get_own_body_ids
from handrail.platform.followups.text_inputs import clean_optional_text, clean_required_text
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body

MAX_HEARINGS = 60


@dataclass(frozen=True, slots=True)
class ProgrammeInput:
    """A programme as it is entered."""

    title: str
    starts_on: datetime.date
    ends_on: datetime.date
    about: str = ""


@dataclass(frozen=True, slots=True)
class HearingInput:
    """A hearing as it is planned. `recommendation` is a code, or empty."""

    subject: str
    planned_on: datetime.date
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class HearingRecordInput:
    """What a hearing heard and found."""

    held_on: datetime.date
    heard_from: str
    evidence: str
    findings: str = ""


@transaction.atomic
def make_programme(*, told: ProgrammeInput, by: Actor) -> UUID:
    """Make a programme."""
    row = Programme(body=get_overseeing_body(by))
    _fill_programme(row, told, by)
    row.save()
    record(who=by.who, verb="made a scrutiny programme", about=row.pk)
    return row.pk


@transaction.atomic
def change_programme(*, programme: UUID, told: ProgrammeInput, seen_version: int, by: Actor) -> None:
    """Change what is said of a programme. Raises StaleRecord."""
    row = lock_and_authorise_programme(programme, by)
    check_version(row.version, seen_version)
    _fill_programme(row, told, by)
    outside = row.hearings.exclude(planned_on__range=(row.starts_on, row.ends_on)).first()
    if outside:
        raise ActionNotAllowed(
            msg(
                "The hearing of {planned_on} would lie outside these days. Move it first.",
                planned_on=format_day(outside.planned_on),
            )
        )
    row.version += 1
    row.save()
    record(who=by.who, verb="changed a scrutiny programme", about=row.pk)


@transaction.atomic
def plan_hearing(*, programme: UUID, told: HearingInput, by: Actor) -> int:
    """Put a hearing into the forward plan, and give back its number."""
    row = lock_and_authorise_programme(programme, by)
    number = row.hearings.count() + 1
    if number > MAX_HEARINGS:
        raise ActionNotAllowed(
            msg("A programme holds at most {most_hearings} hearings.", most_hearings=MAX_HEARINGS)
        )
    hearing = Hearing(programme=row, number=number)
    _fill_hearing(row, hearing, told, by)
    hearing.save()
    record(who=by.who, verb="planned a hearing", about=row.pk, why=str(number))
    return number


@transaction.atomic
def change_hearing(*, programme: UUID, number: int, told: HearingInput, seen_version: int, by: Actor) -> None:
    """Move a planned hearing, or say otherwise what it is about. Raises StaleRecord."""
    row = lock_and_authorise_programme(programme, by)
    hearing = get_hearing(row, number)
    if hearing.state != "planned":
        raise ActionNotAllowed("Only a planned hearing can be moved.")
    check_version(hearing.version, seen_version)
    _fill_hearing(row, hearing, told, by)
    _save_hearing(hearing)
    record(who=by.who, verb="changed a hearing", about=row.pk, why=str(number))


@transaction.atomic
def record_hearing(
    *, programme: UUID, number: int, heard: HearingRecordInput, seen_version: int, by: Actor
) -> None:
    """Write down what a hearing heard and found. May be mended until it is published. Raises StaleRecord."""
    row = lock_and_authorise_programme(programme, by)
    hearing = get_hearing(row, number)
    _check_unpublished(hearing)
    check_version(hearing.version, seen_version)
    hearing.held_on = check_past_day(heard.held_on, "The day of the hearing")
    hearing.heard_from = clean_required_text(heard.heard_from, "Say who was heard.", 1000)
    hearing.evidence = clean_required_text(heard.evidence, "Say what evidence was heard or seen.")
    hearing.findings = clean_optional_text(heard.findings)
    hearing.state, hearing.why_not = "held", ""
    _set_changed(hearing, by)
    _save_hearing(hearing)
    record(who=by.who, verb="recorded a hearing", about=row.pk, why=str(number))


@transaction.atomic
def cancel_hearing(*, programme: UUID, number: int, why: str, by: Actor) -> None:
    """Say that a planned hearing is not held, and why. It stays in the plan."""
    row = lock_and_authorise_programme(programme, by)
    hearing = get_hearing(row, number)
    if hearing.state != "planned":
        raise ActionNotAllowed("Only a planned hearing can be called off.")
    hearing.why_not = clean_required_text(why, "Say why it is not held.", 2000)
    hearing.state = "cancelled"
    _set_changed(hearing, by)
    _save_hearing(hearing)
    record(who=by.who, verb="called off a hearing", about=row.pk, why=str(number))


@transaction.atomic
def publish_outcome(
    *, programme: UUID, number: int, title: str, words: str, seen_version: int, by: Actor
) -> str:
    """Publish what came of a hearing, and give back its public address. It is never changed again."""
    row = lock_and_authorise_programme(programme, by)
    hearing = get_hearing(row, number)
    _check_unpublished(hearing)
    if hearing.state != "held" or hearing.held_on is None:
        raise ActionNotAllowed("Write down what the hearing heard before its outcome is published.")
    check_version(hearing.version, seen_version)
    outcome = HearingOutcome(
        hearing=hearing,
        title=clean_required_text(title, "Enter the title of the outcome.", 200),
        words=clean_required_text(words, "Enter what is published."),
        evidence=hearing.evidence,
        held_on=hearing.held_on,
        body_id=row.body_id,
        body_name=row.body.name,
        programme=row.title,
        subject=hearing.subject,
        recommendation=_get_recommendation_title(hearing),
        published_at=timezone.now(),
        by_id=by.user_id,
    )
    outcome.slug = _make_slug(outcome)
    outcome.sha256 = hash_outcome(outcome)
    _save_new(outcome)
    _save_hearing(hearing)
    record(
        who=by.who,
        verb="published an outcome of scrutiny",
        about=row.pk,
        why=f"{outcome.slug} {outcome.sha256}",
    )
    return outcome.slug


def _save_new(outcome: HearingOutcome) -> None:
    """Two bodies that publish under one title at once: the second is told, and publishes under the next address."""
    try:
        with transaction.atomic():
            outcome.save(force_insert=True)
    except IntegrityError:
        raise ActionNotAllowed("Somebody published under that title just now. Publish again.") from None


@transaction.atomic
def correct_outcome(*, slug: str, words: str, by: Actor) -> None:
    """Publish a correction beside an outcome. The outcome itself stays."""
    get_overseeing_body(by)
    outcome = HearingOutcome.objects.filter(slug=slug, body__in=get_own_body_ids(by)).first()
    if outcome is None:
        raise RecordNotVisible("outcome")
    note = HearingOutcomeNote(
        of=outcome,
        words=clean_required_text(words, "Enter the correction."),
        body_id=by.body_id,
        at=timezone.now(),
        by_id=by.user_id,
    )
    note.save()
    record(who=by.who, verb="corrected a published outcome", about=outcome.hearing.programme_id, why=slug)


@transaction.atomic
def promise_in_programme(
    *, programme: UUID, what: str, owner_id: int, person: str, due_on: datetime.date, by: Actor
) -> UUID:
    """Keep an action that a hearing led to."""
    row = lock_and_authorise_programme(programme, by)
    area = Body.objects.get(pk=row.body_id).area_id
    owner = Body.objects.filter(pk=owner_id).first()
    if owner is None or (owner.pk != row.body_id and (owner.kind, owner.area_id) != ("police", area)):
        raise ActionNotAllowed("Choose who is to do it.")
    return create_follow_up(
        origin=FollowUpOrigin("programme", str(row.pk), row.title),
        what=what,
        owner_id=owner_id,
        person=person,
        due_on=due_on,
        kept_by_id=row.body_id,
        by=by,
    )


def get_hearing(row: Programme, number: int) -> Hearing:
    """The hearing of that number in this programme, locked with it."""
    hearing = row.hearings.filter(number=number).first()
    if hearing is None:
        raise RecordNotVisible("hearing")
    return hearing


def hash_outcome(outcome: HearingOutcome) -> str:
    """The hash of everything that the published page shows."""
    shown = "title body_name words evidence programme subject recommendation"
    text = {
        **{name: getattr(outcome, name) for name in shown.split()},
        "held_on": outcome.held_on.isoformat(),
        "published_on": timezone.localdate(outcome.published_at).isoformat(),
    }
    return hashlib.sha256(json.dumps(text, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _get_recommendation_title(hearing: Hearing) -> str:
    """The recommendation that was looked into, where everybody may read of it."""
    looked_into = hearing.recommendation
    return looked_into.title if looked_into and looked_into.national else ""


def _check_unpublished(hearing: Hearing) -> None:
    if HearingOutcome.objects.filter(hearing=hearing).exists():
        raise ActionNotAllowed("The outcome is published and stays as it is. Add a correction instead.")


def _make_slug(outcome: HearingOutcome) -> str:
    """Told by its title and day; with a number where that is taken."""
    stem = f"{slugify(outcome.title)[:55].strip('-') or 'outcome'}-{outcome.held_on.isoformat()}"
    taken = set(HearingOutcome.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 2
    slug = stem
    while slug in taken:
        slug = f"{stem}-{number}"
        number += 1
    return slug


def _fill_programme(row: Programme, told: ProgrammeInput, by: Actor) -> None:
    check_span(told.starts_on, told.ends_on)
    row.title = clean_required_text(told.title, "Enter what the programme is called.", 200)
    row.about = clean_optional_text(told.about)
    row.starts_on, row.ends_on = told.starts_on, told.ends_on
    row.changed_by_id, row.changed_at = by.user_id, timezone.now()


def _fill_hearing(row: Programme, hearing: Hearing, told: HearingInput, by: Actor) -> None:
    if not row.starts_on <= told.planned_on <= row.ends_on:
        raise ActionNotAllowed(
            msg(
                "The hearing must lie within the programme: {starts_on} to {ends_on}.",
                starts_on=format_day(row.starts_on),
                ends_on=format_day(row.ends_on),
            )
        )
    hearing.subject = clean_required_text(told.subject, "Enter what the hearing is about.", 200)
    hearing.planned_on = told.planned_on
    hearing.recommendation = _find_recommendation(told.recommendation, by)
    _set_changed(hearing, by)


def _find_recommendation(code: str, by: Actor) -> Recommendation | None:
    if not code:
        return None
    found = Recommendation.objects.filter(visible_recommendations_q(get_own_body_ids(by)), code=code).first()
    if found is None:
        raise ActionNotAllowed("Choose one of the recommendations that are open to you.")
    return found


def _set_changed(hearing: Hearing, by: Actor) -> None:
    hearing.changed_by_id, hearing.changed_at = by.user_id, timezone.now()


def _save_hearing(hearing: Hearing) -> None:
    hearing.version += 1
    hearing.save()
