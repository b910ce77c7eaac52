"""The server asks the hosts that its settings name, and no other: an address that got in by a hole leads nowhere.

OWASP ASVS 5.0, 13.2.5. It holds for what Python connects, which is all that takes an address from a page, a file or an
answer. libpq, which connects to PostgreSQL, reads the settings alone. A firewall that says the same stands outside it.
"""

import ipaddress
import os
import socket
import sys
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings

from handrail.site.environment import get_list_variable
from handrail.site.mail_environment import NOTIFY, SERVICE
from handrail.site.secret_providers import ADDRESS as SECRETS_STORE

MORE: Final = "HANDRAIL_OUTGOING_HOSTS"
NOTIFY_HOST: Final = "api.notifications.service.gov.uk"
MAIL_HOSTS: Final = {
    "brevo": "api.brevo.com",
    "mailjet": "api.mailjet.com",
    "postmark": "api.postmarkapp.com",
    "sendgrid": "api.sendgrid.com",
    "sparkpost": "api.sparkpost.com",
}
"""Where anymail's backends send to unless their options say otherwise (then the host is named in MORE)."""
OBJECT_STORES: Final = ".amazonaws.com"
MACHINE_IDENTITY: Final = ("169.254.169.254", "169.254.170.2")
"""Where a machine of that provider learns what it is allowed; asked where no key of the account is set."""
WATCHED: Final = frozenset({"socket.connect", "socket.sendto"})


class OutgoingConnectionRefusedError(ConnectionRefusedError):
    """No setting names this host. Clients meet it as a site that does not answer."""


@dataclass(frozen=True, slots=True)
class OutgoingHosts:
    """Names and numbers that may be asked; a name that begins with a dot stands for all below it."""

    names: frozenset[str]
    is_every_name_allowed: bool = False  # feeds of every public host

    def is_allowed(self, host: str) -> bool:
        """Whether it is this machine, a host of the list, or below one of its dotted names."""
        if not host or host == "localhost" or _is_own_number(host):
            return True
        if host in self.names or any(host.endswith(name) for name in self.names if name.startswith(".")):
            return True
        return self.is_every_name_allowed and not _is_number(host)


def list_outgoing_hosts() -> OutgoingHosts:
    """The hosts that the settings of this installation name."""
    found = {*get_list_variable(MORE, [])}
    for database in settings.DATABASES.values():
        found |= {str(database.get("HOST") or ""), str(database.get("OPTIONS", {}).get("host") or "")}
    for mailer in settings.MAILERS.values():
        found.add(str(mailer["OPTIONS"].get("host") or ""))
    found.add(MAIL_HOSTS.get(settings.MAIL_SERVICE, ""))
    if settings.TEXT_MESSAGES is not None or os.environ.get(SERVICE) == NOTIFY:
        found.add(NOTIFY_HOST)
    found |= {_get_host(one["settings"]["server_url"]) for one in settings.OPENID_PROVIDERS}
    found |= {_get_host(os.environ.get(SECRETS_STORE, "")), *settings.FEED_HOSTS}
    if store := settings.OBJECT_STORE:
        host = _get_host(store.endpoint)
        found |= {host, f".{host}"} if host else {OBJECT_STORES}
        found |= set() if store.key_id else set(MACHINE_IDENTITY)
    return OutgoingHosts(
        frozenset(one.lower() for one in found if one and one != "*"), "*" in settings.FEED_HOSTS
    )


def refuse_other_outgoing_connections(hosts: OutgoingHosts) -> None:
    """From here on this process asks no other host. It cannot be taken back: a process that serves does so once."""
    resolve, numbers = socket.getaddrinfo, set[str]()

    def resolve_allowed(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = _read_name(host)
        if name not in numbers and not hosts.is_allowed(name):
            raise OutgoingConnectionRefusedError(f"{name} is named by no setting of this installation.")
        found = resolve(host, *args, **kwargs)
        numbers.update(str(one[4][0]).partition("%")[0] for one in found)
        return found

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if event not in WATCHED or not isinstance(args[1], tuple):
            return
        name = _read_name(args[1][0])
        if name not in numbers and not hosts.is_allowed(name):
            raise OutgoingConnectionRefusedError(f"{name} is named by no setting of this installation.")

    vars(socket)["getaddrinfo"] = resolve_allowed
    sys.addaudithook(watch)


def _read_name(host: Any) -> str:
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
    return text.partition("%")[0].rstrip(".").lower()


def _get_host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_own_number(host: str) -> bool:
    return _is_number(host) and (
        ipaddress.ip_address(host).is_loopback or ipaddress.ip_address(host).is_unspecified
    )
