"""`handrail check-site https://HOST`: what browsers find at the address by which people reach Handrail.

A certificate that is publicly trusted (OWASP ASVS 5.0, 12.2.2), and a host name at which nothing else answers (3.5.4).
It asks from outside, through whatever stands in front, so it is run against each installation and again each day.
"""

import argparse
import datetime
import ipaddress
import secrets
import ssl
import sys
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import httpx

PATIENCE: Final = 20  # seconds
FEWEST_DAYS: Final = 14
"""Left of the certificate: enough to mend what renews it."""
SIGN_IN: Final = "/account/sign-in/"
POLICY: Final = "Content-Security-Policy"
OF_HOST: Final = "__Host-"


def main(arguments: list[str]) -> int:
    """Print what is wrong; 1 where anything is."""
    parser = argparse.ArgumentParser(prog="handrail check-site", description="Look at the site from outside.")
    parser.add_argument("address", help="such as https://handrail.example.org")
    asked = parser.parse_args(arguments)
    faults = list(find_faults_of_site(asked.address))
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print("The certificate is publicly trusted, and nothing but Handrail answers at this host.")
    return int(bool(faults))


def find_faults_of_site(address: str, *, roots: str = "") -> Iterator[str]:
    """What is wrong with the address, one sentence each.

    Args:
        address: as people type it.
        roots: a file of the certificates that may sign; the list of Mozilla, which browsers trust, where it is empty.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        yield f"{address} does not begin with https:// and a host name."
        return
    if _is_number(parts.hostname) or parts.hostname == "localhost" or "." not in parts.hostname:
        yield f"{parts.hostname} is no public host name: give Handrail one of its own."
    if parts.path not in ("", "/"):
        yield f"{parts.path} is below a host: Handrail needs a host name of its own, with nothing beside it."
    try:
        yield from _find_faults_of_answers(parts, roots)
    except ssl.SSLCertVerificationError as error:
        yield f"Browsers do not trust the certificate: {error.verify_message}."
    except (OSError, HTTPException) as error:
        yield f"{parts.netloc} does not answer: {type(error).__name__}."


def _find_faults_of_answers(parts: SplitResult, roots: str) -> Iterator[str]:
    context = ssl.create_default_context(cafile=roots) if roots else httpx.create_ssl_context(trust_env=False)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    invented = f"/{secrets.token_urlsafe(12)}/"
    policies = {}
    for path in (SIGN_IN, "/", invented):
        connection = HTTPSConnection(parts.hostname or "", parts.port, timeout=PATIENCE, context=context)
        connection.request("GET", path)
        if path == SIGN_IN:
            yield from _find_faults_of_certificate(connection)
        answer = connection.getresponse()
        answer.read()
        policies[path] = answer.headers.get(POLICY, "")
        if path == SIGN_IN:
            yield from _find_faults_of_cookies(answer)
        connection.close()
    if not policies[SIGN_IN]:
        yield "Handrail does not answer here: its sign-in page has no policy."
    for path in ("/", invented):
        if policies[path] != policies[SIGN_IN]:
            yield f"Something else than Handrail answers {path}: give Handrail a host name of its own."


def _find_faults_of_certificate(connection: HTTPSConnection) -> Iterator[str]:
    encrypted: Any = connection.sock
    certificate = encrypted.getpeercert()
    ends = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    left = datetime.datetime.fromtimestamp(ends, datetime.UTC) - datetime.datetime.now(datetime.UTC)
    if left.days < FEWEST_DAYS:
        yield f"The certificate ends in {left.days} days: see to what renews it."


def _find_faults_of_cookies(answer: HTTPResponse) -> Iterator[str]:
    for cookie in answer.headers.get_all("Set-Cookie") or []:
        name = cookie.partition("=")[0]
        if not name.startswith(OF_HOST):
            yield f"The cookie {name} is not held to this host: set HANDRAIL_TLS, and let the proxy hand cookies on."


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
