"""Confirmed victims can have support for longer: recovery and move-on by the rules in force on the day, each sourced.

Every date is counted by hand. Recovery counts the day of the decision as its first; the minimum until a decision and
move-on begin on the day after.
"""

from datetime import date

import pytest

from support.practice_pages import row, words_of

FOUND = date(2022, 10, 3)


def in_the_nrm(pages, decided: date) -> None:
    """Found, told, willing, referred, and a positive reasonable grounds decision on the day."""
    pages.today(decided)
    pages.open_case()
    for event in ("nrm_explained", "nrm_referred", "rg_positive"):
        if event == "nrm_referred":
            pages.answer("nrm", "yes", decided)
        pages.record(event, decided)


@pytest.mark.practice("P03")
@pytest.mark.parametrize(
    ("decided", "days", "recovery", "not_before"),
    [
        (date(2022, 11, 2), 45, "16 December", "17 December"),  # 2 November is day 1: 29 in November, 16 more
        (date(2022, 12, 12), 45, "25 January", "26 January"),  # the last day of the old rule: 20, then 25
        (date(2022, 12, 13), 30, "11 January", "12 January"),  # the first of the new: 19, then 11
        (date(2023, 1, 30), 30, "28 February", "1 March"),  # the day of the statute: 2, then 28
        (date(2026, 11, 9), 30, "8 December", "9 December"),  # 22 in November, 8 more
    ],
)
def test_recovery_is_counted_by_the_rule_of_its_day(pages, decided, days, recovery, not_before):
    in_the_nrm(pages, decided)
    page = pages.markup()
    period, earliest = row(page, "Recovery period"), row(page, "Conclusive grounds decision: earliest date")
    assert f"Day 1 of {days}" in period
    assert f"Until at least {recovery}" in without_weekday(period)
    assert f"Not before {not_before}" in without_weekday(earliest)
    for clock in (period, earliest):
        shows_its_source(clock)


@pytest.mark.practice("P03")
def test_a_case_of_2022_keeps_its_rule_when_it_is_read_today(pages):
    in_the_nrm(pages, date(2022, 11, 2))
    pages.today(date(2026, 11, 24))
    period = row(pages.markup(), "Recovery period")
    assert "Day 1 of 30" not in period
    assert "16 December" in period
    assert "1 December" not in period.replace("16 December", ""), "what today’s rule would say: 29 and 1"


@pytest.mark.practice("P03")
@pytest.mark.parametrize(
    ("referred", "decided", "days", "until"),
    [
        (date(2018, 10, 1), date(2018, 12, 3), 14, "17 December"),  # before February 2019
        (date(2022, 11, 2), date(2023, 3, 1), 45, "15 April"),  # 30 more in March, 15 in April
        (date(2026, 1, 5), date(2026, 3, 2), 45, "16 April"),  # 29 more in March, 16 in April
    ],
)
def test_moving_on_is_counted_by_the_rule_of_its_day(pages, referred, decided, days, until):
    in_the_nrm(pages, referred)
    pages.today(decided)
    pages.record("cg_positive", decided)
    page = pages.markup()
    assert "After the NRM" in words_of(page)
    clock = row(page, "Move-on")
    assert f"{days} days" in clock
    assert until in clock
    shows_its_source(clock)


@pytest.mark.practice("P03")
def test_the_rules_themselves_say_what_changed_and_when(pages):
    pages.today(date(2026, 11, 24))
    rules = pages.read("/pathway/rules/")
    assert "45 days, then 30 days, from 13 December 2022" in rules


def shows_its_source(clock: str) -> None:
    _, why, rest = clock.partition("Why: ")
    assert why
    assert "Rule:" in rest
    source = rest.partition("Source:")[2].strip()
    assert len(source) > 20, clock


def without_weekday(text: str) -> str:
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        text = text.replace(f"{day} ", "")
    return text
