"""How a link is kept: sealed for its own number, so that a text moved to another row does not open.

Under the root key: its keeper alone meets the row, so no change of the master key could write it anew.
"""

import json
from typing import NamedTuple
from uuid import UUID

from handrail.platform.vault import app_secret_sealing
from handrail.platform.vault.blind_index import compute_blind_index

FILE_SCOPE, PAIR_SCOPE, SHARING_SCOPE = "separate-files:file", "separate-files:pair", "separate-files:sharing"


class FileLinkContent(NamedTuple):
    """Two references as they were typed, and why they are held apart."""

    first: str
    second: str
    words: str


class HeldBackSharingContent(NamedTuple):
    """Which of the two was to be shared with whom, on what ground, and who wanted to.

    `grant_id` where it was shared already when the two were written down.
    """

    reference: str
    body: str
    ground: str
    who: str
    grant_id: int | None = None


def seal_file_link_content(link_id: UUID, content: FileLinkContent) -> str:
    """The content as sealed text."""
    return app_secret_sealing.seal_under_root_key(
        json.dumps(content, ensure_ascii=False), _make_sealing_purpose_of_link(link_id)
    )


def unseal_file_link_content(link_id: UUID, sealed: str) -> FileLinkContent:
    """The content. Raises DecryptionError where it belongs to another row or was changed."""
    return FileLinkContent(
        *json.loads(app_secret_sealing.unseal_under_root_key(sealed, _make_sealing_purpose_of_link(link_id)))
    )


def seal_held_back_sharing_content(link_id: UUID, content: HeldBackSharingContent) -> str:
    """What was to be shared with whom, sealed with the link."""
    return app_secret_sealing.seal_under_root_key(
        json.dumps(content, ensure_ascii=False), _make_sealing_purpose_of_link(link_id)
    )


def unseal_held_back_sharing_content(link_id: UUID, sealed: str) -> HeldBackSharingContent:
    """What was to be shared. Raises DecryptionError."""
    return HeldBackSharingContent(
        *json.loads(app_secret_sealing.unseal_under_root_key(sealed, _make_sealing_purpose_of_link(link_id)))
    )


def seal_reason_of_file_link_hand_over(link_id: UUID, words: str) -> str:
    """Why a link was handed over, sealed with it."""
    return app_secret_sealing.seal_under_root_key(words, _make_sealing_purpose_of_link(link_id))


def unseal_reason_of_file_link_hand_over(link_id: UUID, sealed: str) -> str:
    """The words. Raises DecryptionError."""
    return app_secret_sealing.unseal_under_root_key(sealed, _make_sealing_purpose_of_link(link_id))


def compute_file_token(file_id: UUID) -> bytes:
    """What stands for a file where its number would tell: the same for the same file, unreadable without the key."""
    return compute_blind_index(FILE_SCOPE, str(file_id))


def compute_token_of_two_files(one: UUID, two: UUID) -> bytes:
    """What stands for two files, in whichever order."""
    return compute_blind_index(PAIR_SCOPE, "/".join(sorted((str(one), str(two)))))


def compute_token_of_sharing_held_back(link_id: UUID, body_id: int) -> bytes:
    """What stands for a link and an organisation with which one of its files was to be shared."""
    return compute_blind_index(SHARING_SCOPE, f"{link_id}/{body_id}")


def compute_earlier_sharing_token(link_id: UUID, grant_id: int) -> bytes:
    """What stands for a link and a sharing that was there before it."""
    return compute_blind_index(SHARING_SCOPE, f"{link_id}/before/{grant_id}")


def _make_sealing_purpose_of_link(link_id: UUID) -> str:
    return f"separate-files:{link_id}"
