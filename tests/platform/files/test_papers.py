"""Papers: sealed at rest, held until scanned, shown by kind, taken back; a real scanner command, a real socket."""

import socket
import stat
import sys
import threading

import pytest

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.lifecycle.actions.opening import open_case
from handrail.people.cases.lifecycle.actions.papers import attach_document_to_case, withdraw_case_document
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import File
from handrail.platform.audit.models import Record
from handrail.platform.files import queries
from handrail.platform.files.actions import scan_waiting_documents_and_count_results
from handrail.platform.files.file_types import MEGABYTE
from handrail.platform.files.inspection import FileRejectedError
from handrail.platform.files.models import Paper, Part
from handrail.platform.files.scan_results import VirusScanState
from handrail.platform.files.scanner import VirusScannerError, scan_bytes_for_viruses
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.vault import keys
from handrail.platform.vault.errors import DecryptionError
from handrail.site import scan as command
from support import sample_files as made
from support.trail import lift_guard

SCANNER = """#!{python}
import sys
data = sys.stdin.buffer.read()
if b"EICAR" in data:
    print("stream: Eicar-Test-Signature FOUND")
    sys.exit(1)
if b"BREAK" in data:
    sys.exit(2)
"""


@pytest.fixture
def scanner(tmp_path):
    """A scanner that knows one thing, as a command of its own."""
    path = tmp_path / "scanner"
    path.write_text(SCANNER.format(python=sys.executable))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def add(cast, told, data=made.TEXT, name="letter.txt", kind=Kind.HEALTH, by="worker", description=""):
    return attach_document_to_case(
        case_id=told.case_id,
        kind=kind,
        name=name,
        data=data,
        description=description,
        by=getattr(cast, by).actor,
    )


def case_access(cast, told, who="worker"):
    return get_case_open_to_actor_by_reference(getattr(cast, who).actor, told.reference).case_access


def share(cast, told, *kinds):
    consents.record_sharing_answer(
        case_id=told.case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput("harbour", kinds),
        asked=ConsentAskingInput(on=Case.objects.get(pk=told.case_id).opened_at.date()),
        by=cast.worker.actor,
    )


def test_what_was_taken_in_comes_out_byte_for_byte(cast, told):
    data = bytes(range(256)) * 4096 * 2 + b"x"
    large = b"%PDF-" + data + b"%%EOF"
    paper = add(cast, told, large, "big.pdf")
    assert paper.parts == Part.objects.filter(paper=paper).count() == len(large) // MEGABYTE + 1
    assert queries.read_stored_document_content(case_access(cast, told), paper.pk) == large


