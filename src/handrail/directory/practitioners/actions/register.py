"""Posts and practitioners: added and changed by whoever keeps the register of their employer."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from handrail.directory.practitioners import codes
from handrail.directory.practitioners.actions.worker_keys import link_register_entries_of_account
from handrail.directory.practitioners.models import (
    Post,
    PostArea,
    Practitioner,
    PractitionerLanguage,
    PractitionerSkill,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Area

WHOLE = 100


@transaction.atomic
def add_practitioner_post(post: Post, *, shares: Mapping[str, int], by: Actor) -> Post:
    """Add a post of the actor's body.

    Args:
        post: as it is to be saved, without an employer.
        shares: percent of the cost by the code of each area that it serves.
        by: who acts.

    Returns:
        The post as it was saved.

    Raises:
        Denied; ValidationError by field; ActionNotPossibleError where the shares are not 100 percent.
    """
    require_permission(by, Permission.EDIT_PRACTITIONERS)
    _raise_unless_cost_shares_total_100(shares)
    post.employer_id = by.body_id
    post.save_by(by)
    _set_area_shares_of_post(post, shares)
    write_audit_record(who=by.who, verb="added a post", about=None, why=post.title)
    return post


@transaction.atomic
def change_practitioner_post(post: Post, *, shares: Mapping[str, int], seen: int, by: Actor) -> None:
    """Change a post; whoever holds it serves its new areas.

    Args:
        post: as it is to be saved.
        shares: as in `add_post`.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, NotVisible, ConcurrentEditError; ValidationError by field; ActionNotPossibleError.
    """
    saved = _lock_own_post(post.pk, by)
    saved.raise_if_seen_version_stale(seen)
    _raise_unless_cost_shares_total_100(shares)
    before = {share.area_id for share in saved.shares.all()}
    post.save_by(by, seen=seen)
    _set_area_shares_of_post(post, shares)
    for holder in post.holders.select_for_update(of=("self",)):
        holder.areas.remove(*Area.objects.filter(pk__in=before - set(shares)))
        holder.areas.add(*Area.objects.filter(pk__in=shares))
    write_audit_record(who=by.who, verb="changed a post", about=None, why=post.title)


@transaction.atomic
def add_practitioner(
    practitioner: Practitioner, *, areas: Collection[str], skills: Collection[str], by: Actor
) -> Practitioner:
    """Put somebody on the register of the actor's body.

    Args:
        practitioner: as they are to be saved, without an employer.
        areas: codes of areas that they serve beside those of their post.
        skills: codes.
        by: who acts.

    Raises:
        Denied; ValidationError by field; ActionNotPossibleError where the post or account is another body's.
    """
    require_permission(by, Permission.EDIT_PRACTITIONERS)
    practitioner.employer_id = by.body_id
    _raise_unless_post_and_account_of_same_employer(practitioner)
    practitioner.save_by(by)
    link_register_entries_of_account(practitioner)
    _set_areas_and_skills(practitioner, areas, skills)
    write_audit_record(who=by.who, verb="added a practitioner", about=None, why=str(practitioner.pk))
    return practitioner


@transaction.atomic
def change_practitioner(
    practitioner: Practitioner, *, areas: Collection[str], skills: Collection[str], seen: int, by: Actor
) -> None:
    """Change what the register says of somebody.

    Args:
        practitioner: as they are to be saved.
        areas, skills: as in `add_practitioner`.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, NotVisible, ConcurrentEditError; ValidationError by field; ActionNotPossibleError.
    """
    lock_own_practitioner(practitioner.pk, by).raise_if_seen_version_stale(seen)
    _raise_unless_post_and_account_of_same_employer(practitioner)
    practitioner.save_by(by, seen=seen)
    link_register_entries_of_account(practitioner)
    _set_areas_and_skills(practitioner, areas, skills)
    write_audit_record(who=by.who, verb="changed a practitioner", about=None, why=str(practitioner.pk))


@transaction.atomic
def add_language_of_practitioner(language: PractitionerLanguage, *, by: Actor) -> None:
    """Record a language of somebody. Raises Denied, NotVisible; ValidationError by field."""
    who = lock_own_practitioner(language.practitioner_id, by)
    language.full_clean(exclude={"practitioner"})
    language.save(force_insert=True)
    write_audit_record(
        who=by.who, verb="added a language", about=None, why=f"{who.pk}: {language.language_id}"
    )


@transaction.atomic
def remove_language_of_practitioner(language_id: int, *, practitioner_id: UUID, by: Actor) -> None:
    """Take a language off.

    Args:
        language_id: of the practitioner's language.
        practitioner_id: whose it is.
        by: who acts.

    Raises:
        Denied, NotVisible.
    """
    who = lock_own_practitioner(practitioner_id, by)
    found = who.languages.filter(pk=language_id).first()
    if found is None:
        raise NotVisible
    found.delete()
    write_audit_record(
        who=by.who, verb="removed a language", about=None, why=f"{who.pk}: {found.language_id}"
    )


def lock_own_practitioner(practitioner_id: UUID, by: Actor) -> Practitioner:
    """A practitioner of the actor's body, locked. Raises Denied, NotVisible."""
    require_permission(by, Permission.EDIT_PRACTITIONERS)
    rows = Practitioner.objects.select_for_update(of=("self",))
    found = rows.filter(pk=practitioner_id, employer=by.body_id).first()
    if found is None:
        raise NotVisible
    return found


def _lock_own_post(post_id: UUID, by: Actor) -> Post:
    require_permission(by, Permission.EDIT_PRACTITIONERS)
    found = Post.objects.select_for_update(of=("self",)).filter(pk=post_id, employer=by.body_id).first()
    if found is None:
        raise NotVisible
    return found


def _raise_unless_cost_shares_total_100(shares: Mapping[str, int]) -> None:
    if not shares:
        raise ActionNotPossibleError("Choose at least one area that the post serves.")
    if sum(shares.values()) != WHOLE:
        raise ActionNotPossibleError("The shares of the cost must add up to 100%.")


def _set_area_shares_of_post(post: Post, shares: Mapping[str, int]) -> None:
    post.shares.all().delete()
    PostArea.objects.bulk_create(
        PostArea(post=post, area_id=area, cost_share=share) for area, share in shares.items()
    )


def _set_areas_and_skills(who: Practitioner, areas: Collection[str], skills: Collection[str]) -> None:
    of_post = PostArea.objects.filter(post=who.post_id).values("area")
    who.areas.set(Area.objects.filter(Q(pk__in=areas) | Q(pk__in=of_post)))
    who.skills.all().delete()
    known = [str(code) for code, _ in codes.SKILLS if code in skills]
    PractitionerSkill.objects.bulk_create(PractitionerSkill(practitioner=who, code=code) for code in known)


def _raise_unless_post_and_account_of_same_employer(who: Practitioner) -> None:
    """What was chosen is of the same employer, whatever the form offered."""
    if who.post_id and not Post.objects.filter(pk=who.post_id, employer=who.employer_id).exists():
        raise ValidationError({"post": "Choose a post of your organisation."})
    own = User.objects.filter(users_working_for_q([who.employer_id]))
    if who.account_id and not own.filter(pk=who.account_id).exists():
        raise ValidationError({"account": "Choose an account of your organisation."})
