"""Holding a link, handing it over, ending it. The trail speaks of the link by its number, in words that say nothing."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import (
    get_case_id_for_audit,
    get_case_open_to_actor_by_reference,
)
from handrail.people.separate_files.actions_held_back import (
    ask_keeper_about_earlier_sharing,
    release_what_link_held_back,
)
from handrail.people.separate_files.models import (
    FileLink,
    FileLinkHandOver,
    HeldBackSharing,
    SeparatePair,
)
from handrail.people.separate_files.queries import (
    list_own_two_file_links,
    select_colleagues_who_may_keep_file_link,
)
from handrail.people.separate_files.sealed_link import (
    FileLinkContent,
    compute_file_token,
    compute_token_of_two_files,
    seal_file_link_content,
    seal_reason_of_file_link_hand_over,
    unseal_file_link_content,
)
from handrail.people.separate_files.signals import files_kept_apart
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission, Role
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.case_references import parse_case_reference
from handrail.platform.kernel.errors import ActionNotPossibleError

VERB = "kept a note"  # as every note that somebody keeps for themselves: the trail must not tell what it is


@transaction.atomic
def create_link_of_two_files_of_one_person(*, first: str, second: str, words: str, by: Actor) -> UUID:
    """Write down that two cases are of one person, and keep the two apart unless somebody else does.

    The answer is the same whether or not there are such cases, and whether or not somebody keeps them: whoever tries
    references would learn it otherwise. Whoever keeps them is told. From now on the two are not noted as perhaps one
    person, wherever that is looked for. Where one side holds both, its duty lead, who sees both, becomes their keeper,
    and is asked to move one. Whoever keeps them is shown what was shared before with organisations that read both.

    Args:
        first: reference of one case, as it was typed.
        second: of the other.
        words: why they are held apart; sealed.
        by: the keeper.

    Returns:
        The number of the link.

    Raises:
        Denied: the role may not.
        ActionNotPossibleError: the two are the same, one is no reference, the actor wrote the two down already, or both
            are of the actor's own side and open to them: its leads would see both.
    """
    require_permission(by, Permission.HOLD_FILE_LINK)
    one, two = parse_case_reference(first), parse_case_reference(second)
    if not one or not two:
        raise ActionNotPossibleError("Enter each reference as shown on its case, for example LN-0012-Z.")
    if one == two:
        raise ActionNotPossibleError("Enter two different references.")
    if any({held.first, held.second} == {one, two} for held in list_own_two_file_links(by)):
        raise ActionNotPossibleError("You already hold this link.")
    _raise_if_one_body_holds_both_files((one, two), by)
    ids = [get_case_id_for_audit(one), get_case_id_for_audit(two)]
    row = FileLink(keeper_id=by.user_id, made_at=timezone.now())
    row.content = seal_file_link_content(row.pk, FileLinkContent(one, two, words.strip()))
    row.first_token, row.second_token = (compute_file_token(one_id) if one_id else None for one_id in ids)
    if ids[0] and ids[1]:
        row.pair_token = compute_token_of_two_files(ids[0], ids[1])
    row.save(force_insert=True)
    write_audit_record(who=by.who, verb=VERB, about=row.pk)
    if ids[0] and ids[1]:
        keeping = _create_link_for_lead_of_body_owning_both_files(row, ids, by)
        if not _claim_two_files_for_link_as_keeper(keeping):
            return row.pk
        ask_keeper_about_earlier_sharing(keeping)
        files_kept_apart.send(FileLink, case_ids=(ids[0], ids[1]))
    return row.pk


@transaction.atomic
def hand_over_two_file_link_to_next_keeper(*, link_id: UUID, to_user_id: int, words: str, by: Actor) -> None:
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
    row = _lock_file_link_of_its_keeper(link_id, by)
    if not words.strip():
        raise ActionNotPossibleError("Enter why you are handing it over. The next keeper reads it.")
    next_keeper = select_colleagues_who_may_keep_file_link(by).filter(pk=to_user_id).first()
    if next_keeper is None:
        raise ActionNotPossibleError("Choose a colleague who can hold it.")
    with acting_as_system(SystemActor.FILE_LINKS):
        FileLinkHandOver(
            link=row,
            from_user_id=by.user_id,
            to_user=next_keeper,
            words=seal_reason_of_file_link_hand_over(row.pk, words.strip()),
            at=timezone.now(),
        ).save(force_insert=True)
        row.revise(keeper_id=next_keeper.pk)
        HeldBackSharing.objects.filter(link=row).update(keeper=next_keeper)
        ended = [
            each.revise(ended_at=timezone.now())
            for each in _select_other_links_of_same_two_files(row, keeper=next_keeper.pk)
        ]
    write_audit_record(
        who=by.who, verb="handed over a link", about=row.pk, why=next_keeper.name, revised=[row, *ended]
    )


@transaction.atomic
def end_link_of_two_files_of_one_person(*, link_id: UUID, by: Actor) -> str:
    """Hold it no longer. Whoever else wrote the two down, the first of them, keeps them apart from now on.

    Returns:
        The name of the next keeper, told to the one before; "" where nobody keeps them any more.

    Raises:
        NotVisible: there is no such link, or the actor is not its keeper.
    """
    row = _lock_file_link_of_its_keeper(link_id, by)
    row.revise(ended_at=timezone.now())
    given_up, _ = SeparatePair.objects.filter(link_id=row.pk).delete()
    write_audit_record(who=by.who, verb="ended a link", about=row.pk, revised=[row])
    heir = _pass_two_files_to_next_link_keeper(row, by) if given_up else ""
    if not heir:
        release_what_link_held_back(row)
    return heir


def delete_links_of_erased_file(file_id: UUID) -> int:
    """Delete every link that names the file: part of its erasure. Returns how many there were."""
    token = compute_file_token(file_id)
    found = {
        *FileLink.objects.filter(first_token=token).values_list("pk", flat=True),
        *FileLink.objects.filter(second_token=token).values_list("pk", flat=True),
    }
    SeparatePair.objects.filter(link_id__in=found).delete()
    FileLinkHandOver._base_manager.filter(link__in=found).delete()
    HeldBackSharing.objects.filter(link__in=found).delete()
    FileLink.objects.filter(pk__in=found).delete()
    return len(found)


@acting_as_system(SystemActor.FILE_LINKS)
def unmark_links_as_both_files_held_by_one_body(file_id: UUID) -> None:
    """One side no longer holds both files of whatever link names the file: its keeper is asked no more."""
    token = compute_file_token(file_id)
    rows = FileLink.objects.filter(Q(first_token=token) | Q(second_token=token), is_of_one_side=True)
    rows.update(is_of_one_side=False)


def _lock_file_link_of_its_keeper(link_id: UUID, by: Actor) -> FileLink:
    """Lock it for its keeper. One that something else changed is no link of anybody."""
    require_permission(by, Permission.HOLD_FILE_LINK)
    rows = FileLink.objects.select_for_update(of=("self",))
    row = rows.filter(pk=link_id, keeper=by.user_id, ended_at=None).first()
    if row is None or not row.is_intact:
        raise NotVisible
    return row


def _raise_if_one_body_holds_both_files(references: tuple[str, str], by: Actor) -> None:
    """Asked of what is open to the actor alone, who learns nothing by it. The leads of that side would see both."""
    for reference in references:
        try:
            found = get_case_open_to_actor_by_reference(by, reference)
        except NotVisible:
            return
        if found.case_access.owner_id != by.body_id:
            return
    raise ActionNotPossibleError(
        "The leads of your organisation can see both files. Move one case to the other side of "
        "your organisation first, from its page, then record the link."
    )


@acting_as_system(SystemActor.FILE_LINKS)
def _create_link_for_lead_of_body_owning_both_files(
    row: FileLink, ids: list[UUID | None], by: Actor
) -> FileLink:
    """A link of the same two for the lead who sees both files anyway; the given one where one side holds not both.

    Whoever wrote them down is told nothing of it: they keep their own link, and are to its keeper who came later.
    """
    lead = _find_lead_of_body_owning_both_files(ids)
    if lead is None or lead.pk == by.user_id or SeparatePair.objects.filter(token=row.pair_token).exists():
        return row
    content = unseal_file_link_content(row.pk, row.content)
    theirs = FileLink(keeper=lead, made_at=row.made_at, is_of_one_side=True)
    theirs.content = seal_file_link_content(theirs.pk, content._replace(words=""))
    theirs.first_token, theirs.second_token = row.first_token, row.second_token
    theirs.pair_token = row.pair_token
    theirs.save(force_insert=True)
    write_audit_record(who=by.who, verb=VERB, about=theirs.pk)
    return theirs


def _find_lead_of_body_owning_both_files(ids: list[UUID | None]) -> User | None:
    owners = set(Case.objects.filter(pk__in=ids).values_list("owner", flat=True))
    if len(owners) != 1:
        return None
    leads = User.objects.filter(users_working_for_q(owners, [Role.DUTY_LEAD.value]), is_active=True)
    return leads.order_by("pk").first()


def _claim_two_files_for_link_as_keeper(row: FileLink) -> bool:
    """Whether the link keeps the pair from now on: the database lets one link do so, whoever comes first."""
    try:
        with transaction.atomic():
            SeparatePair.objects.create(token=row.pair_token, link_id=row.pk)
    except IntegrityError:
        return False
    return True


def _pass_two_files_to_next_link_keeper(row: FileLink, by: Actor) -> str:
    with acting_as_system(SystemActor.FILE_LINKS):
        waiting = (
            _select_other_links_of_same_two_files(row).select_related("keeper").order_by("made_at", "pk")
        )
        heir = next((each for each in waiting if each.is_intact and each.keeper.is_active), None)
        if heir is None or not _claim_two_files_for_link_as_keeper(heir):
            return ""
        ask_keeper_about_earlier_sharing(heir)
        FileLinkHandOver(
            link=heir,
            from_user_id=by.user_id,
            to_user_id=heir.keeper_id,
            words=seal_reason_of_file_link_hand_over(heir.pk, ""),
            at=timezone.now(),
        ).save(force_insert=True)
    write_audit_record(who=by.who, verb="handed over a link", about=heir.pk, why=heir.keeper.name)
    return heir.keeper.name


def _select_other_links_of_same_two_files(row: FileLink, **more: int) -> QuerySet[FileLink]:
    """Other links of the same two files that have not ended; none where one of the two is no case."""
    if row.pair_token is None:
        return FileLink.objects.none()
    return FileLink.objects.filter(pair_token=row.pair_token, ended_at=None, **more).exclude(pk=row.pk)
