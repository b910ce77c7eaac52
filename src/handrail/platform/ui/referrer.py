"""Where a browser says that it comes from, so that an act that has no page of its own leads back there."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def get_referring_path(request: HttpRequest) -> str:
    """Path and query of the page of ours, the first page where it is none.

    A path that begins with two strokes is none: by itself a browser takes it for another site's address. Nor is the
    address that was just asked for, on which a page may stand that says why it was refused.
    """
    came = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(came)
    if parts.path == request.path:
        return "/"
    there = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return there if url_has_allowed_host_and_scheme(there, allowed_hosts=None) else "/"
