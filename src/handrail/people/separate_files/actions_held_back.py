"""One of two separate files does not open to an organisation that reads the other, until the keeper has said yes.

Whoever shares is told, shown and written down exactly what they are where nothing is held back: what differs is in
the grant alone, and tells nobody of the case. A life comes first. What was shared before the two were written down is
shown to the keeper, who ends it or leaves it.
"""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from handrail.people.records.models import Case
from handrail.people.separate_files.models import FileLink, HeldBackSharing, SeparatePair
from handrail.people.separate_files.queries import get_own_two_file_link
from handrail.people.separate_files.sealed_link import (
    HeldBackSharingContent,
    compute_earlier_sharing_token,
    compute_file_token,
    compute_token_of_sharing_held_back,
    seal_held_back_sharing_content,
    unseal_file_link_content,
)
from handrail.platform.access.actions import end_grant_without_naming_actor, release_held_back_grants
from handrail.platform.access.actor import Actor
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.models import Grant
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.reference.models import Body

BOTH: Final = 2
ENDED_BY_KEEPER: Final = "Ended. Share it again if they still need it."


@acting_as_system(SystemActor.FILE_LINKS)
def hold_back_sharing_of_separate_files(
    *, case: Case, body: Body, ground: GrantGround, by: Actor, **_signal: Any
) -> bool:
    """The receiver of `cases.signals.sharing_asked`: whether the organisation reads the other of two files.

    Args:
        case: what is to be shared.
        body: with whom.
        ground: on what ground; to save a life it is shared, and the keeper is told.
        by: who shares.

    Returns:
        True where it is not to open now. The keeper has been told then.
    """
    token = compute_file_token(case.pk)
    rows = FileLink.objects.filter(Q(first_token=token) | Q(second_token=token), ended_at=None)
    kept = SeparatePair.objects.filter(link_id__in=rows.values("pk")).values("link_id")
    held_back = [
        _hold_back_sharing_and_notify_link_keeper(link, case, body, ground, by)
        for link in rows.filter(pk__in=kept).select_for_update(
            of=("self",)
        )  # one after the other, for both files
        if link.is_intact and _can_body_read_other_file(link, case, body)
    ]
    return any(held_back)


@transaction.atomic
def answer_held_back_sharing(
    *, link_id: UUID, may_be_shared: bool, by: Actor, ended: Collection[UUID] = ()
) -> None:
    """Say of all that waits at a link whether it may be shared, and end what was shared before there was a link.

    Args:
        link_id: the link.
        may_be_shared: what was held back opens, and from now on these organisations may read both files; else it
            stays shut, and what waits has been dealt with.
        by: the keeper.
        ended: numbers of those that were shared before and end now; the others stay as they are.

    Raises:
        NotVisible: there is no such link, or the actor is not its keeper.
    """
    require_permission(by, Permission.HOLD_FILE_LINK)
    link = get_own_two_file_link(by, link_id)
    waiting = HeldBackSharing.objects.filter(link=link.link_id, keeper=by.user_id, answered_at=None)
    shown = {row.pk: row for row in link.held_back}
    before = [row.pk for row in link.held_back if row.is_from_before]
    waiting.filter(pk__in=before).update(answered_at=timezone.now())
    waiting.filter(pk__in=set(shown) - set(before)).update(
        answered_at=timezone.now(), may_be_shared=may_be_shared
    )
    with acting_as_system(SystemActor.FILE_LINKS):
        if may_be_shared:
            _release_grants_with_yes_of_keeper(link.link_id, (link.first, link.second))
        for pk in before:
            grant_id = shown[pk].content.grant_id
            if pk in ended and grant_id is not None:
                end_grant_without_naming_actor(grant_id=grant_id, because=ENDED_BY_KEEPER)
    write_audit_record(who=by.who, verb="answered a question about a link", about=link.link_id)


@acting_as_system(SystemActor.FILE_LINKS)
def ask_keeper_about_earlier_sharing(link: FileLink) -> None:
    """Tell the keeper of a new link which organisations were given one of the two files and read the other.

    What the keeper before let wait goes on waiting for them.
    """
    content = unseal_file_link_content(link.pk, link.content)
    cases = {case.pk: case for case in Case.objects.filter(reference__in=(content.first, content.second))}
    if len(cases) != BOTH:
        return
    grants = list(
        Grant.objects.standing(today())
        .filter(file__in=list(cases), to_body__isnull=False)
        .select_related("to_body", "given_by__body")
        .order_by("given_at", "pk")
    )
    readers: dict[UUID, set[int]] = {pk: {case.owner_id} for pk, case in cases.items()}
    held_back = [grant for grant in grants if grant.held_back_at is not None]
    for grant in held_back:
        if grant.to_body is not None:
            giver = f"{grant.given_by.name}, {grant.given_by.body.name}"
            ground = GrantGround(grant.ground)
            _save_question_about_held_back_sharing(link, cases[grant.file_id], grant.to_body, ground, giver)
    opening = [grant for grant in grants if grant.held_back_at is None]
    for grant in opening:
        readers[grant.file_id].add(grant.to_body_id)
    for grant in opening:
        (other,) = set(cases) - {grant.file_id}
        if grant.to_body is not None and grant.to_body_id in readers[other]:
            _save_question_about_earlier_sharing(link, cases[grant.file_id], grant, grant.to_body)


