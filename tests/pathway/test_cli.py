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
    assert found["waiting_on"] == "Home Office decision maker"
    clock = next(clock for clock in found["clocks"] if clock["clock"] == "recovery_period_30")
    assert clock["started"] == "2026-11-09"
    assert clock["due"] == "2026-12-08"
    assert clock["state"] == "running"
    assert clock["elapsed_days"] == 15
    assert clock["why"] == "Reasonable grounds: positive on 9 November 2026; that day is day 1."
    assert clock["rule"].startswith("At least 30 days (since 13 December 2022). In law.")


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
        ({"settings": {"place_of_safety": 3651}}, "settings.place_of_safety", "3651"),
        ({"settings": 5}, "settings", "5"),
        ({"settings": []}, "settings", "[]"),
        ({"facts": {}}, "facts", "{}"),
        ({"facts": False}, "facts", "false"),
        ({"jurisdiction": ["england"]}, "jurisdiction", '["england"]'),
        ({"events": None}, "events", "null"),
        ({"events": [{"event": ["died"], "at": "2026-11-01"}]}, "events[0].event", '["died"]'),
        ({"events": [{"event": "died", "at": "20261101"}]}, "events[0].at", '"20261101"'),
        ({"events": [{"event": "died", "at": "2026-W10-1"}]}, "events[0].at", '"2026-W10-1"'),
        ({"events": [{"event": "died", "at": "2026-11-01T10"}]}, "events[0].at", '"2026-11-01T10"'),
        (
            {"events": [{"event": "died", "at": "0001-01-01T00:00+14:00"}]},
            "events[0].at",
            '"0001-01-01T00:00+14:00"',
        ),
        ({"events": [{"event": "died", "at": "2100-01-01"}]}, "events[0].at", '"2100-01-01"'),
        ({"events": [{"event": "died", "at": "1969-12-31"}]}, "events[0].at", '"1969-12-31"'),
        ({"events": [{"event": "died", "at": "2026-11-01", "id": True}]}, "events[0].id", "true"),
        ({"events": [{"event": "died", "at": "2026-11-01", "id": ""}]}, "events[0].id", '""'),
        ({"events": [5, {"event": "died", "at": "2026-11-01", "supersedes": "died"}]}, "events[0]", "5"),
        (
            {
                "events": [
                    {"event": "died", "at": "2026-11-01"},
                    {"event": "died", "at": "2026-11-02", "supersedes": {}},
                ]
            },
            "events[1].supersedes",
            "{}",
        ),
        (
            {"events": [{"event": "died", "at": "2026-11-01", "id": "a", "supersedes": "a"}]},
            "events[0].supersedes",
            '"a"',
        ),
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'line 1, column 1: "": '),
        ("[" * 100_000 + "]" * 100_000, "lists within lists without end"),
        ('{"jurisdiction": ' + "9" * 5000 + "}", "a number in it is too long"),
        ('{"age": "adult", "age": "child"}', 'age: ["adult", "child"]: named twice in one object'),
    ],
    ids=["nothing", "deep", "long", "twice"],
)
def test_a_file_that_no_reader_could_follow_is_refused(explain: Any, text: str, said: str) -> None:
    code, out, err = explain(text)
    assert (code, out) == (2, "")
    assert said in err


def test_a_history_must_have_its_list_of_events(explain: Any) -> None:
    assert explain({"jurisdiction": "england", "age": "adult"})[0] == 2
    assert explain({"jurisdiction": "england", "age": "adult", "events": []})[0] == 0


def test_a_mark_that_some_editors_put_before_a_file_is_passed_over(explain: Any) -> None:
    assert explain("\ufeff" + json.dumps(GOOD))[0] == 0


def test_a_circle_of_corrections_is_asked_about(explain: Any) -> None:
    events = [
        {"event": "identified", "at": "2026-11-01", "id": "a", "supersedes": "b"},
        {"event": "identified", "at": "2026-11-02", "id": "b", "supersedes": "a"},
    ]
    code, out, _ = explain({**GOOD, "events": events})
    assert code == 0
    asked = json.loads(out)["questions"]
    assert [(q["ask"], q["about"]) for q in asked] == [("Which of these corrections is right?", "identified")]


