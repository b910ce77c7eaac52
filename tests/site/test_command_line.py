"""`handrail` as it is typed: in a process of its own, on an empty folder of its own."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from handrail.site import databases, serve
from support.repository import ROOT
from support.served import HANDRAIL, PATIENCE, alone, free_port, until_it_answers


@pytest.fixture
def run(tmp_path):
    """Type a command; get what it printed, what it complained of, and its exit code."""

    def run(*words, **environment):
        return subprocess.run(
            [HANDRAIL, *words],
            cwd=tmp_path,
            env=alone(tmp_path, environment),
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_help_lists_our_commands_before_djangos(run):
    lines = run("--help").stdout
    assert (
        lines.index("handrail demo code ROLE")
        < lines.index("Django's own commands")
        < lines.index("makemigrations")
    )


def test_help_of_each_command_says_what_it_does(run):
    for words in (("demo",), ("demo", "code"), ("serve",), ("practices",), ("invite",), ("audit", "verify")):
        assert "usage: handrail" in run(*words, "--help").stdout


@pytest.mark.parametrize(
    ("before", "leads_to"), [("", "http://localhost:8631"), ("https://h.example", "https://h.example")]
)
def test_links_lead_to_the_port_that_is_served_unless_an_address_is_set(monkeypatch, before, leads_to):
    monkeypatch.setenv("HANDRAIL_ADDRESS", before)
    monkeypatch.setattr(databases, "set_up_django", lambda: None)
    monkeypatch.setattr(serve, "_explain_what_prevents_serving", lambda host, port: "")
    monkeypatch.setattr(serve, "_set_training_variables_if_demo_data_only", lambda: None)
    monkeypatch.setattr(serve, "serve_pages_and_jobs", lambda options: 0)
    assert serve.main(["--port", "8631"]) == 0
    assert os.environ["HANDRAIL_ADDRESS"] == leads_to


@pytest.mark.parametrize(
    ("is_invented", "before", "contact"),
    [
        (True, "", "Handrail support, 01632 960200"),
        (True, "Ring the office", "Ring the office"),
        (False, "", ""),
    ],
)
def test_help_names_an_invented_contact_where_all_data_are_invented_and_none_is_set(
    monkeypatch, is_invented, before, contact
):
    monkeypatch.setenv("HANDRAIL_SUPPORT_CONTACT", before)
    monkeypatch.setenv("HANDRAIL_TRAINING", "")
    monkeypatch.setattr(
        "handrail.platform.reference.queries.is_database_of_demo_data_only", lambda: is_invented
    )
    serve._set_training_variables_if_demo_data_only()
    assert os.environ["HANDRAIL_SUPPORT_CONTACT"] == contact
    assert os.environ["HANDRAIL_TRAINING"] == ("True" if is_invented else "")


def test_a_demo_of_no_cases_or_of_too_many_is_not_begun(run):
    for number in ("0", "1000001", "many"):
        said = run("demo", "--cases", number)
        assert said.returncode == 2
        assert "--cases" in said.stderr
        assert "Traceback" not in said.stderr


def test_the_rules_answer_without_a_database_and_without_django():
    code = (
        "import sys; from handrail.site import cli; code = cli.run_command(['pathway', 'rules']);"
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    asked = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "HANDRAIL_DATABASE_URL": "nonsense"},
        capture_output=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout


def test_an_unknown_command_is_said_so(run):
    said = run("fly")
    assert said.returncode != 0
    assert "fly" in said.stderr
    assert "Did you mean" not in said.stderr
    assert "Traceback" not in said.stderr


def test_a_slip_in_a_command_is_answered_with_the_nearest(run):
    for typed, meant in (
        ("practises", "practices"),
        ("audit verfy", "audit verify"),
        ("key rotate", "keys rotate"),
        ("demo cod", "demo code"),
        ("makemigration", "makemigrations"),
    ):
        said = run(*typed.split())
        assert (said.returncode, said.stdout) == (2, "")
        assert f"Did you mean `handrail {meant}`?" in said.stderr
    assert "Did you mean `handrail audit verify` or `handrail audit seal`?" in run("audit").stderr


def test_help_on_codes_lists_the_roles(run):
    said = " ".join(run("demo", "code", "--help").stdout.split())
    assert "one of: navigator, duty_lead, adviser," in said


def test_serving_an_empty_database_says_what_to_do(run):
    run("keys", "make")
    said = run("serve", "--port", "0")
    assert said.returncode == 1
    assert "handrail migrate" in said.stderr


def test_what_is_written_is_for_the_account_that_runs_it_alone(run, tmp_path):
    run("keys", "make")
    run("serve")
    written = [path for path in (tmp_path / "var").rglob("*") if path.is_file()]
    assert written
    assert [path.name for path in written if path.stat().st_mode & 0o077] == []


def test_a_code_is_refused_where_there_is_no_database(run):
    assert "handrail demo" in run("demo", "code", "navigator").stderr


def test_a_code_is_refused_where_there_is_no_demo(migrated, run):
    refused = run("demo", "code", "navigator")
    assert refused.returncode == 1
    assert "does not say that everything in it is invented" in refused.stderr


def test_an_account_is_made_and_then_the_demo_leaves_the_database_alone(migrated, tmp_path, run):
    wanted = [
        "invite",
        "Ada@example.org",
        "--name",
        "Ada Vane",
        "--body",
        "lincolnshire-police",
        "--role",
        "officer",
    ]
    made = subprocess.run(
        [HANDRAIL, *wanted],
        env=alone(tmp_path),
        input="seven-quiet-herons-walk\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "can sign in with Ada@example.org" in made.stdout
    assert run(*wanted).returncode == 1
    refused = run("demo", "reset")
    assert refused.returncode == 1
    assert (tmp_path / "var" / "handrail.sqlite3").exists()


def test_a_real_database_that_lacks_a_migration_is_not_migrated_by_the_demo(migrated, tmp_path, run):
    wanted = ["invite", "ada@example.org", "--name", "Ada Vane", "--body", "lincolnshire-police"]
    assert run(*wanted, "--role", "officer", "--by-mail").returncode == 0
    database = sqlite3.connect(tmp_path / "var" / "handrail.sqlite3")
    with database:
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    refused = run("demo")
    assert refused.returncode == 1
    assert "the demo leaves it alone" in refused.stderr
    assert "Traceback" not in refused.stderr
    asked = database.execute("SELECT count(*) FROM django_migrations WHERE app = 'sessions'")
    assert asked.fetchone() == (0,)


def test_an_invitation_by_mail_asks_for_no_password_and_can_be_sent_again(migrated, run):
    wanted = ["invite", "ada@example.org", "--name", "Ada Vane", "--body", "lincolnshire-police"]
    for _ in range(2):
        made = run(*wanted, "--role", "officer", "--by-mail")
        assert made.returncode == 0, made.stderr
        assert "gets a mail with a link to choose a password" in made.stdout


def test_a_weak_first_password_makes_no_account(migrated, tmp_path, run):
    wanted = [
        "invite",
        "ada@example.org",
        "--name",
        "Ada Vane",
        "--body",
        "lincolnshire-police",
        "--role",
        "officer",
    ]
    made = subprocess.run(
        [HANDRAIL, *wanted],
        env=alone(tmp_path),
        input="short\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 1
    assert "too short" in made.stderr


def test_a_reset_of_what_was_made_halfway_clears_it(migrated, tmp_path, run):
    assert run("demo", "reset").returncode == 0
    left = {path.suffix for path in (tmp_path / "var").glob("*.sqlite3*")}
    assert left <= {".demo-lock"}  # taking the lock's file away would let two loads in


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_serving_stops_without_a_word_and_takes_its_children_with_it(migrated, tmp_path, run, stop):
    port = free_port()
    command = [HANDRAIL, "serve", "--port", str(port), "--workers", "1"]
    with _running(command, env=alone(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as served:
        until_it_answers(served, f"http://127.0.0.1:{port}/health/live")
        beside = _children_of(served.pid)
        if stop is signal.SIGINT:
            assert "in use" in run("serve", "--port", str(port)).stderr
            assert "being served" in run("demo", "reset").stderr
        # The address is printed a moment after the first answer.
        assert any(f"http://localhost:{port}" in line for line in served.stdout)
        served.send_signal(stop)
        _, err = served.communicate(timeout=PATIENCE)
    assert (served.returncode, err) == (0, "")
    assert [words for words in ("cli work", "page_server") if words in " ".join(beside.values())] == [
        "cli work",
        "page_server",
    ]
    assert [child for child in beside if Path(f"/proc/{child}").exists()] == []


@pytest.mark.parametrize("killed", ["serve", "pages"])
def test_nothing_goes_on_when_the_server_or_its_pages_are_killed(migrated, tmp_path, killed):
    port = free_port()
    command = [HANDRAIL, "serve", "--port", str(port), "--workers", "1"]
    with _running(command, env=alone(tmp_path), stderr=subprocess.PIPE) as served:
        until_it_answers(served, f"http://127.0.0.1:{port}/health/live")
        beside = _children_of(served.pid)
        pages = next(child for child, words in beside.items() if "site.page_server" in words)
        below = [*beside, *_children_of(int(pages))]
        os.kill(served.pid if killed == "serve" else int(pages), signal.SIGKILL)
        served.wait(timeout=PATIENCE)
    _until(lambda: [child for child in below if Path(f"/proc/{child}").exists()] == [])
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


def test_pages_are_replaced_and_every_request_is_answered_meanwhile(migrated, tmp_path):
    port = free_port()
    command = [HANDRAIL, "serve", "--port", str(port), "--workers", "1", "--alone"]
    with _running(command, env=alone(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as served:
        address = f"http://127.0.0.1:{port}/health/live"
        until_it_answers(served, address)
        (before,) = _children_of(served.pid)
        answers = []

        def is_followed():
            answers.append(_ask_as_a_proxy_does(address))
            return before not in _children_of(served.pid)

        served.send_signal(signal.SIGUSR2)
        _until(is_followed)
        answers.append(_ask_as_a_proxy_does(address))
        (after,) = _children_of(served.pid)
        served.terminate()
        _, err = served.communicate(timeout=PATIENCE)
    assert (served.returncode, err) == (0, "")
    assert set(answers) == {b"ok\n"}
    assert after != before
    assert not Path(f"/proc/{after}").exists()


def test_pages_that_cannot_follow_leave_the_ones_before(migrated, tmp_path):
    port, secret = free_port(), tmp_path / "secret"
    command = [HANDRAIL, "serve", "--port", str(port), "--workers", "1", "--alone"]
    told = {"HANDRAIL_SECRET_KEY_FILE": str(secret)}
    secret.write_text("a secret of a store of secrets, long enough to sign sessions with: 0123456789abcdef")
    with _running(
        command, env=alone(tmp_path, told), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as served:
        address = f"http://127.0.0.1:{port}/health/live"
        until_it_answers(served, address)
        before = _children_of(served.pid)
        secret.unlink()
        served.send_signal(signal.SIGUSR2)
        said = iter(served.stderr.readline, "")
        assert any("The new pages did not start" in line for line in said)
        assert _ask_as_a_proxy_does(address) == b"ok\n"
        assert before.keys() <= _children_of(served.pid).keys()
        served.terminate()
        served.communicate(timeout=PATIENCE)
    assert served.returncode == 0


def test_pages_that_hang_while_they_load_are_ended_and_the_ones_before_go_on(migrated, tmp_path):
    """The new worker waits for ever: its secret has become a pipe into which nobody writes."""
    port, secret = free_port(), tmp_path / "secret"
    command = [HANDRAIL, "serve", "--port", str(port), "--workers", "1", "--alone"]
    told = {"HANDRAIL_SECRET_KEY_FILE": str(secret), "HANDRAIL_RELOAD_SECONDS": "2"}
    secret.write_text("a secret of a store of secrets, long enough to sign sessions with: 0123456789abcdef")
    with _running(
        command, env=alone(tmp_path, told), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as served:
        address = f"http://127.0.0.1:{port}/health/live"
        until_it_answers(served, address)
        (before,) = _children_of(served.pid)
        secret.unlink()
        os.mkfifo(secret)
        served.send_signal(signal.SIGUSR2)
        _until(lambda: len(_children_of(served.pid)) == 2)
        assert _ask_as_a_proxy_does(address) == b"ok\n"
        said = iter(served.stderr.readline, "")
        assert any("The new pages were not loaded within 2 seconds and are ended" in line for line in said)
        _until(lambda: list(_children_of(served.pid)) == [before])
        assert _ask_as_a_proxy_does(address) == b"ok\n"
        served.terminate()
        served.communicate(timeout=PATIENCE)
    assert served.returncode == 0


def _ask_as_a_proxy_does(address):
    """The answer; a connection that was taken and not answered is tried once more, as a proxy does with a GET."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return answer.read()
    except OSError:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return answer.read()


@contextmanager
def _running(command, **options):
    """The program, killed when the test fails: `Popen` alone would wait for it without end."""
    with subprocess.Popen(command, text=True, **options) as program:
        try:
            yield program
        except BaseException:
            program.kill()
            raise


def _until(holds):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.2)
    raise AssertionError(f"it did not come true within {PATIENCE} seconds")


def _children_of(parent):
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True, check=True
    )
    return dict(line.split(maxsplit=1) for line in listed.stdout.splitlines())


def test_the_checkout_has_the_command_the_readme_names():
    assert ".venv/bin/handrail demo code" in (ROOT / "README.md").read_text()
