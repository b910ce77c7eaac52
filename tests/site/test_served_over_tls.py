"""`handrail serve` with a certificate of its own: what every answer carries, and what the server does not take."""

import datetime
import http.server
import socket
import ssl
import subprocess
import threading

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from handrail.site.check_site import find_faults_of_site
from support.served import HANDRAIL, PATIENCE, alone, free_port

PAGE, STATIC, API = "/account/sign-in/", "/static/favicon.svg", "/api/open-referral/"
POLICY = (
    "default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "script-src 'self'"
)  # fmt: skip


def write_certificate(place):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    day = datetime.timedelta(days=1)
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number(), now - day, now + day
        )
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (place / "tls.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    kind = serialization.PrivateFormat.PKCS8
    said = key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption())
    (place / "tls.key").write_bytes(said)
    return place / "tls.pem", place / "tls.key"


@pytest.fixture
def site(migrated, tmp_path):
    """The address, its certificate and its port, while the server runs."""
    certificate, key = write_certificate(tmp_path)
    port = free_port()
    told = {
        "HANDRAIL_TLS": "True",
        "HANDRAIL_TLS_CERTIFICATE": str(certificate),
        "HANDRAIL_TLS_KEY": str(key),
    }
    command = [HANDRAIL, "serve", "--port", str(port), "--workers", "1", "--alone"]
    with subprocess.Popen(
        command, env=alone(tmp_path, told), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as served:
        try:
            said = [served.stdout.readline() for _ in range(2)]
            assert f"https://localhost:{port}" in said[1]
            yield f"https://localhost:{port}", certificate, port
        finally:
            served.terminate()
            served.communicate(timeout=PATIENCE)


def status_of(port, certificate, said):
    """The status line of what is sent as it stands, and all that came."""
    context = ssl.create_default_context(cafile=certificate)
    with (
        socket.create_connection(("localhost", port), timeout=PATIENCE) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as talk,
    ):
        talk.sendall(said)
        came = talk.recv(65536)
        talk.settimeout(3)
        try:
            while piece := talk.recv(65536):
                came += piece
        except TimeoutError:
            pass
    return came.split(b"\r\n")[0], came


class _OtherApplicationBeside(http.server.BaseHTTPRequestHandler):
    """Handrail’s sign-in page, and something else under the same host."""

    def do_GET(self):
        is_ours = self.path == PAGE
        self.send_response(200)
        self.send_header("Content-Security-Policy", "default-src 'none'" if is_ours else "default-src *")
        self.send_header("Set-Cookie", "session=x; Path=/")
        self.end_headers()

    def log_message(self, *args):
        """Nothing."""


def test_another_application_at_the_host_is_found(tmp_path):
    certificate, key = write_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with http.server.ThreadingHTTPServer(("localhost", 0), _OtherApplicationBeside) as beside:
        beside.socket = context.wrap_socket(beside.socket, server_side=True)
        threading.Thread(target=beside.serve_forever, daemon=True).start()
        address = f"https://localhost:{beside.server_port}/handrail/"
        faults = list(find_faults_of_site(address, roots=str(certificate)))
        beside.shutdown()
    assert [fault.split(":")[0].split(" answers /")[0] for fault in faults] == [
        "localhost is no public host name",
        "/handrail/ is below a host",
        "The certificate ends in 0 days",
        "The cookie session is not held to this host",
        "Something else than Handrail",
        "Something else than Handrail",
    ]
    (said,) = find_faults_of_site("http://handrail.example.org")
    assert said.endswith("https:// and a host name.")


def test_what_every_answer_over_tls_carries_and_what_is_not_taken(site):
    address, certificate, port = site
    context = ssl.create_default_context(cafile=certificate)
    with httpx.Client(base_url=address, verify=context, timeout=PATIENCE) as browser:
        for path in (PAGE, STATIC, "/no/such/page/", "/health/live"):
            headers = browser.get(path).headers
            assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains", path
            assert all(rule in headers["Content-Security-Policy"] for rule in POLICY), path
            assert "unsafe" not in headers["Content-Security-Policy"], path
            assert headers["X-Content-Type-Options"] == "nosniff", path
            assert headers["Referrer-Policy"] == "same-origin", path
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin", path
        cookies = browser.get(PAGE).headers.get_list("Set-Cookie")
        assert cookies
        for cookie in cookies:
            assert cookie.startswith("__Host-"), cookie
            assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; ")), cookie
            assert "Domain=" not in cookie
        for path in (
            "/.git/HEAD",
            "/static/../../../pyproject.toml",
            "/static/%2e%2e/%2e%2e/settings.py",
            "/design/",
        ):
            assert browser.get(path).status_code == 404, path
        faults = list(find_faults_of_site(address, roots=str(certificate)))
        assert [fault.split(" is no public")[0] for fault in faults[:1]] == ["localhost"]
        assert faults[1:] == ["The certificate ends in 0 days: see to what renews it."]
        assert "Browsers do not trust the certificate" in list(find_faults_of_site(address))[1]
        for method in ("TRACE", "PUT", "DELETE"):
            assert browser.request(method, PAGE).status_code == 405, method

    old = ssl.create_default_context(cafile=certificate)
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/health/live", verify=old, timeout=PATIENCE)

    head = b"POST /health/live HTTP/1.1\r\nHost: localhost\r\n"
    hidden = b"GET /account/sign-in/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    for said in (
        head + b"Content-Length: 4\r\nContent-Length: 60\r\n\r\nabcd" + hidden,
        head + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden,
        head + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
        head + b"Content-Length : 4\r\n\r\nabcd" + hidden,
    ):
        first, came = status_of(port, certificate, said)
        assert b"Sign in" not in came, said
        assert first.startswith(b"HTTP/1.1 4") or not first, (said, first)
