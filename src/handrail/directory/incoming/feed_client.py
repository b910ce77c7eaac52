"""Fetching another directory's feed. A stranger's address is given to us, so the server is never sent where it should
not go: https alone, public addresses alone, no more pages, bytes or seconds than a feed of services needs."""

import ipaddress
import logging
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import urljoin, urlsplit

import httpx

from handrail.directory.incoming import json_reader
from handrail.directory.incoming.errors import MAX_ROWS, UnreadableListError
from handrail.directory.incoming.feed_pages import read_service_page
from handrail.platform.kernel.messages import msg

ALLOCATED: Final = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that is given out for the open network (IANA). NAT64 and IPv4-mapped numbers are outside it."""
TRANSLATED: Final = (ipaddress.IPv6Network("2002::/16"), ipaddress.IPv6Network("2001::/23"))
"""Numbers that stand for others, which a gateway looks up: 6to4; Teredo and other assignments for protocols."""
RELAY_ANYCAST: Final = ipaddress.IPv4Network("192.88.99.0/24")  # gateways of 6to4
log = logging.getLogger("handrail.security")
CHECK_ADDRESS_MESSAGE = "Check the address, or send a file instead."


class Closable(Protocol):
    """Whatever can be shut from outside."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How far a fetch goes. The tests, which are their own stranger, let it go to this machine."""

    schemes: tuple[str, ...] = ("https",)
    trusted: frozenset[str] = frozenset()  # hosts whose numbers are not looked at
    hosts: frozenset[str] | None = None  # that may be asked at all; None for every public one
    seconds: float = 30
    quiet: float = 5  # between two pieces
    page_bytes: int = json_reader.MAX_BYTES
    pages: int = 40
    redirects: int = 3


def fetch_services_of_feed(address: str, limits: FetchLimits | None = None) -> list[Any]:
    """All services of a feed, page by page. Raises UnreadableListError with what to do, and never goes on for ever."""
    return _FeedFetch(limits or FetchLimits()).services(address)


