"""What may not be met by whoever attacks: every sealed text of the world, and whether the policy opens it to them."""

import html
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from pypdf import PdfReader

from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import File
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.sealed import Sealed, SealedModel, SealedText
from handrail.platform.access.today import today

SHORTEST = 6
"""Letters of the shortest text that is looked for: shorter ones stand in words of our own."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A text that is sealed somewhere: in which column, of which kind, and on whose file, if it is on one."""

    text: str
    column: str
    kind: Kind
    file: CaseFileIdAndOwner | None


def list_markers() -> list[Marker]:
    """Every sealed text of the world that is long enough to be looked for."""
    with acting_as_system(SystemActor.LOADER):
        owners = dict(File.objects.values_list("pk", "owner_id"))
        found = [
            marker
            for model in apps.get_models()
            if issubclass(model, SealedModel)
            for row in model._base_manager.all()
            for marker in _list_of_row(row, owners)
        ]
    return [marker for marker in found if len(marker.text) >= SHORTEST]


def _list_of_row(row: Any, owners: dict[UUID, int]) -> Iterable[Marker]:
    fields = [field for field in row._meta.concrete_fields if isinstance(field, Sealed)]
    key = row.key_id if fields else None
    if key is None:
        return
    file = CaseFileIdAndOwner(key, owners[key]) if key in owners else None
    access = UnrecordedKeyAccess(key)
    for field in fields:
        text = SealedText(field, row).decrypt_for(access)
        yield Marker(str(text), f"{row._meta.label}.{field.name}", field.kind_of(row), file)


def opens(marker: Marker, actor: Actor | None) -> bool:
    """Whether the access policy, asked beside every page, opens the marker's kind of its file to the actor now."""
    if actor is None or marker.file is None:
        return False
    with acting_as_system(SystemActor.LOADER):
        found = policy.get_access_by_file_id(actor, [marker.file], today())
    return marker.file.file_id in found and marker.kind in found[marker.file.file_id].kinds


def read_answer(answer: Any) -> str:
    """All that an answer says: its headers and cookies, and its body, opened where it is a file."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    parts = [str(dict(answer.headers)), str(answer.cookies), body.decode(errors="replace")]
    if body.startswith(b"%PDF"):
        document = PdfReader(io.BytesIO(body))
        parts += [str(document.metadata), *(page.extract_text() for page in document.pages)]
    elif body.startswith(b"PK"):
        parts += _read_archive(body)
    whole = "\n".join(parts)
    return html.unescape(whole) if "&" in whole else whole


def _read_archive(body: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        texts = [archive.read(name).decode(errors="replace") for name in archive.namelist()]
        return [*archive.namelist(), *texts, *(re.sub(r"<[^>]+>", "", text) for text in texts)]
