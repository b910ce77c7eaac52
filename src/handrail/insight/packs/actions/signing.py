"""Signing a pack: its content, its files and the hashes of what was published are kept, and never change."""

import hashlib
import json
from importlib.metadata import version
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.insight.packs.models import BoardPack, SignedPack, SignedPackFile
from handrail.insight.packs.pack_document import (
    PackSignature,
    add_content_hash_to_sign_off,
    build_pack_document,
)
from handrail.insight.packs.permissions import (
    has_signatory,
    lock_and_authorise_draft_board_pack,
    select_signatories,
)
from handrail.insight.packs.published_series import PackFigures
from handrail.insight.packs.queries import (
    get_board_pack,
    list_actions_of_pack,
    read_figures_of_pack,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission, Role
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.documents.document_tree import Document
from handrail.platform.documents.formats import make_all_document_files
from handrail.platform.documents.serialisation import convert_document_to_plain_values
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.messages import queue_messages

WROTE_IT: Final = "You wrote part of this pack. Someone else must sign it."
NOBODY_SIGNS: Final = "No one in your organisation has the signatory role. You can sign this pack yourself."
SIGNATORY_SIGNS: Final = "Your organisation has a signatory. Ask them to sign this pack."
CHANGED_MEANWHILE: Final = "Someone has changed this pack. Read the new version, then open this page again."


@transaction.atomic
def sign_and_freeze_board_pack(pack_id: UUID, *, shown: str, by: Actor) -> SignedPack:
    """Sign a draft and freeze it.

    Args:
        pack_id: its number.
        shown: the hash of the draft as the page showed it (`hash_draft`).
        by: the signatory of the body; where it has none, somebody who puts packs together.

    Returns:
        What was signed, with its three files.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to sign.
        ActionNotPossibleError: it is signed; somebody changed it since; the actor wrote in it; or the body has a
            signatory who is another.
    """
    row = lock_and_authorise_draft_board_pack(pack_id, Permission.SIGN_PACKS, by)
    signatory_exists = has_signatory(row.series.body_id)
    wrote = row.writers.filter(user=by.user_id).exists()
    raise_unless_may_sign_board_pack(by, has_signatory=signatory_exists, wrote=wrote)
    pack = get_board_pack(by, pack_id)
    figures, actions = (
        read_figures_of_pack(pack),
        list_actions_of_pack(pack, get_own_and_taken_over_body_ids_of_actor(by)),
    )
    if hash_pack_draft(build_pack_document(pack, figures, actions, on=today())) != shown:
        raise ActionNotPossibleError(CHANGED_MEANWHILE)
    signer = User.objects.get(pk=by.user_id)
    document = build_pack_document(
        pack, figures, actions, on=today(), signature=PackSignature(signer.name, today(), is_by_writer=wrote)
    )
    content, sources = (
        convert_document_to_plain_values(document),
        _list_publication_hashes_of_pack(pack, figures),
    )
    signed = SignedPack.objects.create(
        pack=row,
        signed_at=timezone.now(),
        signed_by=signer,
        made_by_id=row.made_by_id,
        has_signatory=signatory_exists,
        content=content,
        sources=sources,
        release=version("handrail"),
        sha256=_hash_pack_content([content, sources]),
    )
    SignedPackFile.objects.bulk_create(
        SignedPackFile(
            signed=signed,
            format=file.format.code,
            size=len(file.content),
            sha256=file.sha256,
            content=file.content,
        )
        for file in make_all_document_files(add_content_hash_to_sign_off(document, signed.sha256))
    )
    row.state = "signed"
    row.save_by(by)
    write_audit_record(who=by.who, verb="signed a board pack", about=row.pk, why=signed.sha256)
    return signed


@transaction.atomic
def send_board_pack_to_signatories(pack_id: UUID, *, by: Actor) -> int:
    """Ask those who sign for the body to read and sign a draft: each gets one message.

    Args:
        pack_id: its number.
        by: of its body, who puts packs together.

    Returns:
        How many people are asked.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to send.
        ActionNotPossibleError: it is signed, or nobody in the body has the role.
    """
    row = lock_and_authorise_draft_board_pack(pack_id, Permission.EDIT_PACKS, by)
    signatories = list(select_signatories(row.series.body_id).values_list("pk", flat=True))
    if not signatories:
        raise ActionNotPossibleError(NOBODY_SIGNS)
    row.asked_to_sign_at = timezone.now()
    row.save_by(by)
    about = f"board pack/{row.pk}"
    queue_messages(
        kind="sign_pack",
        occasion=f"{about}/to-sign-{row.version}",
        about=about,
        path=reverse("pack", args=[row.pk]),
        to=signatories,
        now=row.asked_to_sign_at,
    )
    write_audit_record(who=by.who, verb="sent a board pack to be signed", about=row.pk)
    return len(signatories)


def hash_pack_draft(document: Document) -> str:
    """By which a signer's page and the draft as it stands are held against each other."""
    return _hash_pack_content([convert_document_to_plain_values(document)])


def raise_unless_may_sign_board_pack(by: Actor, *, has_signatory: bool, wrote: bool) -> None:
    """Raise ActionNotPossibleError where another person signs.

    Args:
        by: who wants to sign.
        has_signatory: whether somebody in the body has the role.
        wrote: whether the actor wrote in the pack.
    """
    if has_signatory and wrote:
        raise ActionNotPossibleError(WROTE_IT)
    if has_signatory and by.role is not Role.SIGNATORY:
        raise ActionNotPossibleError(SIGNATORY_SIGNS)


def _list_publication_hashes_of_pack(pack: BoardPack, figures: PackFigures) -> dict[str, str]:
    """The hash of the publication of each month that is in a chart or a comparison."""
    shown = figures.list_months_of_figures()
    return {month: figures.months[month].sha256 for month in shown}


def _hash_pack_content(content: list[Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
