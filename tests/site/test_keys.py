"""Keys are made by `handrail keys make` and by nothing else; without them, or with others, commands refuse."""

import subprocess

import pytest

from handrail.site import key_files
from support.served import HANDRAIL, alone

pytestmark = pytest.mark.one_engine
INVITE = [
    "invite",
    "ada@example.org",
    "--name",
    "Ada Vane",
    "--body",
    "lincolnshire-police",
    "--role",
    "officer",
]


@pytest.fixture
def run(tmp_path):
    """Type a command in a folder of its own; get its exit code and all that it said."""

    def run(*words, **environment):
        done = subprocess.run(
            [HANDRAIL, *words],
            env=alone(tmp_path, environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    return run


def test_no_command_makes_a_key_but_keys_make(run, tmp_path):
    for words in (["migrate"], ["serve", "--port", "0"]):
        code, said = run(*words)
        assert code == 1
        for variable in ("HANDRAIL_SECRET_KEY", "HANDRAIL_VAULT_MASTER_KEY", "HANDRAIL_AUDIT_KEY"):
            assert f"is missing: {variable}" in said
        assert "`handrail keys make`" in said
    assert not (tmp_path / "var" / "secrets").exists()
    code, said = run("keys", "make")
    made = sorted((tmp_path / "var" / "secrets").iterdir())
    assert (code, [path.name for path in made]) == (0, ["audit.key", "django.key", "vault-master.key"])
    kept = [path.read_text() for path in made]
    assert len(set(kept)) == 3
    assert all(len(key) == 64 for key in kept)
    assert [path.stat().st_mode & 0o077 for path in made] == [0, 0, 0]
    assert not any(key in said for key in kept)
    assert "nothing was made" in run("keys", "make")[1]
    assert [path.read_text() for path in made] == kept


def test_a_lost_key_or_another_stops_each_command_and_none_is_made_in_its_place(migrated, run, tmp_path):
    secrets = tmp_path / "var" / "secrets"
    (secrets / "audit.key").unlink()
    code, said = run("keys", "make")
    assert code == 1
    assert "Nothing was made" in said
    assert not (secrets / "audit.key").exists()
    code, said = run(*INVITE)
    assert code == 1
    assert "The audit key is missing" in said
    other = (secrets / "vault-master.key").read_text()[::-1]
    (secrets / "vault-master.key").write_text(other)
    (secrets / "audit.key").write_text(other)
    for words in (["serve", "--port", "0"], ["work"]):
        code, said = run(*words)
        assert code == 1
        assert "The master key does not fit" in said
        assert "The audit key does not fit" in said
        assert other not in said


def test_a_folder_for_a_store_of_secrets_gets_the_names_that_deploy_reads(run, tmp_path):
    folder = tmp_path / "credentials"
    assert run("keys", "make", "--folder", str(folder))[0] == 0
    files = {path.name for path in folder.iterdir()}
    assert files == {"secret_key", "vault_master_key", "audit_key"}
    named = {f"HANDRAIL_{name.upper()}_FILE": str(folder / name) for name in files}
    assert "nothing was made" in run("keys", "make", **named)[1]
    assert not (tmp_path / "var" / "secrets").exists()


def test_no_key_is_put_where_the_program_is_installed(run):
    inside = key_files.PACKAGE / "keys"
    code, said = run("keys", "make", "--folder", str(inside))
    assert code == 1
    assert "where the program is installed" in said
    assert not inside.exists()
