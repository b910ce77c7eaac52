"""What goes between the server and the process that reads a file: JSON, with bytes beside it. Nothing is unpickled."""

import json
import re
import socket
import time
from dataclasses import dataclass, field
from string import Formatter
from typing import Any, Final

from handrail.platform.kernel.message_codec import decode_message, encode_message
from handrail.platform.kernel.messages import Phrase

LENGTH: Final = 8  # bytes of each of the two lengths at the beginning
STEP: Final = 1024 * 1024
PLACEHOLDER: Final = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)


class WireError(Exception):
    """What came is cut short, too long, too late or malformed."""


class FrameCutShort(WireError):
    """The other side has gone."""


class FrameTooLong(WireError):
    """More bytes than it may have."""


class FrameTooLate(WireError):
    """It did not come in time."""


class FrameMalformed(WireError):
    """It is no JSON, or no sentence."""


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What a parser returns: a plain value of JSON and, where it changed the file, its new bytes."""

    value: Any
    data: bytes = field(default=b"", repr=False)


def send_frame(link: socket.socket, value: Any, data: bytes = b"") -> None:
    """Send the lengths, the value as JSON, the bytes.

    Args:
        link: the socket.
        value: plain values of JSON.
        data: bytes beside them.
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False).encode()
    link.sendall(len(text).to_bytes(LENGTH) + len(data).to_bytes(LENGTH) + text)
    if data:  # whoever has read everything may have answered and closed already
        link.sendall(data)


def receive_frame(link: socket.socket, *, until: float, most: int) -> ParsedFile:
    """Read one frame.

    Args:
        link: the socket.
        until: when to give up, by time.monotonic().
        most: bytes that the frame may have.

    Raises:
        WireError: it is cut short, too long, too late or no JSON.
    """
    text_length, data_length = (int.from_bytes(_receive_exactly(link, LENGTH, until)) for _ in range(2))
    if text_length + data_length > most:
        raise FrameTooLong
    text = _receive_exactly(link, text_length, until)
    data = _receive_exactly(link, data_length, until)
    try:
        return ParsedFile(json.loads(text), bytes(data))
    except (ValueError, RecursionError) as error:
        raise FrameMalformed from error


def encode_phrase_as_text(text: str) -> str:
    """A sentence for the frame; a `Phrase` keeps its pattern and its values."""
    return encode_message(text) if isinstance(text, Phrase) else text


def decode_phrase_from_text(text: Any) -> str:
    """The sentence again. Raises WireError where its pattern asks for more than values by their names."""
    try:
        found = decode_message(str(text))
        _check_phrase_patterns(found)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise FrameMalformed from error
    return str(found)


def _check_phrase_patterns(text: Any) -> None:
    if not isinstance(text, Phrase):
        return
    for pattern in (text.pattern, text.many):
        for _, name, spec, conversion in Formatter().parse(pattern):
            if name is not None and (spec or conversion or not PLACEHOLDER.fullmatch(name)):
                raise FrameMalformed
    for value in text.values.values():
        _check_phrase_patterns(value)


def _receive_exactly(link: socket.socket, length: int, until: float) -> bytearray:
    found = bytearray()
    while len(found) < length:
        left = until - time.monotonic()
        if left <= 0:
            raise FrameTooLate
        link.settimeout(left)
        try:
            piece = link.recv(min(STEP, length - len(found)))
        except OSError as error:
            raise FrameCutShort from error
        if not piece:
            raise FrameCutShort
        found += piece
    return found
