"""The heads in several places: whoever cuts chain and file alike must reach every one of them."""

import re

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command

from handrail.platform.audit import checkpoints
from handrail.platform.audit.checkpoint_copy_stores import complete_checkpoint_file_from_copies
from handrail.platform.audit.models import Link, Record
from handrail.platform.audit.sealing import seal_pending_records
from handrail.platform.audit.verification import verify_trail
from handrail.platform.vault.models import CheckpointCopy
from support.trail import stops_down

pytestmark = pytest.mark.django_db
KEY_STORE = "handrail.platform.vault.checkpoint_copies.KeyStoreCheckpointCopyStore"


@pytest.fixture
def places(settings, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    settings.AUDIT_HEADS_COPIES = [str(tmp_path / "elsewhere" / "heads.log")]
    settings.AUDIT_CHECKPOINT_PLACES = (KEY_STORE,)
    return tmp_path / "elsewhere" / "heads.log"


def seal(write, batches=3):
    for _ in range(batches):
        write(2)
        seal_pending_records()


def cut_chain_and_file(heads_file, kept):
    lines = heads_file.read_text().splitlines(keepends=True)
    heads_file.write_text("".join(lines[:kept]))
    with stops_down():
        Record.objects.filter(pk__in=Link.objects.filter(pk__gt=2 * kept).values("record_id")).delete()
        Link.objects.filter(pk__gt=2 * kept).delete()


def test_every_place_has_every_head(write, heads_file, places):
    seal(write)
    lines = heads_file.read_text().splitlines()
    assert len(lines) == 3
    assert places.read_text().splitlines() == lines
    assert list(CheckpointCopy.objects.order_by("sequence").values_list("line", flat=True)) == lines
    assert places.stat().st_mode & 0o077 == 0
    report = verify_trail()
    assert report.fault_count == 0
    assert list(report.newest_copies) == [f"the copy {places}", "the copy in the key store"]


@pytest.mark.parametrize("left", ["file", "key store"])
def test_one_place_that_was_not_reached_is_enough_to_find_a_cut(write, heads_file, places, left):
    seal(write)
    cut_chain_and_file(heads_file, kept=2)
    if left == "file":
        CheckpointCopy.objects.filter(sequence__gt=4).delete()
    else:
        places.write_text("".join(places.read_text().splitlines(keepends=True)[:2]))
    (fault,) = verify_trail().faults
    assert fault.kind == "cut"
    assert "knows link 6" in fault.words
    assert (str(places) in fault.words) == (left == "file")


def test_a_chain_that_went_on_after_a_cut_is_found_by_the_copies(write, heads_file, places):
    seal(write)
    cut_chain_and_file(heads_file, kept=2)
    seal(write, batches=2)  # link 6 is another one now
    kinds = {fault.kind for fault in verify_trail().faults}
    assert kinds == {"heads"}


def test_a_place_that_was_away_stops_no_sealing_and_is_filled_up_later(write, heads_file, places, caplog):
    places.parent.rmdir()
    seal(write)
    assert len(heads_file.read_text().splitlines()) == 3
    said = f"The heads of the audit trail could not be copied to the copy {places}. It is tried again."
    assert said in caplog.messages
    report = verify_trail()
    assert (report.fault_count, report.unreached) == (0, [f"the copy {places}"])
    places.parent.mkdir()
    seal(write, batches=1)
    assert places.read_text() == heads_file.read_text()


def test_a_copy_that_lags_behind_is_no_fault_and_one_with_a_gap_is(write, heads_file, places):
    seal(write)
    lines = places.read_text().splitlines(keepends=True)
    places.write_text("".join(lines[:2]))
    assert verify_trail().faults == []
    places.write_text(lines[0] + lines[2])
    (fault,) = verify_trail().faults
    assert (fault.kind, fault.words) == (
        "heads",
        f"The copy {places} lacks the head of link 4: it was cut, or lines are gone.",
    )


def test_a_place_that_is_new_gets_everything_though_the_file_is_long(write, heads_file, places, settings):
    copies, settings.AUDIT_HEADS_COPIES = settings.AUDIT_HEADS_COPIES, []
    seal(write, batches=40)  # more than the end of the file that is read first
    settings.AUDIT_HEADS_COPIES = copies
    seal(write, batches=1)
    assert places.read_text() == heads_file.read_text()


def test_the_command_names_what_it_compared_and_what_it_could_not_reach(write, places, capsys):
    seal(write)
    places.unlink()
    call_command("audit_verify")
    said = capsys.readouterr().out
    assert "Compared with the copy in the key store too (newest:" in said
    assert f"NOT REACHED: the copy {places}." in said


def test_one_mail_a_day_has_the_newest_head_and_finds_a_cut(write, heads_file, settings, tmp_path, capsys):
    settings.AUDIT_HEADS_MAIL = ["keeper@example.org"]
    seal(write)
    with time_machine.travel("2099-01-02 12:00"):
        seal(write)
    first, second = mail.outbox
    assert (first.to, "Ann" in first.body) == (["keeper@example.org"], False)
    lines = [re.search(r"^\d+ [0-9a-f]{72} .*$", one.body, re.M)[0] for one in (first, second)]
    kept = tmp_path / "mailed.log"
    kept.write_text("".join(f"{line}\n" for line in lines))
    call_command("audit_verify", "--mailed", str(kept))
    cut_chain_and_file(heads_file, kept=1)
    with pytest.raises(CommandError):
        call_command("audit_verify", "--mailed", str(kept))
    assert "FAULT (cut)" in capsys.readouterr().out


BODY = """This line proves what the audit trail held on this day. It names nobody. Keep this mail.

{line}

To compare: save such lines in a file, one below the other in the order in which they came, and run
handrail audit verify --mailed FILE
"""


def test_a_mail_goes_once_a_day_with_the_newest_line(write, heads_file, settings):
    settings.AUDIT_HEADS_MAIL = ["keeper@example.org"]
    for moment, sent in (("02 10:00", 1), ("02 12:00", 1), ("03 10:00", 2)):
        with time_machine.travel(f"2099-03-{moment}"):
            seal(write, batches=1)
        assert len(mail.outbox) == sent, moment
    assert mail.outbox[1].body == BODY.format(line=heads_file.read_text().splitlines()[-1])
    assert mail.outbox[1].subject == "Handrail: head of the audit trail, 3 March 2099"


def test_a_mail_that_could_not_be_sent_is_tried_again(write, settings, caplog):
    settings.AUDIT_HEADS_MAIL = ["keeper@example.org\nand a line that no mail may have"]
    with time_machine.travel("2099-04-02 12:00"):
        seal(write, batches=1)
        said = "The day's head of the audit trail could not be sent by mail. It is tried again."
        assert said in caplog.messages
        settings.AUDIT_HEADS_MAIL = ["keeper@example.org"]
        seal(write, batches=1)
    assert len(mail.outbox) == 1


def test_no_file_of_heads_is_an_empty_one(settings, tmp_path):
    settings.AUDIT_HEADS = tmp_path / "none yet.log"
    assert checkpoints.get_checkpoint_file_size() == 0
    assert list(checkpoints.iterate_checkpoint_lines(10)) == []


def test_lines_are_read_as_they_are_and_as_far_as_the_file_was_long(settings, tmp_path):
    settings.AUDIT_HEADS = tmp_path / "heads.log"
    settings.AUDIT_HEADS.write_text("ab \ncdX\nefgh\n")
    assert list(checkpoints.iterate_checkpoint_lines(10)) == ["ab ", "cdX", "ef"]


def test_a_line_of_another_says_what_is_wrong():
    with pytest.raises(checkpoints.InvalidCheckpointError, match=r"^The mac of the line is wrong\.$"):
        checkpoints.parse_checkpoint("1 00 2026-11-28T09:00:00+00:00 00")


def test_a_machine_that_seals_after_another_has_its_heads_first(write, heads_file, places):
    seal(write)
    whole = heads_file.read_text()
    heads_file.write_text(whole.splitlines(keepends=True)[0])
    assert complete_checkpoint_file_from_copies() == 2
    assert heads_file.read_text() == whole
    assert verify_trail().fault_count == 0


def test_a_forged_head_is_taken_from_no_place(write, heads_file, places):
    seal(write)
    heads_file.write_text("")
    places.unlink()
    CheckpointCopy.objects.filter(sequence=4).update(line="4 00 2026-01-01T00:00:00+00:00 00")
    assert complete_checkpoint_file_from_copies() == 0


def test_a_file_of_heads_that_was_lost_comes_back_from_its_first_head(write, heads_file, places):
    write(1)
    seal_pending_records()
    whole = heads_file.read_text()
    assert whole.startswith("1 ")
    heads_file.unlink()
    assert complete_checkpoint_file_from_copies() == 1
    assert heads_file.read_text() == whole
