"""A pytest plugin that writes which collected test carries which practice mark (tests/site/test_practices.py)."""

import json
import os
from pathlib import Path

import pytest


def pytest_collection_finish(session: pytest.Session) -> None:
    """Write {"P38": ["tests/…::test_…", …]} to the file that PRACTICE_MARKS names, each test once."""
    marked: dict[str, list[str]] = {}
    for item in session.items:
        name = item.nodeid.split("[")[0]
        for mark in item.iter_markers("practice"):
            for practice in mark.args:
                if name not in marked.setdefault(practice, []):
                    marked[practice].append(name)
    Path(os.environ["PRACTICE_MARKS"]).write_text(json.dumps(marked), encoding="utf-8")
