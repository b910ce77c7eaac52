"""From where a request came, as far as the trail keeps it: a coarse network and a mark of the device.

The trail must not become a diary of where workers are. So of a public address only what names a provider is kept
(IPv4 /16, IPv6 /32), of a private one only that it is private, and of a device a mark that differs for each account.
See docs/decisions/from-where.md.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

PREFIX_LENGTHS = {4: 16, 6: 32}


class RequestSource(NamedTuple):
    """What is kept of where a request came from; both are "" where it is not known."""

    network: str = ""
    device: str = ""


FindSource = Callable[[str], RequestSource]
"""Given the number of an account, as text, the source of the request that it makes."""

_find_current: ContextVar[FindSource | None] = ContextVar("find_current_source", default=None)


@contextmanager
def provide_request_source_to_audit_records(find: FindSource) -> Iterator[None]:
    """While a request is answered, each record asks this for its source."""
    token = _find_current.set(find)
    try:
        yield
    finally:
        _find_current.reset(token)


def get_coarse_source_of_current_request(user_id: str) -> RequestSource:
    """The source of the request that is being answered; an empty one outside requests."""
    find = _find_current.get()
    return find(user_id) if find else RequestSource()


def format_coarse_network(address: str) -> str:
    """The network of an address, cut so that it names no house.

    Returns:
        "local", "private", or a network such as "81.2.0.0/16"; "" where it is no address.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if found.is_loopback:
        return "local"
    if found.is_private:
        return "private"
    return str(ip_network((found, PREFIX_LENGTHS[found.version]), strict=False))