class _FeedFetch:
    def __init__(self, limits: FetchLimits) -> None:
        self.limits = limits
        self.until = time.monotonic() + limits.seconds

    def services(self, address: str) -> list[Any]:
        base = address.strip().rstrip("/")
        base = base if base.endswith("/services") else f"{base}/services"
        found: list[Any] = []
        seen: set[str] = set()
        for number in range(1, self.limits.pages + 1):
            services, last = read_service_page(self.get(f"{base}?page={number}"), number)
            new = {_get_id_text_of_feed_service(service) for service in services} - seen
            if services and not new:
                raise UnreadableListError("The feed repeats the same services. Upload a file instead.")
            found += services
            seen |= new
            if len(found) > MAX_ROWS:
                raise UnreadableListError(
                    msg(
                        "The feed has more than {most_rows} services. Upload part of it as a file.",
                        most_rows=f"{MAX_ROWS:,}",
                    )
                )
            if not services or last:
                return found
        raise UnreadableListError(
            msg(
                "The feed has more than {pages} pages. Ask for larger pages, or upload a file.",
                pages=self.limits.pages,
            )
        )

    def get(self, address: str) -> bytes:
        for _ in range(self.limits.redirects + 1):
            answer = self._fetch_one_address(address)
            if isinstance(answer, bytes):
                return answer
            address = urljoin(address, answer)
        raise UnreadableListError(
            msg("The address redirects too many times. {ask}", ask=CHECK_ADDRESS_MESSAGE)
        )

    def _fetch_one_address(self, address: str) -> bytes | str:
        """What came, or where it leads."""
        host, url = self._check_address(address)
        asking = httpx.Client(timeout=self.limits.quiet, follow_redirects=False, trust_env=False)
        headers = {"Host": host, "Accept": "application/json", "Accept-Encoding": "identity"}
        extensions = {"sni_hostname": urlsplit(address).hostname}
        giving_up = threading.Timer(
            max(0.1, self.until - time.monotonic()), _close_feed_request_ignoring_errors, [asking]
        )
        giving_up.start()
        try:
            with asking, asking.stream("GET", url, headers=headers, extensions=extensions) as reply:
                if reply.is_redirect:
                    return str(reply.headers.get("location", ""))
                if reply.status_code != 200:
                    raise UnreadableListError(
                        msg(
                            "The address returned error {status_code}. {ask}",
                            status_code=reply.status_code,
                            ask=CHECK_ADDRESS_MESSAGE,
                        )
                    )
                return self._read_whole_reply(reply)
        except (
            httpx.HTTPError,
            httpx.InvalidURL,
            httpx.StreamError,
            OSError,
            RuntimeError,
            ValueError,
        ) as error:
            log.warning("A feed could not be fetched from %s: %s.", host, type(error).__name__)
            raise UnreadableListError(
                msg("The address did not return anything readable. {ask}", ask=CHECK_ADDRESS_MESSAGE)
            ) from error
        finally:
            giving_up.cancel()

    def _read_whole_reply(self, reply: httpx.Response) -> bytes:
        parts, size = [], 0
        for part in reply.iter_raw():
            size += len(part)
            if size > self.limits.page_bytes:
                raise UnreadableListError(
                    "One page is larger than 4 MB. Ask the publisher for smaller pages, or upload a file."
                )
            if time.monotonic() > self.until:
                raise UnreadableListError("The feed is too slow. Try again later, or upload a file.")
            parts.append(part)
        return b"".join(parts)

    def _check_address(self, address: str) -> tuple[str, str]:
        """The host as it is called, and the address with the number that was looked at: no second look-up follows."""
        if time.monotonic() > self.until:
            raise UnreadableListError("The feed is too slow. Try again later, or upload a file.")
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError as error:
            raise UnreadableListError(
                msg("That is not an address. {ask}", ask=CHECK_ADDRESS_MESSAGE)
            ) from error
        if parts.scheme not in self.limits.schemes or not parts.hostname:
            raise UnreadableListError("The address must begin with https:// and include a site name.")
        if self.limits.hosts is not None and parts.hostname not in self.limits.hosts:
            raise UnreadableListError(
                msg(
                    "Handrail is not allowed to read {host} yet. Ask your Handrail administrator to "
                    "allow it, or upload a file.",
                    host=parts.hostname,
                )
            )
        if parts.username or parts.password:
            raise UnreadableListError("The address must not include a user name or password.")
        number = self._resolve_to_public_address(
            parts.hostname, port or (443 if parts.scheme == "https" else 80)
        )
        bracketed = f"[{number}]" if ":" in number else number
        at = f"{bracketed}:{port}" if port else bracketed
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        return parts.netloc, f"{parts.scheme}://{at}{path}"

    def _resolve_to_public_address(self, host: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnreadableListError(
                msg("There is no site of that name. {ask}", ask=CHECK_ADDRESS_MESSAGE)
            ) from error
        numbers = [str(each[4][0]) for each in found]
        if host not in self.limits.trusted and any(not is_public_ip_address(number) for number in numbers):
            raise UnreadableListError("That address is inside a private network, so it cannot be read.")
        return numbers[0]


def parse_allowed_feed_hosts(allowed: list[str]) -> frozenset[str] | None:
    """The hosts of settings; None, for every public one, where they hold a star."""
    return None if "*" in allowed else frozenset(allowed)


def _close_feed_request_ignoring_errors(asking: Closable) -> None:
    """What sends its first line one letter at a time is shut when the time is over."""
    with suppress(Exception):
        asking.close()


def is_public_ip_address(number: str) -> bool:
    """Whether an address number is one of the open network: neither ours, nor a machine's own, nor a hidden form."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address not in RELAY_ANYCAST
    return address in ALLOCATED and not any(address in network for network in TRANSLATED)


def _get_id_text_of_feed_service(service: Any) -> str:
    return str(service.get("id")) if isinstance(service, dict) else repr(service)[:100]
