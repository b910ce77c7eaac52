"""Somebody holds the database, or the file of heads, and not the audit key. Whatever they change is found."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import F

from handrail.platform.audit import checkpoints, uuid7
from handrail.platform.audit.macs import FIRST_DIGEST, compute_link_digest, compute_record_mac
from handrail.platform.audit.models import Link, Record
from handrail.platform.audit.sealing import seal_pending_records
from handrail.platform.audit.verification import verify_trail
from support.trail import stops_down

pytestmark = pytest.mark.django_db
FIELDS = ["user_id", "user_name", "body_code", "body_name", "role", "verb", "why"]


@pytest.fixture
def trail(write):
    """Twelve records sealed in three batches (heads at links 4, 8 and 12), and two that wait for the sealer."""
    for _ in range(3):
        write(4)
        seal_pending_records()
    write(2)
    with stops_down():
        yield


def found():
    return kinds(verify_trail())


def kinds(report):
    """The kinds of faults, but for the stops that a tampering test takes down itself."""
    return {fault.kind for fault in report.faults} - {"stops"}


def sealed(sequence):
    return Record.objects.get(pk=Link.objects.get(pk=sequence).record_id)


def change(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)


def unsealed():
    return Record.objects.order_by("-id").first()


def test_an_untouched_trail_has_no_fault_and_names_its_unsealed_tail(trail):
    assert found() == set()
    report = verify_trail()
    assert (report.sealed, report.unsealed) == (12, 2)
    assert report.oldest_unsealed == Record.objects.order_by("-id")[1].at


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("which", [lambda: sealed(5), unsealed], ids=["sealed", "unsealed"])
def test_editing_any_text_is_found(trail, which, field):
    change(which(), **{field: "another"})
    assert found() <= {"edited", "inserted"}
    assert found()


@pytest.mark.parametrize(
    "values",
    [
        {"about": uuid4()},
        {"about": None},
        {"outcome": "refused"},
        {"shown": []},
        {"shown": ["name", "phone"]},
    ],
)
def test_editing_about_whom_what_came_of_it_and_what_was_shown_is_found(trail, values):
    change(sealed(5), **values)
    assert found() == {"edited"}


def test_moving_a_records_time_is_found(trail):
    change(sealed(5), at=F("at") + timedelta(microseconds=1))
    assert found() == {"edited"}


def test_swapping_two_records_times_is_found(trail):
    one, other = sealed(2), sealed(11)
    change(one, at=other.at)
    change(other, at=one.at)
    assert verify_trail().fault_count == 2 + len(missing_stops())


def test_swapping_the_times_of_records_not_yet_sealed_is_found(trail):
    one, other = Record.objects.order_by("-id")[:2]
    change(one, at=other.at)
    change(other, at=one.at)
    assert found() == {"inserted"}


def test_editing_a_record_with_its_mac_taken_from_another_is_found(trail):
    change(sealed(5), mac=sealed(6).mac)
    assert {"edited", "chain"} <= found()


def test_one_genuine_record_written_over_another_is_found(trail):
    copy = Record.objects.filter(pk=sealed(9).pk).values().get()
    change(sealed(5), **{name: value for name, value in copy.items() if name != "id"})
    assert found() == {"edited", "chain"}


def test_a_genuine_record_put_in_anothers_place_whole_is_found(trail):
    spare, gone = unsealed(), sealed(5)
    gone.delete()
    Link.objects.filter(pk=5).update(record_id=spare.pk)
    assert found() == {"chain"}


@pytest.mark.parametrize("sequence", [1, 5, 8, 12])
def test_deleting_a_record_is_found(trail, sequence):
    sealed(sequence).delete()
    assert found() == {"deleted"}


@pytest.mark.parametrize("sequence", [1, 5, 8])
def test_deleting_a_link_is_found(trail, sequence):
    Link.objects.filter(pk=sequence).delete()
    assert {"deleted", "chain"} <= found()


@pytest.mark.parametrize("sequence", [1, 5, 8])
def test_deleting_a_record_with_its_link_is_found(trail, sequence):
    sealed(sequence).delete()
    Link.objects.filter(pk=sequence).delete()
    assert {"deleted", "chain"} <= found()


def test_what_is_said_names_the_place_and_what_happened(trail):
    changed, gone, later = sealed(2), sealed(7), unsealed()
    number = gone.pk
    change(changed, why="another")
    change(later, why="another")
    gone.delete()
    Link.objects.filter(pk=5).delete()
    assert [fault.words for fault in verify_trail().faults if fault.kind != "stops"] == [
        f"Record {changed.pk} (link 2) was changed after it was written.",
        "After link 4 comes link 6: those between are gone.",
        "Link 6 does not follow from the one before: reordered, replaced or forged.",
        f"Record {number} (link 7) is gone.",
        f"Record {later.pk} was not written by the product, or was changed since.",
    ]


def test_what_the_other_rooms_verify_may_fail_and_the_rest_is_looked_at(trail, settings):
    settings.AUDIT_VERIFICATIONS = ("builtins.int",)  # cannot make a number of a report
    unreadable = [fault for fault in verify_trail().faults if fault.kind == "unreadable"]
    assert len(unreadable) == 1
    assert "those after it were not checked: TypeError" in unreadable[0].words
    assert missing_stops()


def test_a_row_that_opens_something_and_cannot_be_read_is_found(trail, cast, on_postgres):
    if on_postgres:
        pytest.skip("PostgreSQL refuses such a mac")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_user SET mac = 'text'")
    assert "unreadable" in found()


def test_deleting_a_record_and_closing_the_gap_is_found(trail):
    sealed(5).delete()
    Link.objects.filter(pk=5).delete()
    for sequence in range(6, 13):
        Link.objects.filter(pk=sequence).update(sequence=sequence - 1)
    assert {"chain", "heads", "cut"} <= found()


def test_a_forged_record_is_found_before_it_is_sealed(trail):
    forged = unsealed()
    forged.pk, forged.verb = uuid7.new_uuid7(forged.at), "forged"
    forged.save(force_insert=True)
    assert found() == {"inserted"}


def test_a_forged_record_is_found_after_it_is_sealed(trail):
    forged = unsealed()
    forged.pk = uuid7.new_uuid7(forged.at)
    forged.save(force_insert=True)
    seal_pending_records()
    assert found() == {"edited"}


def test_a_forged_link_in_the_middle_is_found(trail):
    for sequence in range(12, 4, -1):
        Link.objects.filter(pk=sequence).update(sequence=sequence + 1)
    Link.objects.create(sequence=5, record_id=unsealed().pk, is_head=False, digest=bytes(32))
    assert {"chain", "heads"} <= found()


def test_a_forged_link_at_the_end_is_found(trail):
    Link.objects.create(sequence=13, record_id=unsealed().pk, is_head=True, digest=bytes(32))
    assert found() == {"chain", "heads"}


@pytest.mark.parametrize(("one", "other"), [(5, 6), (1, 12), (4, 8)])
def test_reordering_is_found(trail, one, other):
    first, second = (Link.objects.get(pk=sequence).record_id for sequence in (one, other))
    Link.objects.filter(pk=one).update(record_id=uuid4())
    Link.objects.filter(pk=other).update(record_id=first)
    Link.objects.filter(pk=one).update(record_id=second)
    assert found() == {"chain"}


def test_reordering_with_the_digests_along_is_found(trail):
    for sequence, to in ((5, 99), (6, 5), (99, 6)):
        Link.objects.filter(pk=sequence).update(sequence=to)
    assert found() == {"chain"}


@pytest.mark.parametrize("kept", [0, 3, 4, 8, 11])
def test_cutting_off_the_end_of_the_chain_is_found(trail, kept):
    Record.objects.filter(pk__in=Link.objects.filter(pk__gt=kept).values("record_id")).delete()
    Link.objects.filter(pk__gt=kept).delete()
    assert found() == {"cut"}


def test_cutting_off_the_end_is_found_after_sealing_went_on(trail, write):
    Record.objects.filter(pk__in=Link.objects.filter(pk__gt=8).values("record_id")).delete()
    Link.objects.filter(pk__gt=8).delete()
    seal_pending_records()
    assert found()
    write(20)
    seal_pending_records()
    assert found()


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_cutting_the_file_of_heads_is_found(trail, heads_file, kept):
    lines = heads_file.read_text().splitlines(keepends=True)
    heads_file.write_text("".join(lines[:kept]))
    assert found() == {"heads"}


@pytest.mark.parametrize("kept", [0, 1])
def test_cutting_the_file_of_heads_is_found_after_sealing_went_on(trail, heads_file, kept):
    lines = heads_file.read_text().splitlines(keepends=True)
    heads_file.write_text("".join(lines[:kept]))
    seal_pending_records()
    assert found() == {"heads"}


def test_removing_the_file_of_heads_is_found(trail, heads_file):
    heads_file.unlink()
    assert found() == {"heads"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [lines[0], lines[2]],
        lambda lines: [lines[1], lines[0], lines[2]],
        lambda lines: [lines[0], lines[1].replace("8 ", "9 ", 1), lines[2]],
        lambda lines: [lines[0], lines[1].replace("T", " "), lines[2]],
        lambda lines: [*lines, "rubbish\n"],
        lambda lines: [*lines, "\n"],
        lambda lines: [*lines[:2], lines[2][:-9]],
        lambda lines: ["é\n", *lines],
    ],
)
def test_spoiling_the_file_of_heads_is_found(trail, heads_file, spoil):
    heads_file.write_text("".join(spoil(heads_file.read_text().splitlines(keepends=True))))
    assert "heads" in found()


def test_what_is_said_of_the_file_of_heads_names_line_link_and_file(trail, heads_file):
    first, _, last = heads_file.read_text().splitlines(keepends=True)
    moment = checkpoints.parse_checkpoint(last.strip()).at
    heads_file.write_text("")
    checkpoints.append_checkpoint(checkpoints.Checkpoint(0, bytes(36), moment))
    with heads_file.open("a") as file:
        file.write(f"{first}rubbish\n")
    checkpoints.append_checkpoint(checkpoints.Checkpoint(8, bytes(36), moment))
    with heads_file.open("a") as file:
        file.write(last)
    report = verify_trail()
    assert {fault.words for fault in report.faults if fault.kind == "heads"} == {
        "The file of heads knows link 0 at a place where the chain has no such head.",
        "Line 3 of the file of heads is not what the sealer wrote.",
        "Link 8 is not the one whose head was written to the file of heads.",
    }
    assert report.newest_head == moment
    heads_file.write_text("")
    assert verify_trail().newest_head is None


def test_hiding_a_missing_head_by_calling_its_link_an_ordinary_one_is_found(trail, heads_file):
    lines = heads_file.read_text().splitlines(keepends=True)
    heads_file.write_text(lines[0] + lines[2])
    Link.objects.filter(pk=8).update(is_head=False)
    assert found() == {"chain"}


def test_a_chain_made_again_without_the_key_is_found(trail, settings):
    genuine, settings.AUDIT_KEY = settings.AUDIT_KEY, "a key that the attacker made up, just as long"
    make_again()
    settings.AUDIT_KEY = genuine
    assert {"edited", "chain", "heads"} <= found()


def test_a_chain_made_again_with_the_key_is_found_by_its_heads(trail):
    make_again()
    assert found() == {"heads"}


def make_again():
    """Remove record 5 and write the whole chain anew."""
    sealed(5).delete()
    Link.objects.all().delete()
    digest = FIRST_DIGEST
    for sequence, record in enumerate(Record.objects.order_by("id"), 1):
        record.mac = compute_record_mac(record)
        record.save()
        head = sequence % 4 == 0
        digest = compute_link_digest(digest, sequence, record.pk, record.mac, is_head=head)
        Link.objects.create(sequence=sequence, record_id=record.pk, is_head=head, digest=digest)


def test_a_sealer_that_stopped_before_writing_its_head_is_made_good_by_the_next(trail, heads_file):
    lines = heads_file.read_text().splitlines(keepends=True)
    heads_file.write_text("".join(lines[:-1]))
    assert found() == {"heads"}
    seal_pending_records()
    assert found() == set()
    assert [checkpoints.parse_checkpoint(line.strip()).sequence for line in heads_file.open()] == [
        4,
        8,
        12,
        14,
    ]


def test_missing_stops_are_found(trail):
    assert missing_stops()


def missing_stops():
    return [fault for fault in verify_trail().faults if fault.kind == "stops"]


def test_a_trail_full_of_faults_is_counted_and_not_all_kept(write):
    write(150)
    with stops_down():
        Record.objects.update(why="x")
    report = verify_trail()
    assert (report.fault_count, len(report.faults)) == (150, 100)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("shown", "5"),
        ("shown", "null"),
        ("at", "infinity"),
        ("at", "0001-01-01 00:00:00+00"),
        ("mac", "text"),
    ],
)
def test_a_row_that_cannot_be_read_is_found_and_the_rest_is_looked_at(trail, column, value):
    where, kind = (sealed(5).pk, "uuid") if connection.vendor == "postgresql" else (sealed(5).pk.hex, "text")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE audit_record SET {column} = %s WHERE id = CAST(%s AS {kind})", [value, where])
    change(unsealed(), why="another")
    assert {"unreadable", "edited"} & found()
    assert "inserted" in found()


def test_a_copy_kept_elsewhere_finds_a_cut_of_chain_and_heads_alike(trail, heads_file, tmp_path):
    copy = tmp_path / "copy.log"
    lines = heads_file.read_text().splitlines(keepends=True)
    copy.write_text("".join(lines))
    heads_file.write_text("".join(lines[:2]))
    Record.objects.filter(pk__in=Link.objects.filter(pk__gt=8).values("record_id")).delete()
    Link.objects.filter(pk__gt=8).delete()
    assert found() == set()  # whoever holds both leaves no trace here: this is why a copy is kept
    assert kinds(verify_trail(copy)) == {"cut"}


def test_a_copy_that_is_older_than_the_chain_is_no_fault(trail, heads_file, tmp_path):
    copy = tmp_path / "copy.log"
    copy.write_text(heads_file.read_text().splitlines(keepends=True)[0])
    assert kinds(verify_trail(copy)) == set()
    change(sealed(2), why="another")
    assert kinds(verify_trail(copy)) == {"edited"}
