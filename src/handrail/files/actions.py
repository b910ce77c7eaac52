"""Taking a paper in, taking it back, having it scanned. Each records itself in the same transaction."""

import hashlib
import logging
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import SHAREABLE, Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.audit.actions import record
from handrail.audit.who import Who
from handrail.files.looking import Looked
from handrail.files.models import Paper, Part
from handrail.files.queries import read_whole
from handrail.files.scanner import ScannerFailed, Verdict, scan
from handrail.files.sealing import count, sealed_parts
from handrail.files.states import Scan
from handrail.files.types import BY_CODE
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.vault import keys, place
from handrail.vault.box import Box, Unreadable

log = logging.getLogger(__name__)
SCANNER = Who("", "The scanner", "", "this installation", "")
MOST_AT_ONCE = 200


@transaction.atomic
def attach(
    *,
    sight: Sight,
    kind: Kind,
    looked: Looked,
    description: str,
    by: Actor,
) -> Paper:
    """Take in a paper that was looked over: sealed with the person's key, held until it is scanned."""
    sight.require(Permission.RECORD)
    sight.needs(Kind(kind))
    if Kind(kind) not in SHAREABLE:
        raise NotNow("Choose what the paper is about from the list.")
    box, data = _box(sight.file_id), looked.data
    paper = Paper(
        file_id=sight.file_id,
        kind=Kind(kind).value,
        type=looked.type.code,
        size=len(data),
        parts=count(data),
        added_at=timezone.now(),
        added_by_id=by.user_id,
    )
    paper.name = box.seal(looked.name, place("files.Paper", "name", paper.pk))
    if description.strip():
        paper.description = box.seal(description.strip(), place("files.Paper", "description", paper.pk))
    paper.checksum = box.seal(hashlib.sha256(data).hexdigest(), place("files.Paper", "checksum", paper.pk))
    paper.save(force_insert=True)
    Part.objects.bulk_create(
        (
            Part(paper=paper, number=number, content=sealed)
            for number, sealed in sealed_parts(box, paper.pk, data)
        ),
        batch_size=4,
    )
    record(who=by.who, verb="attached a paper", about=sight.file_id, shown=[paper.kind], why=looked.type.name)
    return paper


@transaction.atomic
def take_back(*, sight: Sight, paper_id: UUID, because: str, by: Actor) -> None:
    """Show a paper no more. It is kept, with the reason."""
    sight.require(Permission.RECORD)
    paper = Paper.objects.select_for_update(of=("self",)).filter(pk=paper_id, file=sight.file_id).first()
    if paper is None or Kind(paper.kind) not in sight.kinds:
        raise NotNow("That paper is not on this case.")
    if paper.taken_back_at is not None:
        raise NotNow("Somebody has taken that paper back already.")
    if not because.strip():
        raise NotNow("Say why it is taken back.")
    paper.taken_back_at, paper.taken_back_by_id = timezone.now(), by.user_id
    sealed = _box(sight.file_id).seal(because.strip(), place("files.Paper", "taken_back_because", paper.pk))
    paper.taken_back_because = sealed
    paper.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    record(
        who=by.who,
        verb="took a paper back",
        about=sight.file_id,
        shown=[paper.kind],
        why=BY_CODE[paper.type].name,
    )


def scan_waiting(scanner: str, *, at_most: int = MOST_AT_ONCE) -> tuple[int, int, int]:
    """Scan what waits, the longest waiting first. Returns how many were clean, infected, and could not be scanned."""
    said = [_scanned(number, scanner) for number in _waiting(at_most)]
    return said.count(Scan.CLEAN), said.count(Scan.INFECTED), said.count(Scan.WAITING)


def _waiting(at_most: int) -> list[UUID]:
    """The longest waiting, without those that nobody can read any more: their keys were destroyed."""
    rows = Paper.objects.filter(scan=Scan.WAITING).order_by("id").values_list("pk", "file_id")
    found: list[UUID] = []
    page = list(rows[:MOST_AT_ONCE])
    while page and len(found) < at_most:
        readable = keys.kept(file_id for _, file_id in page)
        found += [number for number, file_id in page if file_id in readable]
        page = list(rows.filter(pk__gt=page[-1][0])[:MOST_AT_ONCE])
    return found[:at_most]


def _scanned(number: UUID, scanner: str) -> Scan:
    """The scanner is asked outside of any transaction: it may take its time, and holds nobody up."""
    paper = Paper.objects.get(pk=number)
    try:
        verdict = scan(read_whole(paper), scanner)
    except (ScannerFailed, Unreadable) as error:
        log.warning("Paper %s could not be scanned: %s", number, error)
        return Scan.WAITING
    return keep_verdict(number, verdict)


@transaction.atomic
def keep_verdict(number: UUID, verdict: Verdict) -> Scan:
    """Keep what a scanner said of a paper."""
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=number)
    paper.scan = Scan.CLEAN if verdict.clean else Scan.INFECTED
    paper.scanned_at, paper.found = timezone.now(), verdict.found
    paper.save(update_fields=["scan", "scanned_at", "found"])
    why = "nothing found" if verdict.clean else say("found {found}", found=verdict.found)
    record(who=SCANNER, verb="scanned a paper", about=paper.file_id, shown=[paper.kind], why=why)
    return Scan(paper.scan)


def _box(file_id: UUID) -> Box:
    found = keys.boxes([file_id]).get(file_id)
    if found is None:
        raise NotNow("The key to this person’s case was destroyed. Nothing more can be written in it.")
    return found
