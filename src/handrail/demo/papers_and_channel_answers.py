"""Papers of two people of the demo, and how they want to be reached: asked through interpreters, one by one."""

import struct
import zlib
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import SettableClock, use_simulated_clock
from handrail.people.cases.consent.actions.consents import (
    ConsentAskingInput,
    record_contact_channel_consent_answer,
    record_local_support_answer,
)
from handrail.people.cases.lifecycle.actions.papers import attach_document_to_case
from handrail.people.records.models import Case
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ContactChannelKind,
    InterpreterKnownToVictimAnswer,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.files.actions import save_scan_verdict
from handrail.platform.files.models import Paper
from handrail.platform.files.scanner import VirusScannerReply

MIRELA: Final = "LN-0417-M"
TUAN: Final = "LN-0398-D"
RUTH: Final = "ruth.adeyemi"
LETTER_TEXT: Final = (
    "Fenmarsh Surgery\n\nDear Ms Stoica,\n\nYour appointment about your wrist is on Thursday at 10:20am. "
    "An interpreter is booked. Bring nothing but yourself.\n"
)
PDF_BYTES: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 200]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font"
    b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length 71>>stream\n"
    b"BT /F1 14 Tf 40 120 Td (An invented decision letter, for the demo) Tj ET\nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def load_case_documents_and_safe_contact_answers(cast: DemoLookups, today: date) -> None:
    """Three papers, one of them not scanned yet; what two people said to each way. Done once."""
    cases = {case.reference: case for case in Case.objects.filter(reference__in=(MIRELA, TUAN))}
    if Paper.objects.exists() or len(cases) < 2 or RUTH not in cast.actors:
        return
    with transaction.atomic(), use_simulated_clock(timezone.now()) as clock:
        _add_case_documents(cast, cases[MIRELA], clock, today)
        _record_safe_contact_channel_answers(cast, cases[MIRELA], cases[TUAN], clock, today)


def _add_case_documents(cast: DemoLookups, case: Case, clock: SettableClock, today: date) -> None:
    sent = (
        (12, Kind.PATHWAY, "Decision letter.pdf", PDF_BYTES, "Reasonable grounds letter", True),
        (9, Kind.HEALTH, "Surgery.txt", LETTER_TEXT.encode(), "Appointment for her wrist", True),
        (
            1,
            Kind.SAFETY,
            "At the door.png",
            _make_invented_photograph_png(),
            "His car, photographed from her window yesterday.",
            False,
        ),
    )
    for days, kind, name, data, words, scanned in sent:
        clock.moment = _make_aware_moment_of_day_and_hour(today - timedelta(days=days), 11)
        paper = attach_document_to_case(
            case_id=case.pk, kind=kind, name=name, data=data, description=words, by=cast.actors[RUTH]
        )
        if scanned:
            save_scan_verdict(paper.pk, VirusScannerReply(""))


def _record_safe_contact_channel_answers(
    cast: DemoLookups, mirela: Case, tuan: Case, clock: SettableClock, today: date
) -> None:
    by, day = cast.actors[RUTH], today - timedelta(days=3)
    clock.moment = _make_aware_moment_of_day_and_hour(day, 12)
    asked = ConsentAskingInput(day, "ro", words="Only you, Ruth.", circle=InterpreterKnownToVictimAnswer.NO)
    record_local_support_answer(case_id=mirela.pk, said=ConsentAnswer.YES, asked=asked, by=by)
    met = timezone.localdate(mirela.opened_at)
    clock.moment = _make_aware_moment_of_day_and_hour(met, 12)
    for channel, said in (
        (ContactChannelKind.CALL, ConsentAnswer.YES),
        (ContactChannelKind.WHATSAPP, ConsentAnswer.NO),
    ):
        record_contact_channel_consent_answer(
            case_id=mirela.pk,
            channel=channel,
            said=said,
            asked=ConsentAskingInput(met, "ro", circle=InterpreterKnownToVictimAnswer.NO),
            by=by,
        )
    clock.moment = _make_aware_moment_of_day_and_hour(day, 12)
    through = ConsentAskingInput(
        day, "vi", words="He speaks like people from my village.", circle=InterpreterKnownToVictimAnswer.YES
    )
    record_contact_channel_consent_answer(
        case_id=tuan.pk, channel=ContactChannelKind.IN_PERSON, said=ConsentAnswer.YES, asked=through, by=by
    )


def _make_invented_photograph_png(width: int = 240, height: int = 160) -> bytes:
    """A grey evening with something dark in it, as a PNG."""

    def row(y: int) -> bytes:
        dark = 90 < y < 130
        return b"\0" + bytes(40 if dark and 60 < x < 180 else 220 - y for x in range(width))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(map(row, range(height))))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _make_aware_moment_of_day_and_hour(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
