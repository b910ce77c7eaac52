"""A scrutiny programme: hearings planned ahead, held with evidence, and their outcome published for good."""

import hashlib
import json
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from handrail.areas.oversight.models import Hearing, HearingOutcome, HearingOutcomeCorrection, Programme
from handrail.areas.oversight.permissions import (
    get_local_policing_body_that_may_oversee,
    lock_and_authorise_scrutiny_programme,
)
from handrail.areas.recommendations.models import Recommendation
from handrail.areas.recommendations.permissions import build_visible_recommendations_filter
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.actions import create_follow_up
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body

MAX_HEARINGS = 60


@transaction.atomic
def create_scrutiny_programme(programme: Programme, *, by: Actor) -> Programme:
    """Make a programme."""
    programme.body = get_local_policing_body_that_may_oversee(by)
    programme.save_by(by)
    write_audit_record(who=by.who, verb="added a scrutiny programme", about=programme.pk)
    return programme


@transaction.atomic
def change_scrutiny_programme(programme: Programme, *, seen: int, by: Actor) -> None:
    """Change what is said of a programme.

    Args:
        programme: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: a hearing would lie outside it.
    """
    saved = lock_and_authorise_scrutiny_programme(programme.pk, by)
    saved.raise_if_seen_version_stale(seen)
    outside = saved.hearings.exclude(planned_on__range=(programme.starts_on, programme.ends_on)).first()
    if outside:
        raise ActionNotPossibleError(
            msg(
                "The hearing of {planned_on} is outside these dates. Move it first.",
                planned_on=format_day(outside.planned_on),
            )
        )
    programme.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a scrutiny programme", about=programme.pk)


@transaction.atomic
def plan_hearing(hearing: Hearing, *, by: Actor) -> Hearing:
    """Put a hearing into the forward plan, under the next number."""
    hearing.programme = programme = lock_and_authorise_scrutiny_programme(hearing.programme_id, by)
    hearing.number = programme.hearings.count() + 1
    if hearing.number > MAX_HEARINGS:
        raise ActionNotPossibleError(
            msg("A programme can have up to {most_hearings} hearings.", most_hearings=MAX_HEARINGS)
        )
    _validate_planned_hearing(hearing, programme, by)
    hearing.save_by(by)
    write_audit_record(who=by.who, verb="planned a hearing", about=programme.pk, why=str(hearing.number))
    return hearing


@transaction.atomic
def change_hearing(hearing: Hearing, *, seen: int, by: Actor) -> None:
    """Move a planned hearing, or say otherwise what it is about.

    Args:
        hearing: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the hearing is not planned any more.
    """
    saved = _lock_hearing(hearing, by)
    if saved.state != "planned":
        raise ActionNotPossibleError("You can only move a planned hearing.")
    _validate_planned_hearing(hearing, saved.programme, by)
    hearing.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a hearing", about=saved.programme_id, why=str(saved.number))


@transaction.atomic
def record_what_hearing_found(hearing: Hearing, *, seen: int, by: Actor) -> None:
    """Write down what a hearing heard and found. May be mended until it is published.

    Args:
        hearing: with what was heard.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: its outcome is published.
    """
    saved = _lock_hearing(hearing, by)
    _raise_if_hearing_outcome_published(saved)
    hearing.state, hearing.why_not = "held", ""
    if not hearing.heard_from:
        raise ValidationError({"heard_from": "Enter who was heard"})
    hearing.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="recorded a hearing", about=saved.programme_id, why=str(saved.number))


@transaction.atomic
def cancel_hearing(hearing: Hearing, *, why: str, by: Actor) -> None:
    """Say that a planned hearing is not held, and why. It stays in the plan.

    Args:
        hearing: a planned one.
        why: the reason.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ActionNotPossibleError: the hearing is not planned any more, or the reason is missing.
    """
    saved = _lock_hearing(hearing, by)
    if saved.state != "planned":
        raise ActionNotPossibleError("You can only cancel a planned hearing.")
    if not why.strip():
        raise ActionNotPossibleError("Enter why it is not held.")
    saved.state, saved.why_not = "cancelled", why
    saved.save_by(by)
    write_audit_record(
        who=by.who, verb="cancelled a hearing", about=saved.programme_id, why=str(saved.number)
    )


@transaction.atomic
def publish_hearing_outcome(outcome: HearingOutcome, *, seen: int, by: Actor) -> HearingOutcome:
    """Publish what came of a hearing, under a public address. It is never changed again.

    Args:
        outcome: with its hearing, title and words.
        seen: the version of the hearing that the page showed.
        by: who acts.

    Returns:
        The outcome with its address.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the hearing was not written down, or its outcome is published.
    """
    hearing = _lock_hearing(outcome.hearing, by)
    _raise_if_hearing_outcome_published(hearing)
    if hearing.state != "held" or hearing.held_on is None:
        raise ActionNotPossibleError("Record the hearing before you publish its outcome.")
    hearing.raise_if_seen_version_stale(seen)
    programme = hearing.programme
    outcome.hearing, outcome.evidence, outcome.held_on = hearing, hearing.evidence, hearing.held_on
    outcome.body_id, outcome.body_name = programme.body_id, programme.body.name
    outcome.programme, outcome.subject = programme.title, hearing.subject
    outcome.recommendation = _get_national_recommendation_title(hearing)
    outcome.published_at, outcome.by_id = timezone.now(), by.user_id
    outcome.clean_fields(exclude={"hearing", "body", "by", "slug", "sha256"})
    outcome.slug = _build_unused_outcome_slug(outcome)
    outcome.sha256 = compute_hearing_outcome_hash(outcome)
    _save_outcome_under_unique_slug(outcome)
    hearing.save_by(by)
    why = f"{outcome.slug} {outcome.sha256}"
    write_audit_record(who=by.who, verb="published an outcome of scrutiny", about=programme.pk, why=why)
    return outcome


