"""`handrail pathway whatif` on the caseload: counted over the open cases, and no case altered."""

import datetime
import subprocess
import sys

import pytest
import time_machine
from django.apps import apps

from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.events.models import Due
from handrail.people.records.models import Case
from handrail.site.cli import run_command
from handrail.site.whatif import main
from support.cast import tell

NOON = "2026-11-24T12:00:00+00:00"


@pytest.fixture
def rules(tmp_path):
    file = tmp_path / "CHANGED.csv"
    file.write_text("clock,length\nreconsider_30d,45\n")
    return str(file)


@pytest.fixture
def caseload(cast):
    """Three cases with a negative decision: two of 9 November 2026, one of the 10th that is closed."""
    by = cast.worker.actor
    with time_machine.travel(NOON, tick=False):
        cases = [tell(by).case_id for _ in range(3)]
        for case, day in zip(cases, (9, 9, 10), strict=True):
            for event, at in (("nrm_referred", 2), ("rg_negative", day)):
                happening = EventInput(event, datetime.date(2026, 11, at))
                events.record_event(case_id=case, happening=happening, by=by)
        Case.objects.filter(pk=cases[2]).update(
            closed_at=datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC), closed_by=cast.worker
        )
        yield cases


def every_row():
    """All that is kept in any table of any database."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models()
        if model._meta.managed
    }


def test_the_open_cases_are_counted_and_nothing_is_altered(caseload, rules, capsys):
    """30 days after 9 November are 9 December, 45 are 24 December. Crime and judicial review of two cases stay."""
    before = every_row()
    assert main(["--rules", rules]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "On 24 November 2026, with 1 rule changed: 2 open deadlines would change in 2 of 2 cases, "
        "and 4 would stay the same.",
        "reconsider_30d: Ask for reconsideration: 2",
        "  9 December 2026 to 24 December 2026, 15 days later: 2",
        "No case was altered.",
    ]
    assert every_row() == before
    assert before[Due._meta.label]


def test_the_day_asked_decides_what_is_known(caseload, rules, capsys):
    assert run_command(["pathway", "whatif", "--rules", rules, "--on", "2026-11-05"]) == 0
    assert "0 open deadlines would change in 0 of 2 cases" in capsys.readouterr().out


def test_a_bad_file_of_rules_names_the_row_before_any_case_is_read(tmp_path, capsys):
    file = tmp_path / "CHANGED.csv"
    file.write_text("clock,length\nreconsider_30d,soon\n")
    assert run_command(["pathway", "whatif", "--rules", str(file)]) == 2
    assert f'{file}: row 2, length: "soon": a whole number' in capsys.readouterr().err


def test_a_day_that_is_none_is_refused(rules, capsys):
    assert run_command(["pathway", "whatif", "--rules", rules, "--on", "tomorrow"]) == 2
    assert '--on: "tomorrow"' in capsys.readouterr().err


def test_one_history_is_asked_without_django(rules, tmp_path):
    history = tmp_path / "history.json"
    history.write_text('{"jurisdiction": "england", "age": "adult", "events": []}')
    code = (
        "import sys; from handrail.site import cli; code = cli.run_command(sys.argv[1:]);"
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    words = ["pathway", "whatif", str(history), "--rules", rules, "--on", "2026-11-24"]
    asked = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
    assert "0 open deadlines would change in 0 of 1 case, and 0 would stay the same." in asked.stdout
