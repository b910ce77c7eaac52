"""The server asks the hosts of its settings and no other, by name or by number."""

import json
import subprocess
import sys

import pytest

from handrail.site.outgoing_hosts import OutgoingHosts, list_outgoing_hosts

TRY = """
import json, socket, sys
from handrail.site.outgoing_hosts import OutgoingHosts, refuse_other_outgoing_connections
answers = {"mail.example.org": "192.0.2.7", "elsewhere.example": "192.0.2.8"}
socket.getaddrinfo = lambda host, port, *a, **k: [(socket.AF_INET, 1, 6, "", (answers.get(host, host), port))]
refuse_other_outgoing_connections(OutgoingHosts(frozenset({"mail.example.org"})))
listening = socket.create_server(("127.0.0.1", 0))
def tries(host, port):
    made = socket.socket()
    made.settimeout(0.05)
    try:
        made.connect((socket.getaddrinfo(host, port)[0][4][0], port))
    except OSError as error:
        return type(error).__name__
    return "connected"
found = {
    "own": tries("127.0.0.1", listening.getsockname()[1]),
    "number": tries("192.0.2.7", 25),
    "other": tries("elsewhere.example", 443),
    "listed": tries("mail.example.org", 25),
    "its number": tries("192.0.2.7", 25),
}
bare = socket.socket()
bare.settimeout(0.05)
try:
    bare.connect(("192.0.2.9", 80))
except OSError as error:
    found["bare number"] = type(error).__name__
print(json.dumps(found))
"""
REFUSED = "OutgoingConnectionRefusedError"


def test_a_process_connects_to_itself_and_to_the_list_and_to_nothing_else():
    done = subprocess.run([sys.executable, "-c", TRY], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert (found["own"], found["number"], found["other"], found["bare number"]) == (
        "connected",
        REFUSED,
        REFUSED,
        REFUSED,
    )
    assert REFUSED not in (found["listed"], found["its number"])


def test_the_list_is_made_of_the_settings(settings, monkeypatch):
    monkeypatch.setenv("HANDRAIL_OUTGOING_HOSTS", "proxy.example.org")
    monkeypatch.setenv("HANDRAIL_HASHICORP_ADDRESS", "https://vault.example.org:8200")
    settings.FEED_HOSTS = ["feeds.example.org"]
    settings.OPENID_PROVIDERS = [{"settings": {"server_url": "https://id.example.org/realm"}}]
    settings.MAILERS = {"default": {"OPTIONS": {"host": "mail.example.org"}}}
    settings.MAIL_SERVICE = "postmark"
    hosts = list_outgoing_hosts()
    named = ("proxy", "vault", "feeds", "id", "mail")
    assert [name for name in named if not hosts.is_allowed(f"{name}.example.org")] == []
    assert hosts.is_allowed("api.postmarkapp.com")
    assert not hosts.is_allowed("api.notifications.service.gov.uk")
    assert not hosts.is_allowed("example.org")
    assert not hosts.is_allowed("169.254.169.254")


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        *(("", True), ("localhost", True), ("127.0.0.1", True), ("::1", True)),
        *(("bucket.store.example", True), ("store.example", False), ("badstore.example", False)),
        *(("10.0.0.1", False), ("169.254.169.254", False)),
    ],
)
def test_who_is_of_the_list(host, allowed):
    assert OutgoingHosts(frozenset({".store.example"})).is_allowed(host) is allowed


def test_feeds_of_every_public_host_open_names_and_no_bare_number():
    hosts = OutgoingHosts(frozenset(), is_every_name_allowed=True)
    assert hosts.is_allowed("anybody.example")
    assert not hosts.is_allowed("10.0.0.1")
