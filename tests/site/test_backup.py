"""`handrail backup` and `handrail restore`, onto other databases, on both engines."""

import shutil
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from handrail.platform.vault.keys import record_erased_file_and_destroy_key
from handrail.site.backups import backup, restore
from handrail.site.backups.manifest import BrokenBackupError

FIRST, SECOND = datetime(2026, 3, 1, 2, 0, tzinfo=UTC), datetime(2026, 3, 9, 2, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def backed_up(told, tmp_path):
    """A case with everything told, then a backup of 1 March; then that person is erased, and a backup of 9 March."""
    backup.make_backup(tmp_path / "main", tmp_path / "keys", FIRST)
    record_erased_file_and_destroy_key(told.case_id, date(2026, 3, 5))
    backup.make_backup(tmp_path / "main", tmp_path / "keys", SECOND)
    return tmp_path


def drill(place, *more):
    return restore.main([str(place / "main"), "--keys", str(place / "keys"), "--check", *more])


def test_an_older_backup_comes_back_whole_and_without_whoever_was_erased_since(backed_up, capfd):
    assert drill(backed_up, "--at", "2026-03-01T020000Z") == 0
    said = capfd.readouterr().out
    assert "Backup of 2026-03-01T02:00:00+00:00" in said
    assert "A case was opened: the keys fit." in said
    assert "1 on the list, 1 of them from lists of later backups; 1 cases had come back" in said
    assert "0 faults" in said
    assert "The drill went well" in said


@pytest.mark.skipif(
    connection.vendor == "postgresql",
    reason="a drill ends other sessions, which the user of the suite may not",
)
@pytest.mark.one_engine
def test_a_drill_with_another_master_key_says_that_the_keys_do_not_fit(backed_up, settings, capfd):
    settings.VAULT_MASTER_KEY = "another key, of another installation entirely"
    assert drill(backed_up, "--at", "2026-03-01T020000Z") == 1
    assert "HANDRAIL_VAULT_MASTER_KEY is not the key" in capfd.readouterr().err


@pytest.mark.one_engine
def test_a_database_with_tables_is_never_restored_into(backed_up, capsys):
    assert restore.main([str(backed_up / "main"), "--keys", str(backed_up / "keys")]) == 1
    assert "is not empty, and nothing was changed" in capsys.readouterr().err


@pytest.mark.one_engine
def test_a_file_that_was_changed_or_cut_is_named_and_nothing_is_restored(backed_up):
    folder = backed_up / "keys" / "keys-2026-03-09T020000Z"
    with (folder / "erasures.json").open("a") as file:
        file.write(" ")
    with pytest.raises(BrokenBackupError, match=r"erasures\.json is not as it was written"):
        restore.find_backup(backed_up / "main", backed_up / "keys")
    (folder / "erasures.json").unlink()
    with pytest.raises(BrokenBackupError, match=r"erasures\.json is missing"):
        restore.find_backup(backed_up / "main", backed_up / "keys")
    shutil.rmtree(folder)
    with pytest.raises(BrokenBackupError, match="copy of the key store of the same moment"):
        restore.find_backup(backed_up / "main", backed_up / "keys")


@pytest.mark.one_engine
def test_copies_of_the_keys_are_thrown_away_sooner_and_nothing_else_in_the_folder_is(backed_up):
    (backed_up / "keys" / "keys-of-the-house.txt").write_text("kept")
    gone = backup.remove_older_backups(backed_up / "keys", "keys", before=datetime(2026, 3, 8, tzinfo=UTC))
    assert [path.name for path in gone] == ["keys-2026-03-01T020000Z"]
    assert sorted(path.name for path in (backed_up / "keys").iterdir()) == [
        "keys-2026-03-09T020000Z",
        "keys-of-the-house.txt",
    ]
    assert len(list((backed_up / "main").iterdir())) == 2


@pytest.mark.one_engine
def test_a_backup_holds_no_key_of_the_installation_and_is_not_half_made(backed_up, settings):
    held = [path for path in backed_up.rglob("*") if path.is_file()]
    for key in (settings.VAULT_MASTER_KEY, settings.AUDIT_KEY, settings.SECRET_KEY):
        assert not [path for path in held if key.encode() in path.read_bytes()]
    with pytest.raises(FileExistsError):
        backup.make_backup(backed_up / "main", backed_up / "keys", FIRST)
    assert not list(backed_up.rglob(".*.part"))
