"""Sealing and verifying from the command line."""

import json

import pytest
from django.core.management import CommandError, call_command

from handrail.platform.audit.models import Record
from support.trail import stops_down

pytestmark = pytest.mark.django_db


def test_a_sound_trail_is_said_in_plain_words(write, capsys, heads_file):
    write(3)
    call_command("audit_seal")
    write(1)
    call_command("audit_verify")
    said = capsys.readouterr().out
    assert "Records sealed: 3." in said
    assert f"Sealed records: 3, compared with the heads in {heads_file}" in said
    assert "Waiting for the sealer: 1, the oldest since" in said
    assert "No record, account or permission was changed, deleted, added, reordered or cut off." in said


def test_a_fault_is_named_and_ends_with_status_one(write, capsys):
    write(3)
    call_command("audit_seal")
    record = Record.objects.first()
    with stops_down():
        Record.objects.filter(pk=record.pk).update(why="another reason")
    with pytest.raises(CommandError, match="Faults in the audit trail: 1") as caught:
        call_command("audit_verify")
    assert caught.value.returncode == 1
    assert f"FAULT (edited): Record {record.pk} (link 1) was changed" in capsys.readouterr().out


def test_findings_come_as_json_too(write, capsys):
    write(2)
    call_command("audit_verify", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["sealed"], found["unsealed"], found["faults"]) == (0, 2, [])


def test_a_copy_of_the_heads_can_be_named(write, capsys, heads_file, tmp_path):
    write(1)
    call_command("audit_seal")
    copy = heads_file.rename(tmp_path / "copy.log")
    call_command("audit_verify", "--heads", str(copy))
    assert f"compared with the heads in {copy}" in capsys.readouterr().out
