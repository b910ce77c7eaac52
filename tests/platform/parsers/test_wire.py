"""Frames between the server and the process that reads foreign files."""

from handrail.platform.parsers.wire import send_frame


class LinkThatClosesOnceItHasEverything:
    """A socket whose other side answers and goes as soon as it has the lengths and the value."""

    def __init__(self) -> None:
        self.sent = b""

    def sendall(self, data: bytes) -> None:
        if self.sent:
            raise BrokenPipeError
        self.sent += data


def test_an_empty_file_is_sent_in_one_piece():
    link = LinkThatClosesOnceItHasEverything()
    send_frame(link, {"name": "list.csv"})
    assert link.sent.endswith(b'{"name": "list.csv"}')
