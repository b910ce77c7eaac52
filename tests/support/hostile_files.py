"""Files made to do harm, each with the answer that it must get: words of the refusal, or READ where it is harmless."""

import json
from collections.abc import Callable

from support.hostile_base import READ, HostileFile
from support.hostile_papers import PAPERS
from support.hostile_returns import RETURNS

SERVICE = {"id": "1", "name": "Clinic", "organization": {"name": "Quay"}}
HEAD = b"provider,service,type,phases\n"


def csv_list(name: str, make: Callable[[], bytes], answer: str) -> HostileFile:
    return HostileFile("csv", name, make, answer)


def json_list(name: str, make: Callable[[], bytes], answer: str) -> HostileFile:
    return HostileFile("json", name, make, answer)


def entries(count: int, entry: object) -> bytes:
    return json.dumps({"contents": [entry] * count}).encode()


LISTS: dict[str, HostileFile] = {
    # lists and feeds
    "a list of a million commas": csv_list("a.csv", lambda: HEAD + b"," * 900_000, READ),
    "a cell of 900,000 letters": csv_list("a.csv", lambda: HEAD + b"x" * 900_000, "cannot be read as CSV"),
    "half a million rows": csv_list("a.csv", lambda: HEAD + b"a\n" * 450_000, "more than 2,000 rows"),
    "a list in UTF-32": csv_list("a.csv", lambda: HEAD.decode().encode("utf-32"), "not text"),
    "brackets nested 100,000 deep": json_list(
        "a.json", lambda: b"[" * 100_000 + b"]" * 100_000, "nested more than 40 levels deep"
    ),
    "a number of a million digits": json_list(
        "a.json", lambda: b'[{"name":"a","minimum_age":' + b"9" * 1_000_000 + b"}]", "not readable JSON"
    ),
    "a number beyond all numbers": json_list("a.json", lambda: b'[{"name":"a","minimum_age":1e999}]', READ),
    "a million services of nothing": json_list("a.json", lambda: b"[" + b"{}," * 1_000_000 + b"{}]", READ),
    "half a character": json_list("a.json", lambda: b'[{"name": "\\ud800", "id": {"a": [1]}}]', READ),
    "a service with four megabytes of text": json_list(
        "a.json", lambda: entries(1, SERVICE | {"description": "x" * 3_900_000}), READ
    ),
    "a cut feed": json_list("a.json", lambda: entries(5, SERVICE)[:-7], "not readable JSON"),
}
FILES = PAPERS | RETURNS | LISTS
