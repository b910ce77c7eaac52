"""Holding a link, handing it over, ending it. The trail speaks of the link by its number, in words that say nothing."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.records.queries.case_lookup import get_case_id_for_audit, parse_own_reference
from handrail.people.separate_files.models import FileLink, FileLinkHandOver, SeparatePair
from handrail.people.separate_files.queries import list_held_links, select_possible_keepers
from handrail.people.separate_files.sealed_link import (
    LinkContent,
    compute_file_token,
    compute_pair_token,
    seal_hand_over_words,
    seal_link_content,
)
from handrail.people.separate_files.signals import files_kept_apart
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotPossibleError

VERB = "kept a note"  # as every note that somebody keeps for themselves: the trail must not tell what it is


@transaction.atomic
def hold_file_link(*, first: str, second: str, words: str, by: Actor) -> UUID:
    """Hold that two cases are of one person. The answer is the same whether or not there are such cases.

    Whoever tries references would learn otherwise which there are. From now on the two are not noted as perhaps one
    person, wherever that is looked for.

    Args:
        first: reference of one case, as it was typed.
        second: of the other.
        words: why they are held apart; sealed.
        by: the keeper.

    Returns:
        The number of the link.

    Raises:
        Denied: the role may not.
        ActionNotPossibleError: the two are the same, one is no reference, or the actor holds the two already.
    """
    require_permission(by, Permission.HOLD_FILE_LINK)
    one, two = parse_own_reference(first), parse_own_reference(second)
    if not one or not two:
        raise ActionNotPossibleError("Write each reference as it stands at the head of its case, as LN-0012.")
    if one == two:
        raise ActionNotPossibleError("Enter two different references.")
    if any({held.first, held.second} == {one, two} for held in list_held_links(by)):
        raise ActionNotPossibleError("You hold these two already.")
    ids = [get_case_id_for_audit(one), get_case_id_for_audit(two)]
    row = FileLink(keeper_id=by.user_id, made_at=timezone.now())
    row.content = seal_link_content(row.pk, LinkContent(one, two, words.strip()))
    row.first_token, row.second_token = (compute_file_token(one_id) if one_id else None for one_id in ids)
    row.save(force_insert=True)
    if ids[0] and ids[1]:
        SeparatePair.objects.create(token=compute_pair_token(ids[0], ids[1]), link_id=row.pk)
        files_kept_apart.send(FileLink, case_ids=(ids[0], ids[1]))
    record(who=by.who, verb=VERB, about=row.pk)
    return row.pk


@transaction.atomic
def hand_over_file_link(*, link_id: UUID, to_user_id: int, words: str, by: Actor) -> None:
    """Pass a link to another keeper; from then on it opens for them alone.

    Args:
        link_id: the link.
        to_user_id: the next keeper: an active colleague whose role may hold links.
        words: why; sealed, read by the next keeper.
        by: the keeper.

    Raises:
        NotVisible: there is no such link, or the actor is not its keeper.
        ActionNotPossibleError: the other person cannot hold it, or no reason is given.
    """
    row = _lock_own_link(link_id, by)
    if not words.strip():
        raise ActionNotPossibleError("Say why you hand it over: the next keeper reads it.")
    next_keeper = select_possible_keepers(by).filter(pk=to_user_id).first()
    if next_keeper is None:
        raise ActionNotPossibleError("Choose a colleague who may hold it.")
    with acting_as_system(SystemActor.FILE_LINKS):
        FileLinkHandOver(
            link=row,
            from_user_id=by.user_id,
            to_user=next_keeper,
            words=seal_hand_over_words(row.pk, words.strip()),
            at=timezone.now(),
        ).save(force_insert=True)
        row.revise(keeper_id=next_keeper.pk)
    record(who=by.who, verb="handed a note over", about=row.pk, why=next_keeper.name, revised=[row])


@transaction.atomic
def end_file_link(*, link_id: UUID, by: Actor) -> None:
    """Hold it no longer: the two may be noted as perhaps one person from now on.

    Raises:
        NotVisible: there is no such link, or the actor is not its keeper.
    """
    row = _lock_own_link(link_id, by)
    row.revise(ended_at=timezone.now())
    SeparatePair.objects.filter(link_id=row.pk).delete()
    record(who=by.who, verb="ended a note", about=row.pk, revised=[row])


def delete_links_of_erased_file(file_id: UUID) -> int:
    """Delete every link that names the file: part of its erasure. Returns how many there were."""
    token = compute_file_token(file_id)
    found = {
        *FileLink.objects.filter(first_token=token).values_list("pk", flat=True),
        *FileLink.objects.filter(second_token=token).values_list("pk", flat=True),
    }
    SeparatePair.objects.filter(link_id__in=found).delete()
    FileLinkHandOver._base_manager.filter(link__in=found).delete()
    FileLink.objects.filter(pk__in=found).delete()
    return len(found)


def _lock_own_link(link_id: UUID, by: Actor) -> FileLink:
    """Lock it for its keeper. One that something else changed is no link of anybody."""
    require_permission(by, Permission.HOLD_FILE_LINK)
    rows = FileLink.objects.select_for_update(of=("self",))
    row = rows.filter(pk=link_id, keeper=by.user_id, ended_at=None).first()
    if row is None or not row.is_intact:
        raise NotVisible
    return row
