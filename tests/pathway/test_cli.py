"""`handrail pathway` at the command line, on files."""

import json
from pathlib import Path
from typing import Any

import pytest

from handrail.pathway.cli import main

GOOD: dict[str, Any] = {
    "jurisdiction": "england",
    "age": "adult",
    "events": [
        {"event": "identified", "at": "2026-10-26T13:00"},
        {"event": "nrm_consent_given", "at": "2026-10-26"},
        {"event": "nrm_referred", "at": "2026-10-29"},
        {"event": "rg_positive", "at": "2026-11-09"},
    ],
}


@pytest.fixture
def explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(data: object, *more: str) -> tuple[int, str, str]:
        file = tmp_path / "history.json"
        file.write_text(data if isinstance(data, str) else json.dumps(data))
        code = main(["explain", str(file), "--on", "2026-11-24", *more])
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def test_explain_prints_the_answer_as_json(explain: Any) -> None:
    code, out, _ = explain(GOOD)
    found = json.loads(out)
    assert code == 0
    assert (found["on"], found["phase"], found["stage"]) == ("2026-11-24", "during", "recovery")
    assert found["headline"] == "Recovery period, day 16 of 30."
    assert found["national_support"] == "not_offered"
    assert found["waiting_on"] == "Home Office competent authority"
    clock = next(clock for clock in found["clocks"] if clock["clock"] == "recovery_period_30")
    assert clock["started"] == "2026-11-09"
    assert clock["due"] == "2026-12-08"
    assert clock["state"] == "running"
    assert clock["elapsed_days"] == 15
    assert clock["why"] == "Reasonable grounds: positive on 9 November 2026; that day is day 1."
    assert clock["rule"].startswith("30 days, least that is guaranteed (since 30 January 2023). Confirmed")


@pytest.mark.parametrize(
    ("change", "place", "value"),
    [
        ({"jurisdiction": "scotland"}, "jurisdiction", '"scotland"'),
        ({"age": "old"}, "age", '"old"'),
        ({"date_of_birth": "01/02/2003"}, "date_of_birth", '"01/02/2003"'),
        ({"date_of_birth": "1850-01-01"}, "date_of_birth", '"1850-01-01"'),
        ({"facts": ["tall"]}, "facts[0]", '"tall"'),
        ({"facts": "pilot_area"}, "facts", '"pilot_area"'),
        ({"settings": {"rg_decision": 3}}, "settings.rg_decision", "3"),
        ({"settings": {"place_of_safety": 0}}, "settings.place_of_safety", "0"),
        ({"settings": {"place_of_safety": True}}, "settings.place_of_safety", "true"),
        ({"settings": 5}, "settings", "5"),
        ({"colour": "red"}, "history.colour", '"red"'),
        ({"events": {}}, "events", "{}"),
        ({"events": ["x"]}, "events[0]", '"x"'),
        ({"events": [{"event": "rescued", "at": "2026-11-01"}]}, "events[0].event", '"rescued"'),
        ({"events": [{"event": "identified", "at": "2026-02-30"}]}, "events[0].at", '"2026-02-30"'),
        (
            {"events": [{"event": "identified", "at": "2026-02-20T25:00"}]},
            "events[0].at",
            '"2026-02-20T25:00"',
        ),
        ({"events": [{"event": "identified", "at": 20260220}]}, "events[0].at", "20260220"),
        ({"events": [{"event": "identified", "at": "1950-01-01"}]}, "events[0].at", '"1950-01-01"'),
        (
            {"events": [{"event": "decision_withdrawn", "at": "2026-11-01", "of": "xx"}]},
            "events[0].of",
            '"xx"',
        ),
        (
            {"events": [{"event": "nrm_referred", "at": "2026-11-01", "referral": 0}]},
            "events[0].referral",
            "0",
        ),
        (
            {"events": [{"event": "died", "at": "2026-11-01", "supersedes": "z"}]},
            "events[0].supersedes",
            '"z"',
        ),
        ({"events": [{"event": "entered_in_error", "at": "2026-11-01"}]}, "events[0].supersedes", "null"),
        ({"events": [{"event": "died", "at": "2026-11-01", "id": [1]}]}, "events[0].id", "[1]"),
        (
            {"events": [{"event": "died", "at": "2026-11-01", "recorded": "now"}]},
            "events[0].recorded",
            '"now"',
        ),
        ({"events": [{"event": "died", "at": "2026-11-01", "id": "a"}] * 2}, "events", '"a"'),
    ],
)
def test_a_bad_file_is_refused_with_place_value_and_reason(
    explain: Any, change: dict[str, Any], place: str, value: str
) -> None:
    code, out, err = explain({**GOOD, **change})
    assert code == 2
    assert out == ""
    assert f"{place}: {value}: " in err


def test_what_is_no_json_is_refused_with_line_and_column(explain: Any) -> None:
    code, _, err = explain('{"jurisdiction": england}')
    assert code == 2
    assert "line 1, column 18" in err


def test_a_list_is_no_history(explain: Any) -> None:
    code, _, err = explain([])
    assert code == 2
    assert "history: []: an object" in err


def test_a_day_that_is_none_is_refused(explain: Any) -> None:
    code, _, err = explain(GOOD, "--on", "tomorrow")
    assert code == 2
    assert '--on: "tomorrow"' in err


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "/nowhere/history.json"]) == 2
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("name", [3, "3", "rg_positive", "rg_positive@2026-11-09"])
def test_a_correction_names_a_place_a_word_or_an_id(explain: Any, name: object) -> None:
    right = {"event": "rg_positive", "at": "2026-11-06", "supersedes": name}
    _, out, _ = explain({**GOOD, "events": [*GOOD["events"], right]})
    due = [clock["due"] for clock in json.loads(out)["clocks"] if clock["clock"] == "recovery_period_30"]
    assert due == ["2026-12-05"]


def test_the_map_and_the_rules_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map"]) == 0
    assert capsys.readouterr().out.startswith("<svg ")
    assert main(["map", "--words"]) == 0
    assert "Adult: Found > Made safe > NRM explained > Said yes" in capsys.readouterr().out
    assert main(["rules"]) == 0
    assert "recovery_period_30: Recovery period" in capsys.readouterr().out


def test_the_map_of_a_history_says_you_are_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "history.json"
    file.write_text(json.dumps(GOOD))
    assert main(["map", str(file), "--on", "2026-11-24", "--narrow"]) == 0
    assert "Recovery<" in capsys.readouterr().out.split("you are here")[0].splitlines()[-1]
