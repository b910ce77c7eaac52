"""One line of JSON for each thing that is logged: read by machines, and nothing in it can begin a line of its own.

Never what somebody typed: of an error its kind and where it happened, without its words; of a request the pattern of
its address, without the reference or the link that stood in it.
"""

import datetime
import json
import logging
import traceback
from http.client import responses
from typing import Any

from handrail.platform.kernel.request_number import current_request_number

LONGEST = 2_000
OF_REQUESTS = ("django.request", "django.security", "django.server")
PHRASES = frozenset(responses.values())
"""What Django puts first where a message of its own begins with a place for it."""


class JsonLineFormatter(logging.Formatter):
    """Moments in UTC, with what happened and where."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        said: dict[str, Any] = {
            "at": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
        }
        if number := current_request_number.get():
            said["request"] = number
        said |= _describe_request(record) | getattr(record, "trail", {})
        if record.exc_info and record.exc_info[1]:
            said |= _describe_error(record.exc_info[1])
        return json.dumps(said, ensure_ascii=True)


def _describe_request(record: logging.LogRecord) -> dict[str, Any]:
    """What Django logs of a request names its path: the pattern is told in its place."""
    request = getattr(record, "request", None)
    if request is None and not record.name.startswith(OF_REQUESTS):
        return {"message": record.getMessage()[:LONGEST]}
    match = getattr(request, "resolver_match", None)
    return {
        "message": _get_log_message_without_arguments(record),
        "method": getattr(request, "method", None),
        "page": match.route if match else None,
        "status": getattr(record, "status_code", None),
    }


def _get_log_message_without_arguments(record: logging.LogRecord) -> str:
    """What no request can change: the message without its arguments, or the phrase of the status."""
    words = str(record.msg).partition(":")[0][:LONGEST]
    if not words.startswith("%s"):
        return words
    args = record.args if isinstance(record.args, tuple) else ()
    phrase = args[0] if args else None
    if isinstance(phrase, str) and phrase in PHRASES:
        return phrase
    return responses.get(getattr(record, "status_code", 0), words)


def _describe_error(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    cause = error.__cause__ or error.__context__
    return {
        "error": type(error).__name__,
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
        "because": type(cause).__name__ if cause else None,
    }
