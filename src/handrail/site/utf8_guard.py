"""Only UTF-8 reaches Django: an address that is said to be in other letters fails there before any middleware."""

from collections.abc import Callable, Iterable
from typing import Any

from handrail.platform.ui.request_encoding import is_utf8_content_type

type WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def refuse_other_encodings(application: WsgiApplication) -> WsgiApplication:
    """The application, but for what says in its Content-Type that it is written in other letters: that is refused."""

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if is_utf8_content_type(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"What is sent must be UTF-8.\n"]

    return guarded
