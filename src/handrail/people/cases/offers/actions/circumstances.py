"""What services ask before they say yes, as far as the person wants to say."""

from uuid import UUID

from django.db import transaction

from handrail.people.cases.offers.models import CIRCUMSTANCE_KINDS, Circumstances
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record


@transaction.atomic
def save_heard_of_us_answer(circumstances: Circumstances, *, seen: int, by: Actor) -> None:
    """Keep how the person heard of us. What services ask stays as it is, and is open to nobody through this.

    Args:
        circumstances: of the case, with the answer; a new row, or the saved one changed.
        seen: the version that the page showed, 0 where nothing was saved yet.
        by: who writes it down.

    Raises:
        ConcurrentEditError: somebody saved answers since.
        ValidationError: an answer that is in no list.
    """
    answer = circumstances.heard_of_us
    case, _ = lock_and_authorise_case_by_id(circumstances.case_id, by, Permission.EDIT_PERSON, Kind.IDENTITY)
    saved = Circumstances.objects.filter(case=case).first()
    if saved is not None:
        saved.raise_if_seen_version_stale(seen)
    row = saved or Circumstances(case_id=case.pk)
    row.heard_of_us = answer
    row.save_by(by)
    write_audit_record(who=by.who, verb="recorded how they heard of us", about=case.pk)


@transaction.atomic
def save_gender(*, case_id: UUID, gender: str, seen: int, by: Actor) -> None:
    """Keep whether the person is a woman or a man, as the search for a place asks it. Other answers stay as they are.

    Args:
        case_id: the case.
        gender: one of `Gender`.
        seen: the version that the page showed, 0 where nothing was saved yet.
        by: who writes it down.

    Raises:
        ConcurrentEditError: somebody saved answers since.
        ValidationError: an answer that is in no list.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.EDIT_PERSON, *CIRCUMSTANCE_KINDS)
    saved = Circumstances.objects.filter(case=case).first()
    if saved is not None:
        if saved.gender == gender:
            return
        saved.raise_if_seen_version_stale(seen)
    row = saved or Circumstances(case_id=case.pk)
    row.gender = gender
    row.save_by(by)
    write_audit_record(who=by.who, verb="recorded eligibility details", about=case.pk)


@transaction.atomic
def save_circumstances(circumstances: Circumstances, *, seen: int, by: Actor) -> None:
    """Keep the answers of the case `circumstances.case_id`, the first ones too.

    Args:
        circumstances: as they are to be; a new row, or the saved one changed.
        seen: the version that the page showed, 0 where nothing was saved yet.
        by: who writes them down.

    Raises:
        ConcurrentEditError: somebody saved answers since.
        ValidationError: by field, an answer that is in no list.
    """
    case, _ = lock_and_authorise_case_by_id(
        circumstances.case_id, by, Permission.EDIT_PERSON, *CIRCUMSTANCE_KINDS
    )
    saved = Circumstances.objects.filter(case=case).first()
    if saved is not None:
        saved.raise_if_seen_version_stale(seen)
    circumstances.save_by(by)
    write_audit_record(who=by.who, verb="recorded eligibility details", about=case.pk)
