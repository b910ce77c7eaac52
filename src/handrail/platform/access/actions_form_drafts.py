"""What somebody typed, kept sealed for minutes: until the page shows it with what to mend, or finds what was searched.

The token in the address is half of the key; the row knows only a print of it. The other half is the master key, the
user and the address: a token on another page, or of another person, opens nothing. Rows lie in the store of sessions,
where they end by themselves.
"""

import datetime
import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.sessions.models import Session
from django.utils import timezone

from handrail.platform.vault import app_secret_sealing
from handrail.platform.vault.errors import DecryptionError

TOKEN = re.compile(r"[0-9a-f]{32}")
LASTS = datetime.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class FileOfSubmittedFormKept:
    """A file that was sent with a form."""

    name: str
    content_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SubmittedFormKeptForRedisplay:
    """A form as it was sent, and what the action said of it.

    `errors`: pairs of field ("" for the form as a whole) and sentence. `lost_files`: fields whose file was too large
    to keep. `is_unchecked`: it was typed before the screen was hidden, and is not yet sent.
    """

    fields: tuple[tuple[str, str], ...]
    files: Mapping[str, FileOfSubmittedFormKept] = field(default_factory=dict)
    lost_files: tuple[str, ...] = ()
    errors: tuple[tuple[str, str], ...] = ()
    has_conflict: bool = False
    is_unchecked: bool = False


def save_submitted_form_for_redisplay(
    draft: SubmittedFormKeptForRedisplay,
    *,
    user_id: int,
    address: str,
    token: str = "",
    lasts: datetime.timedelta = LASTS,
) -> str:
    """Keep a draft under its token, or a new one, so that the page that the POST leads to finds it.

    Args:
        draft: the fields as typed, and small files.
        user_id: who typed it: nobody else opens it.
        address: the page that it was typed on.
        token: of an earlier keeping; anything that is no token gets a new one.
        lasts: how long it can be opened.

    Returns:
        The token: 32 hexadecimal digits.
    """
    token = token if TOKEN.fullmatch(token) else secrets.token_hex(16)
    sealed = app_secret_sealing.seal_bytes(
        _encode_draft_as_bytes(draft), _make_draft_sealing_purpose(token, user_id, address)
    )
    Session.objects.update_or_create(
        session_key=_make_draft_session_key(token),
        defaults={"session_data": sealed, "expire_date": timezone.now() + lasts},
    )
    return token


def find_submitted_form_kept_under_token(
    token: str, *, user_id: int, address: str
) -> SubmittedFormKeptForRedisplay | None:
    """The draft that was kept under this token.

    Args:
        token: as it came in the address; anything else opens nothing.
        user_id: who asks.
        address: the page that asks.

    Returns:
        None where it has ended, or is another person's or another page's.
    """
    if not TOKEN.fullmatch(token):
        return None
    rows = Session.objects.filter(session_key=_make_draft_session_key(token), expire_date__gt=timezone.now())
    sealed = rows.values_list("session_data", flat=True).first()
    try:
        return (
            _decode_draft_from_bytes(
                app_secret_sealing.unseal_bytes(sealed, _make_draft_sealing_purpose(token, user_id, address))
            )
            if sealed
            else None
        )
    except DecryptionError:
        return None


def delete_submitted_form_kept_under_token(token: str) -> None:
    """It was used."""
    if TOKEN.fullmatch(token):
        Session.objects.filter(session_key=_make_draft_session_key(token)).delete()


def _make_draft_session_key(token: str) -> str:
    return f"draft-{hashlib.sha256(token.encode()).hexdigest()[:34]}"


def _make_draft_sealing_purpose(token: str, user_id: int, address: str) -> str:
    return json.dumps(["draft", token, user_id, address])


def _encode_draft_as_bytes(draft: SubmittedFormKeptForRedisplay) -> bytes:
    head = {
        "fields": draft.fields,
        "files": [[name, file.name, file.content_type, len(file.data)] for name, file in draft.files.items()],
        "lost_files": draft.lost_files,
        "errors": draft.errors,
        "has_conflict": draft.has_conflict,
        "is_unchecked": draft.is_unchecked,
    }
    text = json.dumps(head).encode()
    return len(text).to_bytes(4) + text + b"".join(file.data for file in draft.files.values())


def _decode_draft_from_bytes(data: bytes) -> SubmittedFormKeptForRedisplay:
    end = 4 + int.from_bytes(data[:4])
    head, files = json.loads(data[4:end]), {}
    for name, called, content_type, length in head["files"]:
        files[name] = FileOfSubmittedFormKept(called, content_type, data[end : end + length])
        end += length
    return SubmittedFormKeptForRedisplay(
        fields=tuple((name, value) for name, value in head["fields"]),
        files=files,
        lost_files=tuple(head["lost_files"]),
        errors=tuple((name, sentence) for name, sentence in head["errors"]),
        has_conflict=head["has_conflict"],
        is_unchecked=head["is_unchecked"],
    )