def _save_outcome_under_unique_slug(outcome: HearingOutcome) -> None:
    """Two bodies that publish under one title at once: the second is told, and publishes under the next address."""
    try:
        with transaction.atomic():
            outcome.save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError("Someone else has just published under that title. Try again.") from None


@transaction.atomic
def add_correction_of_hearing_outcome(slug: str, *, words: str, by: Actor) -> None:
    """Publish a correction beside an outcome. The outcome itself stays.

    Args:
        slug: of the outcome.
        words: the correction.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
    """
    get_local_policing_body_that_may_oversee(by)
    outcome = HearingOutcome.objects.filter(
        slug=slug, body__in=get_own_and_taken_over_body_ids_of_actor(by)
    ).first()
    if outcome is None:
        raise RecordNotVisibleError("outcome")
    note = HearingOutcomeCorrection(
        of=outcome, words=words, body_id=by.body_id, by_id=by.user_id, at=timezone.now()
    )
    note.full_clean(exclude={"of", "body", "by"})
    note.save()
    write_audit_record(
        who=by.who, verb="corrected a published outcome", about=outcome.hearing.programme_id, why=slug
    )


@transaction.atomic
def add_follow_up_promised_in_programme(programme_id: UUID, follow_up: FollowUp, *, by: Actor) -> UUID:
    """Keep an action that a hearing led to.

    Args:
        programme_id: a programme of one of the actor's own bodies.
        follow_up: what, who and by when.
        by: who keeps it.

    Returns:
        The number of the action.

    Raises:
        Denied, RecordNotVisibleError: the programme is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the owner is neither the body of the programme nor its area's force.
    """
    row = lock_and_authorise_scrutiny_programme(programme_id, by)
    area = Body.objects.get(pk=row.body_id).area_id
    owner = Body.objects.filter(pk=follow_up.owner_id).first()
    if owner is None or (owner.pk != row.body_id and (owner.kind, owner.area_id) != ("police", area)):
        raise ActionNotPossibleError("Choose who will do it.")
    follow_up.kept_by_id = row.body_id
    return create_follow_up(follow_up, origin=FollowUpOrigin("programme", str(row.pk), row.title), by=by)


def _lock_hearing(hearing: Hearing, by: Actor) -> Hearing:
    """The row that is saved, locked with its programme."""
    programme = lock_and_authorise_scrutiny_programme(hearing.programme_id, by)
    return programme.hearings.select_related("recommendation").get(pk=hearing.pk)


def compute_hearing_outcome_hash(outcome: HearingOutcome) -> str:
    """The hash of everything that the published page shows."""
    shown = "title body_name words evidence programme subject recommendation"
    text = {
        **{name: getattr(outcome, name) for name in shown.split()},
        "held_on": outcome.held_on.isoformat(),
        "published_on": timezone.localdate(outcome.published_at).isoformat(),
    }
    return hashlib.sha256(json.dumps(text, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _get_national_recommendation_title(hearing: Hearing) -> str:
    """The recommendation that was looked into, where everybody may read of it."""
    looked_into = hearing.recommendation
    return looked_into.title if looked_into and looked_into.national else ""


def _raise_if_hearing_outcome_published(hearing: Hearing) -> None:
    if HearingOutcome.objects.filter(hearing=hearing).exists():
        raise ActionNotPossibleError(
            "The outcome is published and cannot be changed. Add a correction instead."
        )


def _build_unused_outcome_slug(outcome: HearingOutcome) -> str:
    """Told by its title and day; with a number where that is taken."""
    stem = f"{slugify(outcome.title)[:55].strip('-') or 'outcome'}-{outcome.held_on.isoformat()}"
    taken = set(HearingOutcome.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 2
    slug = stem
    while slug in taken:
        slug = f"{stem}-{number}"
        number += 1
    return slug


def _validate_planned_hearing(hearing: Hearing, programme: Programme, by: Actor) -> None:
    hearing.validate_within_programme(programme)
    open_ones = Recommendation.objects.filter(
        build_visible_recommendations_filter(get_own_and_taken_over_body_ids_of_actor(by))
    )
    if hearing.recommendation_id and not open_ones.filter(pk=hearing.recommendation_id).exists():
        raise ActionNotPossibleError("Choose one of the recommendations you can see.")
