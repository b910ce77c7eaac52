"""The report of `make attack`."""

import pytest

from support.attack_plan import PLACE, write_report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """In the process that started the workers."""
    if PLACE.exists():
        terminalreporter.section("ATTACK")
        terminalreporter.line(write_report())
