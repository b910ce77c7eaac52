"""A section that fails is rolled back and named, and the others go on; what is missing is tried again."""

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.demo_sections import DEMO_SECTIONS, DemoSectionWriter
from handrail.demo.load_progress import LoadProgress
from handrail.demo.section_loading import MissingDemoSection, get_demo_log_path, load_missing_sections
from handrail.platform.reference.actions import mark_database_as_demo_data_only
from handrail.platform.reference.models import Language
from handrail.platform.reference.queries import get_written_parts_of_demo_data
from handrail.platform.vault.actions import add_body_key
from handrail.platform.vault.models import BodyKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NOBODY: Final = DemoLookups(actors={}, bodies={}, languages={}, services={})


@dataclass
class _Sections:
    """Sections that write a language of their name and a key, and stop with an error where they are told to."""

    errors: dict[str, Exception] = field(default_factory=dict)
    tried: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def load(self, *sections: tuple[str, ...]) -> list[MissingDemoSection]:
        """Each a name and what it needs."""
        rows = [DemoSectionWriter(name, self._writer(name), needs=tuple(needs)) for name, *needs in sections]
        return load_missing_sections(
            rows, NOBODY, timezone.localdate(), LoadProgress(self.lines.append, expected_seconds=len(rows))
        )

    def _writer(self, name: str) -> Callable[[DemoLookups, date], None]:
        def write(_lookups: DemoLookups, _today: date) -> None:
            self.tried.append(name)
            Language.objects.create(tag=f"x-{name}", name=name, source="a test", confidence="confirmed")
            add_body_key(f"body-{name}", version=1)
            if name in self.errors:
                raise self.errors[name]

        return write


@pytest.fixture
def sections(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> _Sections:
    monkeypatch.setattr(settings, "VAR", tmp_path)  # where the log of errors is written
    mark_database_as_demo_data_only(seed="test")
    return _Sections()


def _list_written_languages() -> list[str]:
    return [
        tag[2:]
        for tag in Language.objects.filter(tag__startswith="x-").order_by("tag").values_list("tag", flat=True)
    ]


def test_a_section_that_fails_leaves_nothing_in_either_database_and_the_others_go_on(
    sections: _Sections,
) -> None:
    sections.errors["b"] = ValueError("no such survey.\nmore")
    missing = sections.load(("a",), ("b",), ("c",))
    assert missing == [MissingDemoSection("b", "failed and was rolled back (ValueError: no such survey).")]
    assert _list_written_languages() == ["a", "c"]
    assert sorted(
        BodyKey.objects.filter(body_code__startswith="body-").values_list("body_code", flat=True)
    ) == [
        "body-a",
        "body-c",
    ]
    assert set(get_written_parts_of_demo_data()) == {"a", "c"}


def test_the_log_has_the_traceback_of_a_section_that_failed(sections: _Sections) -> None:
    sections.errors["b"] = ValueError("only this test says so")
    sections.load(("b",))
    log = get_demo_log_path().read_text()
    assert "ValueError: only this test says so" in log
    assert "in write" in log


def test_what_rests_on_a_missing_section_is_left_out_and_named(sections: _Sections) -> None:
    sections.errors["a"] = ValueError("x")
    missing = sections.load(("a",), ("b", "a"), ("c", "b"), ("d",))
    assert [(one.name, one.reason) for one in missing[1:]] == [
        ("b", "left out, as it needs “a”."),
        ("c", "left out, as it needs “b”."),
    ]
    assert sections.tried == ["a", "d"]


def test_the_next_load_tries_what_is_missing_and_nothing_else(sections: _Sections) -> None:
    sections.errors["a"] = ValueError("x")
    sections.load(("a",), ("b", "a"), ("c",))
    sections.tried.clear()
    sections.errors.clear()
    assert sections.load(("a",), ("b", "a"), ("c",)) == []
    assert sections.tried == ["a", "b"]
    assert _list_written_languages() == ["a", "b", "c"]


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), OperationalError("database or disk is full")]
)
def test_a_full_disk_ends_the_load_at_once(sections: _Sections, error: Exception) -> None:
    sections.errors["a"] = error
    with pytest.raises(type(error)):
        sections.load(("a",), ("b",))
    assert sections.tried == ["a"]
    assert _list_written_languages() == []


def test_each_section_is_told_with_its_number(sections: _Sections) -> None:
    sections.load(("a",), ("b",))
    assert [line.partition(" (")[0] for line in sections.lines] == ["1 of 2: a", "2 of 2: b"]


def test_sections_need_only_those_that_are_written_before_them() -> None:
    names = [section.name for section in DEMO_SECTIONS]
    assert len(set(names)) == len(names)
    for number, section in enumerate(DEMO_SECTIONS):
        assert set(section.needs) <= set(names[:number])
