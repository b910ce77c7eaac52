"""The papers of one file, as far as the door opens their kinds; and one paper's content."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.files.models import Paper, Part
from handrail.files.sealing import whole
from handrail.files.states import Scan
from handrail.files.types import BY_CODE
from handrail.prepared import Asked, given, many, statement
from handrail.vault import keys, place
from handrail.vault.box import Box, Unreadable

MOST = 200


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper as a list shows it. Its name is empty where the person's key was destroyed."""

    paper_id: UUID
    name: str
    description: str
    kind: Kind
    type: str
    media: str
    size: int
    scan: Scan
    found: str
    added_at: datetime.datetime
    added_by: str
    added_by_body: str


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers that are open to the reader, newest first, and how many of those kinds were taken back."""

    lines: tuple[PaperLine, ...]
    taken_back: int


def papers_of(sight: Sight, box: Box | None = None) -> Papers:
    """Those whose kind is open, each kind noted as shown. Two queries, three with the key."""
    open_ = [kind.value for kind in sight.kinds]
    rows = Paper.objects.filter(file=sight.file_id, kind__in=open_, taken_back_at__isnull=True)
    found = list(rows.select_related("added_by__body").order_by("-id")[:MOST])
    back = Paper.objects.filter(file=sight.file_id, kind__in=open_, taken_back_at__isnull=False).count()
    if box is None and found:
        box = keys.boxes([sight.file_id]).get(sight.file_id)
    for row in found:
        sight.sees(Kind(row.kind))
    return Papers(tuple(_line(row, box) for row in found), back)


def paper_counts(sight: Sight) -> tuple[int, int, int]:
    """How many papers are open to the reader, how many of them wait for a scanner, how many were found harmful."""
    scans = _scans().column(file=sight.file_id, kinds=[kind.value for kind in sight.kinds])
    return len(scans), scans.count(Scan.WAITING), scans.count(Scan.INFECTED)


@statement
def _scans() -> Asked:
    rows = Paper.objects.filter(file=given("file"), kind__in=many("kinds"), taken_back_at__isnull=True)
    return rows.values_list("scan")


def paper(sight: Sight, paper_id: UUID) -> PaperLine:
    """One, where its kind is open to the reader. Raises NotOpenToYou alike for none, and for one that is not."""
    row = _open(sight, paper_id)
    return _line(row, keys.boxes([sight.file_id]).get(sight.file_id))


def chosen(sight: Sight, numbers: Iterable[UUID]) -> dict[UUID, PaperLine]:
    """Those of these papers that stand on the file and whose kind is open, each kind noted as shown. Two queries."""
    open_ = [kind.value for kind in sight.kinds]
    rows = Paper.objects.filter(
        file=sight.file_id, pk__in=[*numbers], kind__in=open_, taken_back_at__isnull=True
    )
    found = list(rows.select_related("added_by__body").order_by("-id"))
    box = keys.boxes([sight.file_id]).get(sight.file_id) if found else None
    for row in found:
        sight.sees(Kind(row.kind))
    return {row.pk: _line(row, box) for row in found}


def hidden(sight: Sight, numbers: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these papers that stand on the file and are not open to the reader: their numbers, and nothing else."""
    rows = Paper.objects.filter(file=sight.file_id, pk__in=[*numbers], taken_back_at__isnull=True)
    shut = rows.exclude(kind__in=[kind.value for kind in sight.kinds])
    return frozenset(shut.values_list("pk", flat=True))


def checksum(sight: Sight, paper_id: UUID) -> str:
    """SHA-256 of its bytes, in hexadecimal. One that came in before these were kept is read for it."""
    row = _open(sight, paper_id)
    kept = _text(row, "checksum", keys.boxes([sight.file_id]).get(sight.file_id))
    return kept or hashlib.sha256(read_whole(row)).hexdigest()


def content(sight: Sight, paper_id: UUID) -> bytes:
    """Its bytes. Who may open what, and when, was asked before; what was found harmful is never given out."""
    row = _open(sight, paper_id)
    if row.scan == Scan.INFECTED:
        raise NotOpenToYou
    return read_whole(row)


def read_whole(row: Paper) -> bytes:
    """The paper as it was taken in. Raises Unreadable."""
    box = keys.boxes([row.file_id]).get(row.file_id)
    if box is None:
        raise Unreadable("The key of this file was destroyed.")
    parts = Part.objects.filter(paper=row).order_by("number").values_list("content", flat=True)
    found = [bytes(part) for part in parts]
    if len(found) != row.parts:
        raise Unreadable("A part of this paper is missing.")
    return whole(box, row.pk, found, row.parts)


def _open(sight: Sight, paper_id: UUID) -> Paper:
    rows = Paper.objects.select_related("added_by__body")
    row = rows.filter(pk=paper_id, file=sight.file_id, taken_back_at__isnull=True).first()
    if row is None:
        raise NotOpenToYou
    sight.needs(Kind(row.kind))
    return row


def _line(row: Paper, box: Box | None) -> PaperLine:
    return PaperLine(
        paper_id=row.pk,
        name=_text(row, "name", box),
        description=_text(row, "description", box),
        kind=Kind(row.kind),
        type=BY_CODE[row.type].name,
        media=BY_CODE[row.type].media,
        size=row.size,
        scan=Scan(row.scan),
        found=row.found,
        added_at=row.added_at,
        added_by=row.added_by.name,
        added_by_body=row.added_by.body.name,
    )


def _text(row: Paper, field: str, box: Box | None) -> str:
    kept = getattr(row, field)
    if kept is None or box is None:
        return ""
    return box.open(bytes(kept), place("files.Paper", field, row.pk))
