"""What whoever waits for a load reads."""

import io

from handrail.demo.load_progress import LoadProgress, ProgressLine


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_time_left_follows_from_the_share_that_is_done() -> None:
    lines: list[str] = []
    seconds = iter((100.0, 106.0, 136.0))
    progress = LoadProgress(lines.append, expected_seconds=40, clock=lambda: next(seconds))
    progress.begin("first")
    progress.finish(4)
    progress.begin("second")  # a tenth in 6 seconds: 54 more
    progress.finish(16)
    progress.begin("third")  # half in 36 seconds: 36 more
    progress.finish(20)
    progress.begin("last")
    assert lines == ["first", "second (about 55 seconds more)", "third (about 40 seconds more)", "last"]


def test_a_file_gets_a_line_for_each_step() -> None:
    out = io.StringIO()
    line = ProgressLine(out)
    line.show("one")
    line.show("two")
    line.close()
    assert out.getvalue() == "     one\n     two\n"


def test_a_terminal_shows_one_line_and_leaves_it_empty() -> None:
    out = _Terminal()
    line = ProgressLine(out)
    line.show("x" * 500)
    line.show("two")
    line.keep("three")
    shown = out.getvalue().split("\r\x1b[K")
    assert (len(shown[1]) < 500, shown[2], shown[3]) == (True, "     two", "     three\n")