def test_a_long_chain_of_corrections_is_followed(explain: Any) -> None:
    first = {"event": "nrm_consent_declined", "at": "2026-11-01", "id": "0"}
    chain = [
        {"event": "entered_in_error", "at": "2026-11-01", "id": str(n), "supersedes": str(n - 1)}
        for n in range(1, 4001)
    ]
    code, out, _ = explain({**GOOD, "events": [first, *chain]})
    assert (code, json.loads(out)["phase"]) == (0, "outside")


@pytest.mark.parametrize("word", ["blah", "rg"])
def test_what_somebody_was_told_of_must_be_a_word_for_it(explain: Any, word: str) -> None:
    told = {"event": "victim_informed", "at": "2026-11-20", "of": word}
    asked = json.loads(explain({**GOOD, "events": [*GOOD["events"], told]})[1])["questions"]
    assert any(q["about"] == "victim_informed" and f"says {word}, which" in q["why"] for q in asked)


@pytest.mark.parametrize("word", ["suspect", "suspect_arrested"])
def test_a_topic_or_the_event_itself_says_what_somebody_was_told_of(explain: Any, word: str) -> None:
    told = {"event": "victim_informed", "at": "2026-11-20", "of": word}
    asked = json.loads(explain({**GOOD, "events": [*GOOD["events"], told]})[1])["questions"]
    assert all(q["about"] != "victim_informed" for q in asked)


def test_an_id_may_look_like_anothers_place(explain: Any) -> None:
    """The first event has no id and is known by its place, 0; the second is called 0. The name wins."""
    events = [
        {"event": "identified", "at": "2026-11-01"},
        {"event": "nrm_consent_declined", "at": "2026-11-02", "id": "0"},
        {"event": "entered_in_error", "at": "2026-11-03", "supersedes": 0},
    ]
    code, out, _ = explain({**GOOD, "events": events})
    assert (code, json.loads(out)["stage"]) == (0, "found")


def test_the_last_day_that_an_event_can_have_is_counted_from(explain: Any) -> None:
    """Thursday 31 December 2099; 1 January 2100 is a holiday, so five working days end on Friday 8 January."""
    referred = {"event": "nrm_referred", "at": "2099-12-31"}
    code, out, _ = explain({**GOOD, "events": [referred]}, "--on", "2099-12-31")
    assert code == 0
    assert ("rg_decision", "2100-01-08") in [(c["clock"], c["due"]) for c in json.loads(out)["clocks"]]


def test_a_moment_with_a_zone_is_londons(explain: Any) -> None:
    """Half past eleven at night in UTC, in July, is half past midnight of the next day in London."""
    found = {"event": "identified", "at": "2026-07-06T23:30Z"}
    event = json.loads(explain({**GOOD, "age": "child", "events": [found]})[1])["clocks"][0]
    assert event["started"] == "2026-07-07T00:30"


@pytest.mark.parametrize("on", ["1800-01-01", "0001-01-01", "9999-12-31"])
def test_any_day_can_be_asked_about(explain: Any, on: str) -> None:
    code, out, _ = explain(GOOD, "--on", on)
    assert (code, json.loads(out)["phase"]) == (0, "during" if on.startswith("9") else "before")


@pytest.mark.parametrize("on", ["", "20261124", "2026-W48", "2026-11-24T10", "0001-01-01T00:00+14:00"])
def test_a_day_that_is_written_otherwise_is_refused(explain: Any, on: str) -> None:
    code, _, err = explain(GOOD, "--on", on)
    assert code == 2
    assert f'--on: "{on}": a date as YYYY-MM-DD' in err


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
    assert "Adult: Identified > Immediate safety > NRM explained > Consented" in capsys.readouterr().out
    assert main(["rules"]) == 0
    assert "recovery_period_30: Recovery period" in capsys.readouterr().out


def test_the_map_of_a_history_says_you_are_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "history.json"
    file.write_text(json.dumps(GOOD))
    assert main(["map", str(file), "--on", "2026-11-24", "--narrow"]) == 0
    assert "Recovery<" in capsys.readouterr().out.split("you are here")[0].splitlines()[-1]
