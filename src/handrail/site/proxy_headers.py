"""Behind a proxy everybody seems to come from the proxy: one person's wrong tries would shut out all the others.

Wrong tries are counted by account and by where they come from. Proxies that are named in the settings may say for whom
they ask; whoever else says so is not believed.
"""

import ipaddress
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from handrail.site.utf8_guard import WsgiApplication

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


def trust_proxy_headers(application: WsgiApplication, proxies: Sequence[str]) -> WsgiApplication:
    """The application, told whom a named proxy speaks for. What anybody else says of that is taken away unread."""
    told: WsgiApplication = wrap_wsgi_with_proxy_headers(application, trusted_hosts=list(proxies))

    def trusting(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not _is_named_proxy(str(environ.get("REMOTE_ADDR", "")), proxies):
            for header in FORWARDED:
                environ.pop(header, None)
        return told(environ, start_response)

    return trusting


def _is_named_proxy(number: str, proxies: Sequence[str]) -> bool:
    try:
        address = ipaddress.ip_address(number)
    except ValueError:
        return number in proxies
    return any(
        address in ipaddress.ip_network(proxy, strict=False) for proxy in proxies if _is_ip_address(proxy)
    )


def _is_ip_address(proxy: str) -> bool:
    try:
        ipaddress.ip_network(proxy, strict=False)
    except ValueError:
        return False
    return True
