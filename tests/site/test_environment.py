"""Settings that would send something in clear, or hold half of what they need, stop with what to do."""

import subprocess

import pytest
from django.core.exceptions import ImproperlyConfigured

from handrail.site import environment, mail_environment, serve, supervisor, work
from handrail.site.page_server import count_threads_of_worker, get_certificate
from support.served import HANDRAIL, alone

DATABASE = "HANDRAIL_DATABASE_URL"


def database(monkeypatch, tmp_path, address):
    monkeypatch.setenv(DATABASE, address)
    return environment.get_database_settings(DATABASE, tmp_path / "none.sqlite3")


@pytest.mark.parametrize(
    "address",
    [
        "postgres://me@localhost/handrail",
        "postgres:///handrail?host=/run/postgresql",
        "postgres://me@db.example.org/handrail?sslmode=verify-full&sslcert=me.pem&sslkey=me.key",
    ],
)
def test_a_database_here_or_by_tls_with_its_certificate_checked_is_taken(monkeypatch, tmp_path, address):
    made = database(monkeypatch, tmp_path, address)
    assert made["PASSWORD"] == ""
    assert made["OPTIONS"].get("sslcert") in (None, "me.pem")


@pytest.mark.parametrize("mode", ["", "?sslmode=require", "?sslmode=disable", "?host=db.example.org"])
def test_a_database_elsewhere_in_clear_stops(monkeypatch, tmp_path, mode):
    with pytest.raises(ImproperlyConfigured, match="sslmode=verify-full"):
        database(monkeypatch, tmp_path, f"postgres://me@10.0.0.7/handrail{mode}")
    monkeypatch.setenv("HANDRAIL_PRIVATE_NETWORK", "True")
    assert database(monkeypatch, tmp_path, f"postgres://me@10.0.0.7/handrail{mode}")["NAME"] == "handrail"


def test_mail_and_a_scanner_elsewhere_in_clear_stop(monkeypatch, tmp_path):
    monkeypatch.setenv("HANDRAIL_MAIL_HOST", "mail.example.org")
    assert mail_environment.get_email_settings(tmp_path)["OPTIONS"]["use_tls"] is True
    monkeypatch.setenv("HANDRAIL_MAIL_TLS", "False")
    with pytest.raises(ImproperlyConfigured, match="HANDRAIL_MAIL_TLS"):
        mail_environment.get_email_settings(tmp_path)
    for here in ("clamd:/run/clamd.ctl", "clamd:localhost:3310", "clamdscan -", ""):
        monkeypatch.setenv("HANDRAIL_SCANNER", here)
        assert environment.get_virus_scanner_address("HANDRAIL_SCANNER") == here
    monkeypatch.setenv("HANDRAIL_SCANNER", "clamd:scanner.example.org:3310")
    with pytest.raises(ImproperlyConfigured, match="on this machine"):
        environment.get_virus_scanner_address("HANDRAIL_SCANNER")


def test_a_secret_comes_from_the_file_that_a_store_of_secrets_hands_over(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("out-of-the-store\n")
    monkeypatch.setenv("HANDRAIL_AUDIT_KEY_FILE", str(tmp_path / "key"))
    assert environment.read_key("HANDRAIL_AUDIT_KEY", tmp_path / "made.key") == "out-of-the-store"
    assert not (tmp_path / "made.key").exists()
    monkeypatch.setenv("HANDRAIL_AUDIT_KEY_FILE", str(tmp_path / "gone"))
    with pytest.raises(ImproperlyConfigured, match="HANDRAIL_AUDIT_KEY_FILE"):
        environment.read_key("HANDRAIL_AUDIT_KEY", tmp_path / "made.key")


def test_a_certificate_goes_with_its_key(monkeypatch):
    monkeypatch.setenv("HANDRAIL_TLS_CERTIFICATE", "tls.pem")
    with pytest.raises(ImproperlyConfigured, match="HANDRAIL_TLS_KEY"):
        get_certificate()


def test_a_worker_answers_one_at_a_time_on_sqlite_and_two_on_postgresql(monkeypatch):
    monkeypatch.delenv(DATABASE, raising=False)
    assert count_threads_of_worker() == 1
    monkeypatch.setenv(DATABASE, "postgres:///handrail?host=/run/postgresql")
    assert count_threads_of_worker() == 2


def test_the_sealer_works_without_the_master_key(migrated, tmp_path):
    kept = {"HANDRAIL_VAULT_MASTER_KEY_FILE": "/nowhere", "HANDRAIL_MAIL_PASSWORD": "secret"}
    told = supervisor.withhold_secrets_from_environment(alone(tmp_path, kept), work.NOT_THE_SEALERS)
    assert "/nowhere" not in told.values()
    assert "secret" not in told.values()
    done = subprocess.run([HANDRAIL, "audit", "seal"], env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
def test_pages_do_not_leave_the_machine_in_clear(settings, capsys):
    assert serve.main(["--host", "0.0.0.0", "--port", "1", "--alone"]) == 1
    assert "in clear" in capsys.readouterr().err
