"""GOV.UK Notify's API as its documentation describes it, on this machine: keeps what it was sent."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
API_KEY = f"handrail-{SERVICE}-{SECRET}"
REFUSED = "refused@example.org"


class NotifyServer:
    """What was sent, in order, as (path, body); each gets a number of its own."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, object]]] = []
        self.url = ""

    def answer(self, path: str, body: dict[str, object]) -> tuple[int, dict[str, object]]:
        if body.get("email_address") == REFUSED:
            errors = [{"error": "BadRequestError", "message": f"Can’t send to {REFUSED}"}]
            return 400, {"status_code": 400, "errors": errors}
        self.sent.append((path, body))
        return 201, {"id": f"notify-{len(self.sent)}", "reference": None}


@contextmanager
def serving_notify() -> Iterator[NotifyServer]:
    """Answer on a free port of this machine for as long as the block lasts."""
    notify = NotifyServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Authorization"].startswith("Bearer ")
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, said = notify.answer(self.path, body)
            text = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    notify.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield notify
    finally:
        server.shutdown()
        server.server_close()
