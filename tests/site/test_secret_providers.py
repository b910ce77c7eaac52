"""Secrets out of files, the environment and a store of secrets, in this order.

The store is a small server that answers as HashiCorp documents its key/value store (version 2) and its AppRole; no
server of theirs was at hand.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured

from handrail.site import secret_providers
from handrail.site.secret_providers import read_secret

pytestmark = pytest.mark.one_engine
KEPT = {"HANDRAIL_AUDIT_KEY": "from-the-store", "HANDRAIL_SECRET_KEY": "another-from-the-store"}
TOKEN, ROLE, SECRET_ID = "hvs.of-tests", "role-of-tests", "secret-id-of-tests"


class DocumentedStore(BaseHTTPRequestHandler):
    """GET /v1/MOUNT/data/PATH, POST /v1/auth/approle/login, POST /v1/auth/token/revoke-self."""

    def do_GET(self):
        if self.headers["X-Vault-Token"] != TOKEN:
            self.answer(403, {"errors": ["permission denied"]})
        elif self.path != "/v1/secret/data/handrail":
            self.answer(404, {"errors": []})
        else:
            self.answer(200, {"data": {"data": KEPT, "metadata": {"version": 3}}})

    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"] or 0))
        if self.path == "/v1/auth/token/revoke-self":
            self.answer(204, None)
        elif json.loads(sent) == {"role_id": ROLE, "secret_id": SECRET_ID}:
            self.answer(200, {"auth": {"client_token": TOKEN, "lease_duration": 60}})
        else:
            self.answer(400, {"errors": ["invalid role or secret ID"]})

    def answer(self, status, told):
        assert self.headers["X-Vault-Request"] == "true"
        self.server.asked.append(f"{self.command} {self.path} {status}")
        self.send_response(status)
        self.end_headers()
        if told is not None:
            self.wfile.write(json.dumps(told).encode())

    def log_message(self, *said):
        pass


@pytest.fixture
def store(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), DocumentedStore)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("HANDRAIL_HASHICORP_ADDRESS", f"http://127.0.0.1:{server.server_port}")
    secret_providers._read_hashicorp_fields.cache_clear()
    yield server.asked
    secret_providers._read_hashicorp_fields.cache_clear()
    server.shutdown()
    server.server_close()


def test_a_file_comes_before_the_environment_and_both_before_the_store(store, monkeypatch, tmp_path):
    monkeypatch.setenv("HANDRAIL_HASHICORP_TOKEN", TOKEN)
    assert read_secret("HANDRAIL_AUDIT_KEY") == "from-the-store"
    assert read_secret("HANDRAIL_SECRET_KEY") == "another-from-the-store"
    assert read_secret("HANDRAIL_METRICS_TOKEN") == ""
    assert store == ["GET /v1/secret/data/handrail 200"]
    monkeypatch.setenv("HANDRAIL_AUDIT_KEY", "from-the-environment")
    assert read_secret("HANDRAIL_AUDIT_KEY") == "from-the-environment"
    (tmp_path / "key").write_text("from-a-file\n")
    monkeypatch.setenv("HANDRAIL_AUDIT_KEY_FILE", str(tmp_path / "key"))
    assert read_secret("HANDRAIL_AUDIT_KEY") == "from-a-file"


def test_a_role_asks_for_a_token_and_gives_it_back(store, monkeypatch, tmp_path):
    (tmp_path / "id").write_text(SECRET_ID)
    monkeypatch.setenv("HANDRAIL_HASHICORP_ROLE_ID", ROLE)
    monkeypatch.setenv("HANDRAIL_HASHICORP_SECRET_ID_FILE", str(tmp_path / "id"))
    assert read_secret("HANDRAIL_AUDIT_KEY") == "from-the-store"
    assert store == [
        "POST /v1/auth/approle/login 200",
        "GET /v1/secret/data/handrail 200",
        "POST /v1/auth/token/revoke-self 204",
    ]


@pytest.mark.parametrize(
    ("settings_of_store", "said"),
    [
        ({"HANDRAIL_HASHICORP_TOKEN": "hvs.wrong"}, "answered 403"),
        ({"HANDRAIL_HASHICORP_TOKEN": TOKEN, "HANDRAIL_HASHICORP_PATH": "secret/elsewhere"}, "answered 404"),
        ({"HANDRAIL_HASHICORP_ROLE_ID": ROLE, "HANDRAIL_HASHICORP_SECRET_ID": "x"}, "answered 400"),
        ({}, "HANDRAIL_HASHICORP_TOKEN"),
        (
            {"HANDRAIL_HASHICORP_TOKEN": TOKEN, "HANDRAIL_HASHICORP_ADDRESS": "http://127.0.0.1:9"},
            "does not answer",
        ),
        (
            {"HANDRAIL_HASHICORP_TOKEN": TOKEN, "HANDRAIL_HASHICORP_ADDRESS": "http://vault.example.org"},
            "https://",
        ),
    ],
)
def test_a_store_that_gives_nothing_stops_with_what_to_look_at(store, monkeypatch, settings_of_store, said):
    for name, value in settings_of_store.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=said) as stopped:
        read_secret("HANDRAIL_AUDIT_KEY")
    assert TOKEN not in str(stopped.value)