@acting_as_system(SystemActor.FILE_LINKS)
def release_what_link_held_back(link: FileLink) -> None:
    """Nobody keeps the two apart any more: what was shared meanwhile opens."""
    content = unseal_file_link_content(link.pk, link.content)
    grants = _select_held_back_grants((content.first, content.second))
    by_file: dict[UUID, list[int]] = {}
    for grant in grants:
        by_file.setdefault(grant.file_id, []).append(grant.pk)
    for file_id, grant_ids in by_file.items():
        if not _is_file_kept_apart(file_id):
            release_held_back_grants(grant_ids=grant_ids)


def _release_grants_with_yes_of_keeper(link_id: UUID, references: Collection[str]) -> None:
    yes = HeldBackSharing.objects.filter(link=link_id, may_be_shared=True).values_list("token", flat=True)
    allowed = {bytes(token) for token in yes}
    grants = [
        grant.pk
        for grant in _select_held_back_grants(references)
        if grant.to_body_id and compute_token_of_sharing_held_back(link_id, grant.to_body_id) in allowed
    ]
    release_held_back_grants(grant_ids=grants)


def _select_held_back_grants(references: Collection[str]) -> QuerySet[Grant]:
    cases = Case.objects.filter(reference__in=references)
    rows: QuerySet[Grant] = Grant.objects.filter(file__in=cases.values("pk"), held_back_at__isnull=False)
    return rows.order_by("pk")


def _is_file_kept_apart(file_id: UUID) -> bool:
    token = compute_file_token(file_id)
    links = FileLink.objects.filter(Q(first_token=token) | Q(second_token=token), ended_at=None)
    return SeparatePair.objects.filter(link_id__in=links.values("pk")).exists()


def _save_question_about_earlier_sharing(link: FileLink, case: Case, grant: Grant, body: Body) -> None:
    giver = f"{grant.given_by.name}, {grant.given_by.body.name}"
    ground = GrantGround(grant.ground).words
    said = HeldBackSharingContent(case.reference, body.name, ground, giver, grant.pk)
    HeldBackSharing.objects.create(
        link=link,
        keeper_id=link.keeper_id,
        token=compute_earlier_sharing_token(link.pk, grant.pk),
        was_shared=True,
        content=seal_held_back_sharing_content(link.pk, said),
        at=grant.given_at,
    )


def _can_body_read_other_file(link: FileLink, case: Case, body: Body) -> bool:
    content = unseal_file_link_content(link.pk, link.content)
    others = Case.objects.filter(reference__in=(content.first, content.second)).exclude(pk=case.pk)
    held = others.filter(owner=body).exists()
    given = Grant.objects.standing(today()).filter(
        file__in=others.values("pk"), to_body=body, held_back_at__isnull=True
    )
    return held or bool(given.exists())


def _hold_back_sharing_and_notify_link_keeper(
    link: FileLink, case: Case, body: Body, ground: GrantGround, by: Actor
) -> bool:
    """Whether it is held back; the keeper is told once of what waits."""
    rows = HeldBackSharing.objects.filter(token=compute_token_of_sharing_held_back(link.pk, body.pk))
    if rows.filter(may_be_shared=True).exists():
        return False
    _save_question_about_held_back_sharing(link, case, body, ground, f"{by.user_name}, {by.body_name}")
    return ground is not GrantGround.LIFE


def _save_question_about_held_back_sharing(
    link: FileLink, case: Case, body: Body, ground: GrantGround, giver: str
) -> None:
    said = HeldBackSharingContent(case.reference, body.name, ground.words, giver)
    HeldBackSharing.objects.get_or_create(
        token=compute_token_of_sharing_held_back(link.pk, body.pk),
        was_shared=ground is GrantGround.LIFE,
        answered_at=None,
        defaults={
            "link": link,
            "keeper_id": link.keeper_id,
            "content": seal_held_back_sharing_content(link.pk, said),
            "at": timezone.now(),
        },
    )
