"""Links of one keeper, and which pairs of files are kept apart."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from handrail.people.separate_files.models import (
    FileLink,
    FileLinkHandOver,
    HeldBackSharing,
    SeparatePair,
)
from handrail.people.separate_files.sealed_link import (
    HeldBackSharingContent,
    compute_token_of_two_files,
    unseal_file_link_content,
    unseal_held_back_sharing_content,
    unseal_reason_of_file_link_hand_over,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import msg


class LaterRecorderOfSameTwoFiles(NamedTuple):
    """Somebody else who wrote down the same two files that the reader keeps."""

    name: str
    body: str
    since: datetime.datetime

    @property
    def words(self) -> str:
        """What the reader can do about it."""
        return msg(
            (
                "{name}, {body}, since {day}. They do not know that you hold the link. If you give "
                "it up, the first of them holds it."
            ),
            name=self.name,
            body=self.body,
            day=format_day(localdate(self.since)),
        )


class HeldBackSharingRow(NamedTuple):
    """What was to be shared with an organisation that reads the other file, and waits for the keeper's answer."""

    pk: UUID
    content: HeldBackSharingContent
    was_shared: bool
    at: datetime.datetime

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        if self.is_from_before:
            return "Shared before the link was recorded"
        if self.was_shared:
            return "Shared with an organisation that can read the other file"
        return "Sharing that does not open until you answer"

    @property
    def is_from_before(self) -> bool:
        """Whether it was shared already when the two were written down."""
        return self.content.grant_id is not None

    @property
    def words(self) -> str:
        """Who wanted what, and what became of it."""
        said = {**self.content._asdict(), "day": format_day(localdate(self.at))}
        if self.is_from_before:
            return msg(
                "{body} reads both files. {who}, shared {reference} with it on {day} ({ground}). It can open "
                "{reference} until you end this sharing.",
                **said,
            )
        if self.was_shared:
            return msg(
                (
                    "{who} shared {reference} with {body} on {day}, to protect someone’s life. "
                    "{body} can now read both."
                ),
                **said,
            )
        return msg(
            (
                "{who} shared {reference} with {body} on {day} ({ground}). {body} can read the other "
                "file, so this does not open to it until you say yes. They do not know, and no page "
                "of the case shows it."
            ),
            **said,
        )


class OwnTwoFileLinkRow(NamedTuple):
    """A link as its keeper reads it; from whom they have it, and why, where somebody held it before; who came later."""

    link_id: UUID
    first: str
    second: str
    words: str
    since: datetime.datetime
    from_whom: str
    from_words: str
    later: tuple[LaterRecorderOfSameTwoFiles, ...] = ()
    is_of_one_side: bool = False
    held_back: tuple[HeldBackSharingRow, ...] = ()


def list_own_two_file_links(actor: Actor) -> tuple[OwnTwoFileLinkRow, ...]:
    """The links that the actor holds. One that something else changed is left out.

    Returns:
        The newest first.
    """
    links = [
        row
        for row in _select_two_file_links_kept_by_actor(actor).order_by("-made_at", "-pk")
        if row.is_intact
    ]
    given = FileLinkHandOver.objects.filter(link__in=[row.pk for row in links], to_user=actor.user_id)
    by_link = {row.link_id: row for row in given.select_related("from_user").order_by("at")}
    later = _get_later_recorders_of_two_files_by_link(links)
    held_back: dict[UUID, list[HeldBackSharingRow]] = {}
    for one in HeldBackSharing.objects.filter(keeper=actor.user_id, answered_at=None).order_by("at"):
        content = unseal_held_back_sharing_content(one.link_id, one.content)
        held_back.setdefault(one.link_id, []).append(
            HeldBackSharingRow(one.pk, content, one.was_shared, one.at)
        )
    return tuple(
        _make_own_two_file_link_row(row, by_link.get(row.pk))._replace(
            later=tuple(later.get(row.pk, ())), held_back=tuple(held_back.get(row.pk, ()))
        )
        for row in links
    )


def get_own_two_file_link(actor: Actor, link_id: UUID) -> OwnTwoFileLinkRow:
    """One of the actor's own. Raises NotVisible."""
    row = _select_two_file_links_kept_by_actor(actor).filter(pk=link_id).first()
    if row is None or not row.is_intact:
        raise NotVisible
    waiting = HeldBackSharing.objects.filter(link=row, keeper=actor.user_id, answered_at=None).order_by("at")
    held_back = [
        HeldBackSharingRow(
            one.pk, unseal_held_back_sharing_content(row.pk, one.content), one.was_shared, one.at
        )
        for one in waiting
    ]
    return _make_own_two_file_link_row(row, None)._replace(held_back=tuple(held_back))


def select_colleagues_who_may_keep_file_link(actor: Actor) -> QuerySet[User]:
    """Colleagues of the actor's own organisation who may hold a link, by name."""
    roles = [role.value for role, card in ROLES.items() if Permission.HOLD_FILE_LINK in card.permissions]
    found = User.objects.filter(users_working_for_q([actor.body_id], roles), is_active=True)
    return found.exclude(pk=actor.user_id).order_by("name")


def list_file_ids_kept_apart_from_file(file_id: UUID, others: Iterable[UUID]) -> set[UUID]:
    """Those of the others that are kept apart from the file. One statement, whatever comes of it."""
    by_token = {compute_token_of_two_files(file_id, other): other for other in others}
    if not by_token:
        return set()
    found = SeparatePair.objects.filter(token__in=list(by_token)).values_list("token", flat=True)
    return {by_token[bytes(token)] for token in found}


@acting_as_system(SystemActor.FILE_LINKS)
def _get_later_recorders_of_two_files_by_link(
    links: list[FileLink],
) -> dict[UUID, list[LaterRecorderOfSameTwoFiles]]:
    """Told to whoever keeps the pair, who may pass it on; whoever wrote it down later learns nothing by it."""
    own = [row.pk for row in links]
    kept = SeparatePair.objects.filter(link_id__in=own).values_list("token", "link_id")
    mine = {bytes(token): link_id for token, link_id in kept}
    rows = FileLink.objects.filter(pair_token__in=list(mine), ended_at=None).exclude(pk__in=own)
    found: dict[UUID, list[LaterRecorderOfSameTwoFiles]] = {}
    for row in rows.select_related("keeper__body").order_by("made_at", "pk"):
        if row.is_intact and row.pair_token is not None:
            keeper = LaterRecorderOfSameTwoFiles(row.keeper.name, row.keeper.body.name, row.made_at)
            found.setdefault(mine[bytes(row.pair_token)], []).append(keeper)
    return found


def _select_two_file_links_kept_by_actor(actor: Actor) -> QuerySet[FileLink]:
    return FileLink.objects.filter(keeper=actor.user_id, ended_at=None)


def _make_own_two_file_link_row(row: FileLink, given: FileLinkHandOver | None) -> OwnTwoFileLinkRow:
    content = unseal_file_link_content(row.pk, row.content)
    return OwnTwoFileLinkRow(
        row.pk,
        *content,
        since=given.at if given else row.made_at,
        from_whom=given.from_user.name if given else "",
        from_words=unseal_reason_of_file_link_hand_over(row.pk, given.words) if given else "",
        is_of_one_side=row.is_of_one_side,
    )
