"""`handrail pathway whatif` on a history: which open deadlines would move under changed rules, from when to when."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handrail.pathway.changed_rules_file import read_rule_set_with_changes
from handrail.pathway.cli import main
from handrail.pathway.clocks import CURRENT_RULES, load_clocks_csv_rows
from handrail.pathway.whatif import (
    OpenDeadlineChange,
    RuleEffect,
    compare_deadlines_under_changed_rules,
    render_rule_effects,
    sum_rule_effects,
)
from pathway.worked import day, history

NEGATIVE: dict[str, Any] = {
    "jurisdiction": "england",
    "age": "adult",
    "events": [
        {"event": "identified", "at": "2026-10-26"},
        {"event": "nrm_consent_given", "at": "2026-10-26"},
        {"event": "nrm_referred", "at": "2026-10-29"},
        {"event": "rg_negative", "at": "2026-11-09"},
    ],
}
WAITING = "england, adult\n2026-10-29 nrm_referred\n2026-10-29 crime_recorded\n2026-11-09 rg_positive"
ROWS = {row["clock"]: row for row in load_clocks_csv_rows()}


def as_csv(*rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture
def whatif(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(rules: str, *more: str, told: Any = NEGATIVE) -> tuple[int, str, str]:
        (tmp_path / "CHANGED.csv").write_text(rules, encoding="utf-8", newline="")
        (tmp_path / "history.json").write_text(json.dumps(told))
        words = ["--rules", str(tmp_path / "CHANGED.csv"), "--on", "2026-11-24", *more]
        code = main(["whatif", str(tmp_path / "history.json"), *words])
        said = capsys.readouterr()
        assert (tmp_path / "history.json").read_text() == json.dumps(told)
        return code, said.out, said.err

    return run


def test_an_open_deadline_moves_and_is_told_from_when_to_when(whatif: Any) -> None:
    """30 days after 9 November 2026 are 9 December; 45 are 24 December. The crime and the review stay."""
    assert whatif("clock,length\nreconsider_30d,45\n") == (
        0,
        "On 24 November 2026, with 1 rule changed: 1 open deadline would change in 1 of 1 case, and "
        "2 would stay the same.\n"
        "reconsider_30d: Ask for reconsideration: 1\n"
        "  9 December 2026 to 24 December 2026, 15 days later: 1\n"
        "No case was altered.\n",
        "",
    )


def test_a_shorter_limit_is_told_as_earlier(whatif: Any) -> None:
    """20 days after 9 November are 29 November."""
    assert (
        "  9 December 2026 to 29 November 2026, 10 days earlier: 1\n"
        in whatif("clock,length\nreconsider_30d,20\n")[1]
    )


def test_a_change_that_touches_no_open_deadline_moves_nothing(whatif: Any) -> None:
    """The decision of 9 November ended the wait for it."""
    assert whatif("clock,length\nrg_decision,10\n")[1].splitlines() == [
        "On 24 November 2026, with 1 rule changed: 0 open deadlines would change in 0 of 1 case, and "
        "3 would stay the same.",
        "No case was altered.",
    ]


def test_a_deadline_that_has_passed_and_is_still_open_moves_too(whatif: Any) -> None:
    """No crime is recorded: 24 hours ended on 30 October, 48 end on the 31st."""
    out = whatif("clock,length\ncrime_record,48\n")[1]
    assert "  30 October 2026 to 31 October 2026, 1 day later: 1\n" in out


MORNING: dict[str, Any] = {
    "jurisdiction": "england",
    "age": "adult",
    "events": [{"event": "nrm_referred", "at": "2026-11-24T08:00"}],
}


def test_a_limit_of_hours_is_told_with_its_time(whatif: Any) -> None:
    """24 hours after 8am on 24 November are 8am on the 25th, 30 hours are 2pm of the same day."""
    out = whatif("clock,length\ncrime_record,30\n", told=MORNING)[1]
    assert "  25 November 2026 8am to 25 November 2026 2pm, same day: 1\n" in out


def test_moves_of_one_rule_are_told_in_the_order_of_their_days() -> None:
    """Those that have no day before come first, then by the day before, then by the day after."""
    days = [date(2026, 12, 9), date(2026, 12, 10), date(2026, 12, 11), None]
    pairs = [
        (days[2], days[0]),
        (days[0], days[2]),
        (days[3], days[1]),
        (days[0], days[1]),
        (days[3], days[0]),
    ]
    moves = [OpenDeadlineChange("moved", "told", "Told", before, after) for before, after in pairs]
    lines = render_rule_effects(
        sum_rule_effects([RuleEffect(tuple(moves), 0)]), date(2026, 11, 24), 1
    ).splitlines()
    assert lines[2:-1] == [
        "  no limit to 9 December 2026: 1",
        "  no limit to 10 December 2026: 1",
        "  9 December 2026 to 10 December 2026, 1 day later: 1",
        "  9 December 2026 to 11 December 2026, 2 days later: 1",
        "  11 December 2026 to 9 December 2026, 2 days earlier: 1",
    ]


def test_the_rules_in_force_are_as_before_afterwards(
    whatif: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = CURRENT_RULES.rules
    whatif("clock,length\nreconsider_30d,45\n")
    main(["explain", str(tmp_path / "history.json"), "--on", "2026-11-24"])
    due = {run["clock"]: run["due"] for run in json.loads(capsys.readouterr().out)["clocks"]}
    assert due["reconsider_30d"] == "2026-12-09"
    assert before == CURRENT_RULES.rules


VERSIONS = as_csv(
    ROWS["reconsider_30d"] | {"until": "2026-11-08"},
    ROWS["reconsider_30d"] | {"clock": "reconsider_45d", "since": "2026-11-09", "length": "45"},
)


def decided(on: str) -> dict[str, Any]:
    return NEGATIVE | {"events": [*NEGATIVE["events"][:3], {"event": "rg_negative", "at": on}]}


def test_a_new_version_of_a_rule_holds_from_its_day(whatif: Any) -> None:
    assert whatif(VERSIONS)[1].splitlines()[1:3] == [
        "reconsider_45d: Ask for reconsideration: 1",
        "  9 December 2026 to 24 December 2026, 15 days later: 1",
    ]


def test_a_case_of_the_day_before_keeps_its_rule(whatif: Any) -> None:
    out = whatif(VERSIONS, told=decided("2026-11-08"))[1]
    assert (
        "with 2 rules changed: 0 open deadlines would change in 0 of 1 case, and 3 would stay the same."
        in out
    )


def test_a_rule_that_ends_lets_its_deadline_fall_away(whatif: Any) -> None:
    out = whatif("clock,until\nreconsider_30d,2026-11-08\n")[1]
    assert "1 open deadline would change in 1 of 1 case, and 2 would stay the same." in out
    assert "  no longer applies, 9 December 2026: 1\n" in out


def test_a_new_rule_starts_a_deadline(whatif: Any) -> None:
    """A limit of 60 days for those who were referred: 29 October + 60 = 28 December."""
    new = as_csv(
        ROWS["rg_decision"] | {"clock": "told", "name": "Told", "length": "60", "unit": "days", "meets": ""}
    )
    # rg_negative is no longer a stop of it; what ends it stays
    out = whatif(new)[1]
    assert "told: Told: 1\n  starts, 28 December 2026: 1\n" in out


def effect(rules: str, given: str = WAITING, on: str = "2026-11-24") -> RuleEffect:
    return compare_deadlines_under_changed_rules(history(given), day(on), read_rule_set_with_changes(rules))


def test_a_limit_for_a_wait_is_told_as_no_limit_before() -> None:
    """180 days after 9 November 2026: 21 in November, 31, 31, 28, 31, 30 and 8 in May 2027."""
    found = effect("clock,length,unit\ncg_decision,180,days\n")
    shown = render_rule_effects(sum_rule_effects([found]), day("2026-11-24"), 1)
    assert "  no limit to 8 May 2027: 1\n" in shown
    assert found.stay == 3  # the recovery period, the first day for the decision, the referral to support


def test_two_runs_of_one_clock_move_each_by_itself() -> None:
    given = "england, adult\n2026-11-20 suspect_arrested\n2026-11-23 suspect_interviewed"
    found = effect("clock,length\nvc_suspect_std,6\n", given)
    # five working days after Friday the 20th and Monday the 23rd: 27 and 30 November; six: 30 November, 1 December
    assert [(move.sort, str(move.before), str(move.after)) for move in found.moves] == [
        ("moved", "2026-11-27", "2026-11-30"),
        ("moved", "2026-11-30", "2026-12-01"),
    ]


def test_a_changed_condition_stops_or_starts_a_clock() -> None:
    found = effect("clock,condition\nrecovery_period_30,child\n")
    assert [(move.sort, move.clock) for move in found.moves] == [("dropped", "recovery_period_30")]


def test_a_changed_stop_keeps_a_deadline_open_or_closes_it() -> None:
    """Left on 20 November: the period of 30 days, to 8 December, would go on; and then it would no longer."""
    left = WAITING + "\n2026-11-20 nrm_withdrawn"
    (kept,) = effect("clock,ends\nrecovery_period_30,died\n", left).moves
    assert (kept.sort, kept.before, str(kept.after)) == ("started", None, "2026-12-08")
    explained = WAITING + "\n2026-11-20 nrm_explained"
    (closed,) = effect("clock,ends\nrecovery_period_30,died;nrm_explained\n", explained).moves
    assert (closed.sort, str(closed.before), closed.after) == ("dropped", "2026-12-08", None)


def test_the_same_move_of_many_is_counted_once_and_names_nobody() -> None:
    rules = read_rule_set_with_changes("clock,length\nrecovery_period_30,31\n")
    cases = [
        history(WAITING),
        history(WAITING),
        history(WAITING.replace("11-09", "11-10")),
        history("england, adult"),
    ]
    total = sum_rule_effects(
        compare_deadlines_under_changed_rules(case, day("2026-11-24"), rules) for case in cases
    )
    assert render_rule_effects(total, day("2026-11-24"), 1).splitlines() == [
        "On 24 November 2026, with 1 rule changed: 3 open deadlines would change in 3 of 4 cases, "
        "and 6 would stay the same.",
        "recovery_period_30: Recovery period: 3",
        "  8 December 2026 to 9 December 2026, 1 day later: 2",
        "  9 December 2026 to 10 December 2026, 1 day later: 1",
        "No case was altered.",
    ]


def test_a_bodys_own_length_stands_before_the_rule() -> None:
    given = "england, adult, own place_of_safety=5\n2026-11-23 place_of_safety_entered"
    assert effect("clock,length\nplace_of_safety,4\n", given) == RuleEffect((), 1)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("clock,length\nreconsider_30d,abc\n", 'row 2, length: "abc": a whole number from 1 to 3650'),
        ("clock,length\nreconsider_30d,0\n", 'row 2, length: "0"'),
        ("clock,length\nreconsider_30d,3651\n", 'row 2, length: "3651"'),
        ("clock,length\nreconsider_30d,-5\n", 'row 2, length: "-5"'),
        ("clock,length\nreconsider_30d,45\nrecovery_period_30,x\n", 'row 3, length: "x"'),
        ("clock,length\nreconsider_30d,45\n\nrecovery_period_30,x\n", 'row 4, length: "x"'),
        ("clock,length\nreconsider_30d,\n", 'row 2, unit: "days": a length and its unit come together'),
        ("clock,unit\nreconsider_30d,weeks\n", 'row 2, unit: "weeks": one of days'),
        ("clock,length,unit\nrecovery_period_30,,\n", 'row 2, length: "": the kind minimum needs one'),
        ("clock,kind\nreconsider_30d,hope\n", 'row 2, kind: "hope": one of target'),
        ("clock,nations\nreconsider_30d,france\n", 'row 2, nations: "france": one of england'),
        ("clock,start\nreconsider_30d,rescued\n", 'row 2, start: "rescued": words of the vocabulary'),
        ("clock,start\nreconsider_30d,\n", 'row 2, start: "": words of the vocabulary'),
        ("clock,meets\nreconsider_30d,rescued\n", 'row 2, meets: "rescued"'),
        ("clock,ends\nreconsider_30d,died;rescued\n", 'row 2, ends: "died;rescued"'),
        ("clock,condition\nreconsider_30d,tall\n", 'row 2, condition: "tall": words of a condition'),
        ("clock,recount\nreconsider_30d,rescued\n", 'row 2, recount: "rescued"'),
        ("clock,since\nreconsider_30d,1 May 2027\n", 'row 2, since: "1 May 2027": a date as YYYY-MM-DD'),
        ("clock,since\nreconsider_30d,20270501\n", 'row 2, since: "20270501": a date as YYYY-MM-DD'),
        ("clock,until\nreconsider_30d,2020-01-01\n", 'row 2, until: "2020-01-01": before the first day'),
        ("clock,first_day\nreconsider_30d,today\n", 'row 2, first_day: "today"'),
        ("clock,confidence\nreconsider_30d,certain\n", 'row 2, confidence: "certain"'),
        ("clock,dates_confidence\nreconsider_30d,week\n", 'row 2, dates_confidence: "week"'),
        ("clock,settable\nreconsider_30d,weeks\n", 'row 2, settable: "weeks"'),
        ("clock,pauses\nreconsider_30d,no\n", 'row 2, pauses: "no": yes, or nothing'),
        ("clock,name\nreconsider_30d,\n", 'row 2, name: "": a name is needed'),
        (
            "clock,length\nreconsider_99d,45\n",
            "row 2, name: null: reconsider_99d is new, so every column is needed",
        ),
        ("clock,length\n,45\n", 'row 2, clock: "": a clock\'s own name'),
        ("clock,length\nreconsider_30d,45\nreconsider_30d,46\n", 'row 3, clock: "reconsider_30d"'),
        ("clock,length\nreconsider_30d\n", 'row 2, clock: "reconsider_30d": 1 cells where 2 are needed'),
        ("clock,colour\nreconsider_30d,red\n", 'row 1, colour: "colour": unknown column'),
        ("clock,length,length\nreconsider_30d,4,5\n", 'row 1, length: "length": named twice'),
        ("length\n45\n", "row 1, clock: null: this column says"),
        ("", "row 1, clock: null: this column says"),
        ("clock,length\n", "row 2, clock: null: no row changes anything"),
    ],
)
def test_a_bad_file_of_rules_is_refused_with_row_and_reason(whatif: Any, rules: str, said: str) -> None:
    code, out, err = whatif(rules)
    assert (code, out) == (2, "")
    assert f"CHANGED.csv: {said}" in err


def test_the_whole_table_unchanged_changes_nothing(whatif: Any) -> None:
    out = whatif(as_csv(*ROWS.values()))[1]
    assert "with 0 rules changed: 0 open deadlines would change" in out


def test_rules_that_cannot_be_read_and_a_bad_history_are_said_so(whatif: Any, tmp_path: Path) -> None:
    code, _, err = whatif("clock,length\nreconsider_30d,45\n", "--rules", str(tmp_path / "nowhere.csv"))
    assert code == 2
    assert "nowhere.csv: cannot be read" in err
    code, _, err = whatif("clock,length\nreconsider_30d,45\n", told=[])
    assert code == 2
    assert "history.json: history: []" in err
    code, _, err = whatif("clock,length\nreconsider_30d,45\n", "--on", "tomorrow")
    assert code == 2
    assert '--on: "tomorrow"' in err


def test_a_file_that_a_spreadsheet_began_with_a_mark_is_read_as_any_other() -> None:
    marked, plain = "\ufeffclock,length\nreconsider_30d,45\n", "clock,length\nreconsider_30d,45\n"
    assert read_rule_set_with_changes(marked) == read_rule_set_with_changes(plain)


def test_a_column_that_nobody_knows_is_told_with_those_that_are_known(whatif: Any) -> None:
    code, _, said = whatif("clock,lenght\nreconsider_30d,45\n")
    assert code != 0
    assert "clock, name, awaited, start" in said
