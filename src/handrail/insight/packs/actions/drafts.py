"""Writing a pack: what its board needs to know, what officers say of a measure, and what is promised."""

from uuid import UUID

from django.db import transaction

from handrail.insight.packs.actions.text_checks import raise_if_texts_unfit_for_boards
from handrail.insight.packs.models import BoardPack, PackComment, PackWriter
from handrail.insight.packs.permissions import lock_and_authorise_draft_board_pack
from handrail.insight.packs.queries import PACK_ORIGIN
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.actions import create_follow_up
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.kernel.errors import ActionNotPossibleError


def save_board_pack_texts(pack: BoardPack, *, seen: int, by: Actor) -> None:
    """Save what is written around the measures.

    Args:
        pack: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to write.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field; where words name somebody, a place, or a count that was not published.
        ActionNotPossibleError: it is signed.
    """
    texts = {name: getattr(pack, name) for name in ("summary", "decisions", "unknowns", "note")}
    raise_if_texts_unfit_for_boards(texts, by)
    with transaction.atomic():
        lock_and_authorise_draft_board_pack(pack.pk, Permission.EDIT_PACKS, by)
        pack.save_by(by, seen=seen)
        _record_board_pack_writer(pack, by)
        write_audit_record(who=by.who, verb="edited a board pack", about=pack.pk)


def save_comment_on_board_pack_measure(comment: PackComment, *, seen: int | None, by: Actor) -> None:
    """Say what is behind a figure, or change what the actor's body said.

    Args:
        comment: as it is to be saved, with its pack and measure.
        seen: the version that the page showed; None for a new one.
        by: who acts, by name.

    Raises:
        Denied, RecordNotVisibleError: the pack is not the actor's to comment on.
        ConcurrentEditError: a colleague saved it since.
        ValidationError: by field; where words name somebody, a place, or a count that was not published.
        ActionNotPossibleError: the pack is signed, the measure is not in it, or a colleague commented meanwhile.
    """
    raise_if_texts_unfit_for_boards({"words": comment.words}, by)
    with transaction.atomic():
        pack = lock_and_authorise_draft_board_pack(comment.pack_id, Permission.COMMENT_ON_PACKS, by)
        if comment.measure not in pack.series.measures:
            raise ActionNotPossibleError("That measure is not in the pack.")
        comment.body_id = by.body_id
        there = pack.comments.filter(measure=comment.measure, body=by.body_id).exists()
        if there and comment._state.adding:
            raise ActionNotPossibleError(
                "A colleague has just commented on this measure. Open the page again to add to it."
            )
        comment.save_by(by, seen=seen)
        _record_board_pack_writer(pack, by)
        write_audit_record(who=by.who, verb="commented in a board pack", about=pack.pk, why=comment.measure)


def add_follow_up_promised_in_board_pack(pack_id: UUID, follow_up: FollowUp, *, by: Actor) -> None:
    """Keep an action that the board is told of: it is chased, and each later pack carries it until it is done.

    Args:
        pack_id: a draft.
        follow_up: what, who and by when.
        by: of the body of the pack.

    Raises:
        Denied, RecordNotVisibleError: the pack is not the actor's.
        ValidationError: by field.
        ActionNotPossibleError: the pack is signed.
    """
    raise_if_texts_unfit_for_boards({"what": follow_up.what}, by)
    with transaction.atomic():
        pack = lock_and_authorise_draft_board_pack(pack_id, Permission.EDIT_PACKS, by)
        origin = FollowUpOrigin(PACK_ORIGIN, str(pack.series_id), pack.series.title)
        follow_up.shared_with_id = pack.series.force_id
        create_follow_up(follow_up, origin=origin, by=by)
        _record_board_pack_writer(pack, by)


def _record_board_pack_writer(pack: BoardPack, by: Actor) -> None:
    """Whoever wrote in it does not sign it."""
    PackWriter.objects.get_or_create(pack_id=pack.pk, user_id=by.user_id)
