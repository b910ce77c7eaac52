"""Fetching another directory's feed from a real server that behaves in every way that a stranger's may."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from handrail.directory.incoming.errors import UnreadableListError
from handrail.directory.incoming.feed_client import (
    FetchLimits,
    fetch_services_of_feed,
    is_public_ip_address,
    parse_allowed_feed_hosts,
)

HERE = FetchLimits(
    schemes=("http",), trusted=frozenset({"127.0.0.1"}), seconds=120, quiet=60, page_bytes=50_000, pages=5
)
type Answer = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], str]]:
    """Serve what a function answers, on this machine; where it stands."""
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with suppress(OSError):  # whoever asked has gone: that is what is tried
                    answer(self)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def number(handler: BaseHTTPRequestHandler) -> int:
    return int(parse_qs(urlsplit(handler.path).query)["page"][0])


def page(contents: list, **more: object) -> bytes:
    return json.dumps({"contents": contents, **more}).encode()


def service(key: object) -> dict[str, object]:
    return {"id": str(key), "name": f"Service {key}", "organization": {"name": "Mill"}}


def test_all_pages_are_read(serve):
    where = serve(lambda handler: send(handler, page([service(number(handler))], total_pages=3)))
    assert [found["id"] for found in fetch_services_of_feed(where, HERE)] == ["1", "2", "3"]


def test_only_hosts_of_the_list_are_asked(serve):
    where = serve(lambda handler: send(handler, page([service(number(handler))], total_pages=1)))
    with pytest.raises(UnreadableListError, match=r"not allowed to read 127\.0\.0\.1 yet"):
        fetch_services_of_feed(where, replace(HERE, hosts=parse_allowed_feed_hosts(["feeds.example.org"])))
    assert (
        len(fetch_services_of_feed(where, replace(HERE, hosts=parse_allowed_feed_hosts(["127.0.0.1"])))) == 1
    )
    assert len(fetch_services_of_feed(where, replace(HERE, hosts=parse_allowed_feed_hosts(["*"])))) == 1


def test_it_stops_at_the_last_page(serve):
    where = serve(lambda handler: send(handler, page([service(1)], last_page=True)))
    assert len(fetch_services_of_feed(f"{where}/services", HERE)) == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html>", "not readable JSON"),
        (b'{"contents": [', "not readable JSON"),
        (b"[" * 1_000 + b"]" * 1_000, "nested more than 40 levels deep"),
        (b'{"hello": 1}', "No services found"),
        (b'{"contents": {"a": 1}}', "No services found"),
        (b" " * 60_000, "larger than 4 MB"),
    ],
)
def test_what_is_malformed_too_deep_or_too_large_is_told(serve, body, words):
    where = serve(lambda handler: send(handler, body))
    with pytest.raises(UnreadableListError, match=words):
        fetch_services_of_feed(where, HERE)


@pytest.mark.parametrize("status", [401, 404, 500, 204])
def test_another_answer_than_yes_is_told(serve, status):
    where = serve(lambda handler: send(handler, b"", status))
    with pytest.raises(UnreadableListError, match=f"returned error {status}"):
        fetch_services_of_feed(where, HERE)


def test_a_feed_without_end_is_given_up(serve):
    where = serve(lambda handler: send(handler, page([service(number(handler))], total_pages=10**9)))
    with pytest.raises(UnreadableListError, match="more than 5 pages"):
        fetch_services_of_feed(where, HERE)


def test_a_feed_that_repeats_itself_is_given_up(serve):
    where = serve(lambda handler: send(handler, page([service("same")])))
    with pytest.raises(UnreadableListError, match=r"The feed repeats the same services."):
        fetch_services_of_feed(where, HERE)


def test_too_many_services_are_told(serve):
    many = [service(each) for each in range(2_001)]
    where = serve(lambda handler: send(handler, page(many)))
    with pytest.raises(UnreadableListError, match="more than 2,000 services"):
        fetch_services_of_feed(where, replace(HERE, page_bytes=4_000_000))


def test_a_body_without_end_is_cut_off(serve):
    def pour(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b" " * 10_000)

    with pytest.raises(UnreadableListError, match="larger than 4 MB"):
        fetch_services_of_feed(serve(pour), HERE)


def test_what_drips_is_given_up(serve):
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b" ")
            time.sleep(0.2)

    with pytest.raises(UnreadableListError, match=r"too slow|did not return anything readable"):
        fetch_services_of_feed(serve(drip), replace(HERE, seconds=1))


def test_what_never_finishes_its_first_lines_is_given_up(serve):
    def mumble(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        while True:
            handler.wfile.write(b"a")
            time.sleep(0.2)

    with pytest.raises(UnreadableListError, match=r"did not return anything readable|too slow"):
        fetch_services_of_feed(serve(mumble), replace(HERE, seconds=1))


def test_what_says_nothing_is_given_up(serve):
    with pytest.raises(UnreadableListError, match="did not return anything readable"):
        fetch_services_of_feed(serve(lambda handler: time.sleep(4)), replace(HERE, quiet=0.5))


def test_what_is_packed_is_not_unpacked(serve):
    where = serve(lambda handler: send(handler, b"\x1f\x8b" + b"0" * 50, **{"Content-Encoding": "gzip"}))
    with pytest.raises(UnreadableListError, match="not readable JSON"):
        fetch_services_of_feed(where, HERE)


def test_a_loop_of_redirects_ends(serve):
    where = serve(lambda handler: send(handler, b"", 302, Location=handler.path))
    with pytest.raises(UnreadableListError, match=r"The address redirects too many times."):
        fetch_services_of_feed(where, HERE)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://169.254.169.254/services", "inside a private network"),
        ("http://10.0.0.1/services", "inside a private network"),
        ("http://localhost:9/services", "inside a private network"),
        ("file:///etc/passwd", "must begin with https"),
        ("gopher://example.org/", "must begin with https"),
    ],
)
def test_a_redirect_to_where_we_do_not_look_is_refused(serve, address, words):
    where = serve(lambda handler: send(handler, b"", 302, Location=address))
    with pytest.raises(UnreadableListError, match=words):
        fetch_services_of_feed(where, HERE)


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "ftp://example.org/",
        "example.org",
        "",
        "https://",
        "https://user:secret@example.org/",
        "https://example.org:99999/",
        "https://[::1",
    ],
)
def test_only_a_plain_secure_address_is_asked(address):
    with pytest.raises(UnreadableListError):
        fetch_services_of_feed(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://0.0.0.0/",
        "https://10.1.2.3/",
        "https://192.168.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://127.1/",
    ],
)
def test_no_private_address_is_asked_however_it_is_written(address):
    with pytest.raises(UnreadableListError, match=r"inside a private network|no site of that name"):
        fetch_services_of_feed(address)


@pytest.mark.parametrize(
    ("number", "open_"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1", True),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fd00::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("::ffff:8.8.8.8", False),
        ("64:ff9b::8.8.8.8", False),
        ("64:ff9b::10.0.0.1", False),
        ("64:ff9b:1::7f00:1", False),
        ("2002:808:808::1", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
        ("::8.8.8.8", False),
        ("::ffff:0:10.0.0.1", False),
        ("fec0::1", False),
        ("3fff::1", False),
        ("2001:db8::1", False),
        ("192.88.99.1", False),
        ("0.0.0.0", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("198.18.0.1", False),
        ("2a00:1450:4009::200e", True),
    ],
)
def test_which_numbers_are_of_the_open_network(number, open_):
    assert is_public_ip_address(number) is open_
