"""A scrutiny programme: hearings planned ahead, held with evidence, and their outcome published for good."""

import datetime
import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from handrail.access.actor import Actor
from handrail.assurance.oversight.actions.days import past, span
from handrail.assurance.oversight.models import Hearing, Outcome, OutcomeNote, Programme
from handrail.assurance.oversight.permissions import enter_programme, fresh, overseer
from handrail.assurance.recommendations.models import Recommendation
from handrail.assurance.recommendations.permissions import visible
from handrail.audit.actions import record
from handrail.followups.actions import raise_action
from handrail.followups.origins import Origin
from handrail.followups.permissions import NotOfYours, mine
from handrail.followups.texts import needed, optional
from handrail.kernel.dates import plain
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.reference.models import Body

MOST_HEARINGS = 60


@dataclass(frozen=True, slots=True)
class ProgrammeTold:
    """A programme as it is entered."""

    title: str
    starts_on: datetime.date
    ends_on: datetime.date
    about: str = ""


@dataclass(frozen=True, slots=True)
class HearingTold:
    """A hearing as it is planned. `recommendation` is a code, or empty."""

    subject: str
    planned_on: datetime.date
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a hearing heard and found."""

    held_on: datetime.date
    heard_from: str
    evidence: str
    findings: str = ""


@transaction.atomic
def make_programme(*, told: ProgrammeTold, by: Actor) -> UUID:
    """Make a programme."""
    row = Programme(body=overseer(by))
    _fill(row, told, by)
    row.save()
    record(who=by.who, verb="made a scrutiny programme", about=row.pk)
    return row.pk


@transaction.atomic
def change_programme(*, programme: UUID, told: ProgrammeTold, seen_version: int, by: Actor) -> None:
    """Change what is said of a programme. Raises StaleRecord."""
    row = enter_programme(programme, by)
    fresh(row.version, seen_version)
    _fill(row, told, by)
    outside = row.hearings.exclude(planned_on__range=(row.starts_on, row.ends_on)).first()
    if outside:
        raise NotNow(
            say(
                "The hearing of {planned_on} would lie outside these days. Move it first.",
                planned_on=plain(outside.planned_on),
            )
        )
    row.version += 1
    row.save()
    record(who=by.who, verb="changed a scrutiny programme", about=row.pk)


@transaction.atomic
def plan_hearing(*, programme: UUID, told: HearingTold, by: Actor) -> int:
    """Put a hearing into the forward plan, and give back its number."""
    row = enter_programme(programme, by)
    number = row.hearings.count() + 1
    if number > MOST_HEARINGS:
        raise NotNow(say("A programme holds at most {most_hearings} hearings.", most_hearings=MOST_HEARINGS))
    hearing = Hearing(programme=row, number=number)
    _put(row, hearing, told, by)
    hearing.save()
    record(who=by.who, verb="planned a hearing", about=row.pk, why=str(number))
    return number


@transaction.atomic
def change_hearing(*, programme: UUID, number: int, told: HearingTold, seen_version: int, by: Actor) -> None:
    """Move a planned hearing, or say otherwise what it is about. Raises StaleRecord."""
    row = enter_programme(programme, by)
    hearing = hearing_of(row, number)
    if hearing.state != "planned":
        raise NotNow("Only a planned hearing can be moved.")
    fresh(hearing.version, seen_version)
    _put(row, hearing, told, by)
    _save(hearing)
    record(who=by.who, verb="changed a hearing", about=row.pk, why=str(number))


@transaction.atomic
def record_hearing(*, programme: UUID, number: int, heard: Heard, seen_version: int, by: Actor) -> None:
    """Write down what a hearing heard and found. May be mended until it is published. Raises StaleRecord."""
    row = enter_programme(programme, by)
    hearing = hearing_of(row, number)
    _unpublished(hearing)
    fresh(hearing.version, seen_version)
    hearing.held_on = past(heard.held_on, "The day of the hearing")
    hearing.heard_from = needed(heard.heard_from, "Say who was heard.", 1000)
    hearing.evidence = needed(heard.evidence, "Say what evidence was heard or seen.")
    hearing.findings = optional(heard.findings)
    hearing.state, hearing.why_not = "held", ""
    _sign(hearing, by)
    _save(hearing)
    record(who=by.who, verb="recorded a hearing", about=row.pk, why=str(number))


@transaction.atomic
def cancel_hearing(*, programme: UUID, number: int, why: str, by: Actor) -> None:
    """Say that a planned hearing is not held, and why. It stays in the plan."""
    row = enter_programme(programme, by)
    hearing = hearing_of(row, number)
    if hearing.state != "planned":
        raise NotNow("Only a planned hearing can be called off.")
    hearing.why_not = needed(why, "Say why it is not held.", 2000)
    hearing.state = "cancelled"
    _sign(hearing, by)
    _save(hearing)
    record(who=by.who, verb="called off a hearing", about=row.pk, why=str(number))


@transaction.atomic
def publish_outcome(
    *, programme: UUID, number: int, title: str, words: str, seen_version: int, by: Actor
) -> str:
    """Publish what came of a hearing, and give back its public address. It is never changed again."""
    row = enter_programme(programme, by)
    hearing = hearing_of(row, number)
    _unpublished(hearing)
    if hearing.state != "held" or hearing.held_on is None:
        raise NotNow("Write down what the hearing heard before its outcome is published.")
    fresh(hearing.version, seen_version)
    outcome = Outcome(
        hearing=hearing,
        title=needed(title, "Enter the title of the outcome.", 200),
        words=needed(words, "Enter what is published."),
        evidence=hearing.evidence,
        held_on=hearing.held_on,
        body_id=row.body_id,
        body_name=row.body.name,
        programme=row.title,
        subject=hearing.subject,
        recommendation=_open_title(hearing),
        published_at=timezone.now(),
        by_id=by.user_id,
    )
    outcome.slug = _slug(outcome)
    outcome.sha256 = fingerprint(outcome)
    _save_new(outcome)
    _save(hearing)
    record(
        who=by.who,
        verb="published an outcome of scrutiny",
        about=row.pk,
        why=f"{outcome.slug} {outcome.sha256}",
    )
    return outcome.slug


def _save_new(outcome: Outcome) -> None:
    """Two bodies that publish under one title at once: the second is told, and publishes under the next address."""
    try:
        with transaction.atomic():
            outcome.save(force_insert=True)
    except IntegrityError:
        raise NotNow("Somebody published under that title just now. Publish again.") from None


@transaction.atomic
def correct_outcome(*, slug: str, words: str, by: Actor) -> None:
    """Publish a correction beside an outcome. The outcome itself stays."""
    overseer(by)
    outcome = Outcome.objects.filter(slug=slug, body__in=mine(by)).first()
    if outcome is None:
        raise NotOfYours("outcome")
    note = OutcomeNote(
        of=outcome,
        words=needed(words, "Enter the correction."),
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
    row = enter_programme(programme, by)
    area = Body.objects.get(pk=row.body_id).area_id
    owner = Body.objects.filter(pk=owner_id).first()
    if owner is None or (owner.pk != row.body_id and (owner.kind, owner.area_id) != ("police", area)):
        raise NotNow("Choose who is to do it.")
    return raise_action(
        origin=Origin("programme", str(row.pk), row.title),
        what=what,
        owner_id=owner_id,
        person=person,
        due_on=due_on,
        kept_by_id=row.body_id,
        by=by,
    )


def hearing_of(row: Programme, number: int) -> Hearing:
    """The hearing of that number in this programme, locked with it."""
    hearing = row.hearings.filter(number=number).first()
    if hearing is None:
        raise NotOfYours("hearing")
    return hearing


def fingerprint(outcome: Outcome) -> str:
    """The hash of everything that the published page shows."""
    shown = "title body_name words evidence programme subject recommendation"
    text = {
        **{name: getattr(outcome, name) for name in shown.split()},
        "held_on": outcome.held_on.isoformat(),
        "published_on": timezone.localdate(outcome.published_at).isoformat(),
    }
    return hashlib.sha256(json.dumps(text, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _open_title(hearing: Hearing) -> str:
    """The recommendation that was looked into, where everybody may read of it."""
    looked_into = hearing.recommendation
    return looked_into.title if looked_into and looked_into.national else ""


def _unpublished(hearing: Hearing) -> None:
    if Outcome.objects.filter(hearing=hearing).exists():
        raise NotNow("The outcome is published and stays as it is. Add a correction instead.")


def _slug(outcome: Outcome) -> str:
    """Told by its title and day; with a number where that is taken."""
    stem = f"{slugify(outcome.title)[:55].strip('-') or 'outcome'}-{outcome.held_on.isoformat()}"
    taken = set(Outcome.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 2
    slug = stem
    while slug in taken:
        slug = f"{stem}-{number}"
        number += 1
    return slug


def _fill(row: Programme, told: ProgrammeTold, by: Actor) -> None:
    span(told.starts_on, told.ends_on)
    row.title = needed(told.title, "Enter what the programme is called.", 200)
    row.about = optional(told.about)
    row.starts_on, row.ends_on = told.starts_on, told.ends_on
    row.changed_by_id, row.changed_at = by.user_id, timezone.now()


def _put(row: Programme, hearing: Hearing, told: HearingTold, by: Actor) -> None:
    if not row.starts_on <= told.planned_on <= row.ends_on:
        raise NotNow(
            say(
                "The hearing must lie within the programme: {starts_on} to {ends_on}.",
                starts_on=plain(row.starts_on),
                ends_on=plain(row.ends_on),
            )
        )
    hearing.subject = needed(told.subject, "Enter what the hearing is about.", 200)
    hearing.planned_on = told.planned_on
    hearing.recommendation = _recommendation(told.recommendation, by)
    _sign(hearing, by)


def _recommendation(code: str, by: Actor) -> Recommendation | None:
    if not code:
        return None
    found = Recommendation.objects.filter(visible(mine(by)), code=code).first()
    if found is None:
        raise NotNow("Choose one of the recommendations that are open to you.")
    return found


def _sign(hearing: Hearing, by: Actor) -> None:
    hearing.changed_by_id, hearing.changed_at = by.user_id, timezone.now()


def _save(hearing: Hearing) -> None:
    hearing.version += 1
    hearing.save()