def test_it_is_looked_over_before_anything_is_locked(cast, told, django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(FileRejectedError):
        add(cast, told, made.PDF[:-10], "a.pdf")


def test_of_a_photograph_only_the_picture_is_kept(cast, told):
    paper = add(cast, told, made.photograph(), "a.jpg")
    kept = queries.read_stored_document_content(case_access(cast, told), paper.pk)
    assert made.GPS not in kept
    assert paper.size == len(kept)


def test_nothing_of_it_can_be_read_in_the_database(cast, told):
    add(cast, told, description="Her sister’s letter")
    with lift_guard() as connection, connection.cursor() as cursor:
        for table in ("files_paper", "files_part"):
            cursor.execute(f"SELECT * FROM {table}")
            kept = b" ".join(
                bytes(c) if isinstance(c, bytes | memoryview) else str(c).encode() for r in cursor for c in r
            )
            for word in (b"Mirela", b"appointment", b"letter", b"sister"):
                assert word not in kept


@pytest.mark.parametrize("harm", ["cut", "swapped", "changed"])
def test_a_paper_that_was_tampered_with_opens_no_more(cast, told, harm):
    paper = add(cast, told, b"%PDF-" + bytes(2 * MEGABYTE) + b"%%EOF", "a.pdf")
    first, second, last = Part.objects.filter(paper=paper).order_by("number")
    if harm == "cut":
        last.delete()
        Paper.objects.filter(pk=paper.pk).update(parts=2)
    elif harm == "swapped":
        Part.objects.filter(pk=first.pk).update(content=second.content)
    else:
        Part.objects.filter(pk=last.pk).update(content=last.content[:-1] + bytes([last.content[-1] ^ 1]))
    with pytest.raises(DecryptionError):
        queries.read_stored_document_content(case_access(cast, told), paper.pk)


def test_with_the_key_gone_it_is_gone(cast, told):
    paper = add(cast, told)
    keys.destroy_file_key(told.case_id)
    assert [line.name for line in queries.list_stored_documents(case_access(cast, told)).lines] == [""]
    with pytest.raises(DecryptionError):
        queries.read_stored_document_content(case_access(cast, told), paper.pk)
    with pytest.raises(ActionNotPossibleError, match="erased"):
        add(cast, told)


def test_its_kind_decides_who_sees_it(cast, told):
    passport, letter = add(cast, told, kind=Kind.IDENTITY), add(cast, told, kind=Kind.HEALTH)
    with pytest.raises(NotVisible):
        case_access(cast, told, "partner")
    share(cast, told, Kind.HEALTH)
    seen = case_access(cast, told, "partner")
    assert [line.paper_id for line in queries.list_stored_documents(seen).lines] == [letter.pk]
    assert queries.get_stored_document_row(seen, letter.pk).name == "letter.txt"
    with pytest.raises(Denied, match="Name and identity"):
        queries.get_stored_document_row(seen, passport.pk)
    with pytest.raises(Denied, match="shared with your organisation to see"):
        add(cast, told, by="partner")


def test_a_paper_of_another_case_is_not_here(cast, told):
    paper = add(cast, told)
    case = open_case(by=cast.worker.actor)
    other = get_case_open_to_actor_by_reference(cast.worker.actor, case.reference).case_access
    with pytest.raises(NotVisible):
        queries.get_stored_document_row(other, paper.pk)
    with pytest.raises(ActionNotPossibleError, match="not on this case"):
        withdraw_case_document(case_id=case.pk, paper_id=paper.pk, because="x", by=cast.worker.actor)


def test_taken_back_it_is_shown_no_more_and_kept_with_its_reason(cast, told):
    paper = add(cast, told)
    withdraw_case_document(
        case_id=told.case_id, paper_id=paper.pk, because="Another person’s", by=cast.lead.actor
    )
    found = queries.list_stored_documents(case_access(cast, told))
    assert (found.lines, found.taken_back) == ((), 1)
    with pytest.raises(NotVisible):
        queries.get_stored_document_row(case_access(cast, told), paper.pk)
    assert Part.objects.filter(paper=paper).exists()
    assert Paper.objects.get().taken_back_because
    with pytest.raises(ActionNotPossibleError, match="already"):
        withdraw_case_document(case_id=told.case_id, paper_id=paper.pk, because="x", by=cast.worker.actor)


def test_a_closed_case_takes_no_paper(cast, told):
    from django.utils import timezone  # noqa: PLC0415 - beside its one use

    Case.objects.filter(pk=told.case_id).update(closed_at=timezone.now(), closed_by=cast.worker)
    with pytest.raises(ActionNotPossibleError, match="closed"):
        add(cast, told)


def test_what_waits_is_scanned_once_and_said(cast, told, scanner):
    clean, bad, broken = (
        add(cast, told, data, f"{n}.txt") for n, data in enumerate((made.TEXT, made.EICAR, b"BREAK it"))
    )
    assert scan_waiting_documents_and_count_results(scanner) == (1, 1, 1)
    assert scan_waiting_documents_and_count_results(scanner) == (0, 0, 1)
    stood = {p.pk: (p.scan, p.found) for p in Paper.objects.all()}
    assert stood == {
        clean.pk: (VirusScanState.CLEAN, ""),
        bad.pk: (VirusScanState.INFECTED, "Eicar-Test-Signature"),
        broken.pk: (VirusScanState.WAITING, ""),
    }
    with pytest.raises(NotVisible):
        queries.read_stored_document_content(case_access(cast, told), bad.pk)
    said = Record.objects.filter(about=told.case_id, verb="scanned a document").values_list("why", flat=True)
    assert sorted(said) == ["found Eicar-Test-Signature", "no viruses found"]


def test_papers_whose_key_was_destroyed_hold_nobody_up(cast, told, scanner, monkeypatch):
    monkeypatch.setattr("handrail.platform.files.actions.MOST_AT_ONCE", 2)
    for number in range(5):
        add(cast, told, name=f"{number}.txt")
    keys.destroy_file_key(told.case_id)
    case = open_case(by=cast.worker.actor)
    for name in ("a.txt", "b.txt"):
        attach_document_to_case(
            case_id=case.pk, kind=Kind.HEALTH, name=name, data=b"x", description="", by=cast.worker.actor
        )
    assert scan_waiting_documents_and_count_results(scanner, at_most=1) == (1, 0, 0)
    assert scan_waiting_documents_and_count_results(scanner, at_most=9) == (1, 0, 0)
    assert scan_waiting_documents_and_count_results(scanner, at_most=9) == (0, 0, 0)


def test_a_scanner_that_is_not_there_is_no_answer():
    for wrong in ("/nowhere/at/all", "clamd:/nowhere/at/all.sock"):
        with pytest.raises(VirusScannerError):
            scan_bytes_for_viruses(b"x", wrong)


def test_a_scanner_behind_a_socket(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        server.listen()
        heard = []
        thread = threading.Thread(target=answer_twice, args=(server, heard))
        thread.start()
        found = [
            scan_bytes_for_viruses(data, f"clamd:{tmp_path / 's'}").found
            for data in (made.TEXT * 4000, made.EICAR)
        ]
        thread.join()
    assert found == ["", "Eicar-Signature"]
    assert heard == [made.TEXT * 4000, made.EICAR]


def answer_twice(server, heard):
    """clamd as its manual has it: a word, then pieces after their lengths, until one of no length."""
    for said in (b"stream: OK\0", b"stream: Eicar-Signature FOUND\0"):
        with server.accept()[0] as talk, talk.makefile("rb") as sent:
            assert sent.read(10) == b"zINSTREAM\0"
            data = b""
            while length := int.from_bytes(sent.read(4), "big"):
                data += sent.read(length)
            heard.append(data)
            talk.sendall(said)


def test_the_command_says_what_it_did(cast, told, scanner, settings, capsys, monkeypatch):
    monkeypatch.setattr("handrail.site.databases.set_up_django", lambda: None)
    add(cast, told)
    assert command.main([]) == 2
    assert "No scanner is set" in capsys.readouterr().out
    settings.SCANNER = scanner
    assert command.main([]) == 0
    assert "Nothing found: 1. Harmful: 0." in capsys.readouterr().out
    add(cast, told, made.EICAR, "e.txt")
    assert command.main([]) == 1


def test_a_paper_belongs_to_its_file_and_every_act_is_written_down(cast, told):
    paper = add(cast, told)
    assert paper.file == File.objects.get(pk=told.case_id)
    withdraw_case_document(case_id=told.case_id, paper_id=paper.pk, because="x", by=cast.worker.actor)
    verbs = Record.objects.filter(about=told.case_id).values_list("verb", flat=True)
    assert {"uploaded a document", "withdrew a document"} <= set(verbs)
