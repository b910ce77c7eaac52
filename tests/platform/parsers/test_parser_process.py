"""A parser that is taken over by its file: here it runs the file as Python, and still ends nothing but its child."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import Phrase
from handrail.platform.parsers.parser_process import BUSY, NOT_READ, TOO_MUCH, run_parser


class Refused(ActionNotPossibleError):
    """What a room raises where its file is refused."""


def run(code):
    return run_parser("builtins:eval", code, error=Refused).value


def why(code, parser="builtins:exec"):
    with pytest.raises(Refused) as no:
        run_parser(parser, code, error=Refused)
    return str(no.value)


def test_a_plain_value_and_bytes_come_back():
    assert run(b"[1, 'two', {'three': None}]") == [1, "two", {"three": None}]
    made = "__import__('handrail.platform.parsers.wire').platform.parsers.wire.ParsedFile(1, b'\\0\\xff')"
    found = run_parser("builtins:eval", made.encode(), error=Refused)
    assert (found.value, found.data) == (1, b"\0\xff")


def test_a_sentence_comes_back_with_its_pattern_and_values():
    code = b"""
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
raise ActionNotPossibleError(msg("{n} rows are too many.", n=9))
"""
    with pytest.raises(Refused) as no:
        run_parser("builtins:exec", code, error=Refused)
    said = no.value.args[0]
    assert isinstance(said, Phrase)
    assert (said, said.pattern, said.values) == ("9 rows are too many.", "{n} rows are too many.", {"n": 9})


@pytest.mark.parametrize("pattern", ["{a.__class__}", "{a[0]}", "{}", "{a:>999999999}", "{"])
def test_a_sentence_that_asks_for_more_than_its_values_is_not_taken(pattern):
    code = f"""
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import Phrase
raise ActionNotPossibleError(Phrase("x", {pattern!r}, {{"a": "b"}}))
"""
    assert why(code.encode()) == TOO_MUCH


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (b"1 / 0", NOT_READ),
        (b"def f(): f()\nf()", NOT_READ),
        (b"raise SystemExit(1)", TOO_MUCH),
        (b"import os; os.abort()", TOO_MUCH),
        (b"import os; os._exit(0)", TOO_MUCH),
        (b"import os, signal; os.kill(os.getpid(), signal.SIGKILL)", TOO_MUCH),
        (b"import os; os.closerange(0, 64)", TOO_MUCH),
        (b"x = bytearray(1 << 30)", TOO_MUCH),
        (b"x = []\nwhile True: x.append(bytearray(1 << 20))", TOO_MUCH),
        (b"import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))", NOT_READ),
    ],
)
def test_whatever_a_parser_does_is_told_in_one_sentence(code, said):
    if os.getuid() == 0 and b"setrlimit" in code:
        pytest.skip("the superuser may raise limits")
    assert why(code) == said


def test_an_answer_that_is_far_too_long_or_no_json_is_not_taken():
    assert why(b"'x' * (40 << 20)", "builtins:eval") == TOO_MUCH
    assert why(b"{1, 2}", "builtins:eval") == NOT_READ


def test_it_can_write_nothing(tmp_path):
    target = tmp_path / "written"
    target.touch()
    assert why(f"import os; os.write(os.open({str(target)!r}, os.O_WRONLY), b'x')".encode()) == NOT_READ
    assert target.read_bytes() == b""


def test_it_holds_no_key_and_no_setting():
    assert set(run(b"sorted(__import__('os').environ)")) <= {"LC_CTYPE", "PATH"}
    assert run(b"[name for name in __import__('sys').modules if name.startswith('django')]") == []


def test_what_takes_too_long_is_killed_and_more_than_three_at_once_are_told_to_wait():
    endless = [b"while True: pass", b"import time; time.sleep(600)"]
    with ThreadPoolExecutor(8) as threads:
        said = list(threads.map(why, endless * 4))
    assert sorted(set(said)) == sorted({TOO_MUCH, BUSY})
    assert said.count(BUSY) >= 5
    assert run(b"1") == 1


def test_where_the_waiting_process_was_killed_the_next_file_starts_another():
    before = run(b"__import__('os').getppid()")
    os.kill(before, signal.SIGKILL)
    assert run(b"__import__('os').getppid()") != before
