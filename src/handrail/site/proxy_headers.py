"""Behind a proxy everybody seems to come from the proxy: one person's wrong tries would shut out all the others.

Wrong tries are counted by account and by where they come from. Proxies that are named in the settings may say for whom
they ask; whoever else says so is not believed.
"""

from collections.abc import Sequence

from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from handrail.site.utf8_guard import WsgiApplication


def trust_proxy_headers(application: WsgiApplication, proxies: Sequence[str]) -> WsgiApplication:
    """The application, told whom a named proxy speaks for; as it is where no proxy is named."""
    if not proxies:
        return application
    told: WsgiApplication = wrap_wsgi_with_proxy_headers(application, trusted_hosts=list(proxies))
    return told
