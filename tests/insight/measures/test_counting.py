"""Measures over a small worked set, counted by hand."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from handrail.insight.facts.case_fact import CaseFact
from handrail.insight.facts.fact_database import FactDatabase
from handrail.insight.measures.catalogue import MEASURES, MEASURES_BY_KEY
from handrail.insight.measures.conditions import make_column_in_codes_condition
from handrail.insight.measures.engines import count_facts

LINCOLNSHIRE, NORFOLK = "E23000020", "E23000024"


def fact(person, kind, nth, month="2026-05", **given):
    return CaseFact(person, kind, nth, month, **{"area": LINCOLNSHIRE, "age": "adult", **given})


WORKED_SET = [
    # Ana: identified and referred in May after 3 days, asked and said yes; two offers, the first for money
    fact("ana", "identified", 0, gender="female", funds="no"),
    fact("ana", "referred", 1, wait=3, gender="female"),
    fact("ana", "nrm_answer", 2, answer="undecided"),
    fact("ana", "nrm_answer", 3, answer="yes"),
    fact("ana", "offered", 4, need="money", phase="before", gender="female"),
    fact("ana", "offered", 5, need="place", phase="before", gender="female"),
    fact("ana", "offered", 6, "2026-06", need="place", phase="during", gender="female"),
    # Bo: identified in May, never asked about money; said no because of the language; a child
    fact("bo", "identified", 0, gender="male", age="child"),
    fact("bo", "nrm_answer", 1, answer="no", reason="language", age="child"),
    fact("bo", "first_contact", 2, wait=2, age="child"),
    # Cy: in Norfolk; referred after 8 days; an area of nobody's knowledge for Di
    fact("cy", "identified", 0, area=NORFOLK, funds="yes"),
    fact("cy", "referred", 1, area=NORFOLK, wait=8),
    fact("cy", "first_contact", 2, area=NORFOLK, wait=3),
    fact("di", "identified", 0, area="not_known"),
]  # fmt: skip


def counted(*keys, facts=WORKED_SET, engine="duckdb", months=("2026-05", "2026-05")):
    measures = [MEASURES_BY_KEY[key] for key in keys] or MEASURES
    with FactDatabase() as database:
        database.add_facts(facts)
        cells = count_facts(database, measures, *months, engine=engine)
    return {tuple(cell[2:5] if len(keys) == 1 else cell[:5]): cell.people for cell in cells}


def test_identified_by_area_age_and_gender():
    assert {cell: n for cell, n in counted("identified").items() if cell[1] in ("", "age", "gender")} == {
        (LINCOLNSHIRE, "", ""): 2,
        (LINCOLNSHIRE, "age", "adult"): 1,
        (LINCOLNSHIRE, "age", "child"): 1,
        (LINCOLNSHIRE, "gender", "female"): 1,
        (LINCOLNSHIRE, "gender", "male"): 1,
        (NORFOLK, "", ""): 1,
        (NORFOLK, "age", "adult"): 1,
        (NORFOLK, "gender", "not_known"): 1,
        ("not_known", "", ""): 1,
        ("not_known", "age", "adult"): 1,
        ("not_known", "gender", "not_known"): 1,
    }


def test_a_share_is_split_in_two_halves_that_add_up():
    assert counted("no-recourse") == {
        (LINCOLNSHIRE, "", ""): 2,
        (LINCOLNSHIRE, "share", "within"): 1,
        (LINCOLNSHIRE, "share", "rest"): 1,
        (NORFOLK, "", ""): 1,
        (NORFOLK, "share", "rest"): 1,
        ("not_known", "", ""): 1,
        ("not_known", "share", "rest"): 1,
    }
    assert counted("reached-in-two-days") == {
        (LINCOLNSHIRE, "", ""): 1,
        (LINCOLNSHIRE, "share", "within"): 1,
        (NORFOLK, "", ""): 1,
        (NORFOLK, "share", "rest"): 1,
    }


def test_who_changed_their_answer_is_in_the_count_of_each_answer():
    assert counted("nrm-agreed")[(LINCOLNSHIRE, "", "")] == 1
    assert counted("nrm-undecided")[(LINCOLNSHIRE, "", "")] == 1
    declined = counted("nrm-declined")
    assert declined[(LINCOLNSHIRE, "", "")] == declined[(LINCOLNSHIRE, "no_reason", "language")] == 1


def test_a_person_counts_once_a_month_by_the_first_fact():
    offers = counted("offers")
    assert (offers[(LINCOLNSHIRE, "", "")], offers[(LINCOLNSHIRE, "need", "money")]) == (1, 1)
    assert (LINCOLNSHIRE, "need", "place") not in offers
    both = counted("offers", months=("2026-05", "2026-06"))
    assert both[(LINCOLNSHIRE, "need", "place")] == 1


def test_the_first_measures_together_give_what_each_gives_alone():
    keys = ("identified", "no-recourse", "referred", "referred-in-a-week")
    together = counted(*keys)
    for key in keys:
        assert {cell[2:]: n for cell, n in together.items() if cell[0] == key} == counted(key)


def test_every_split_of_every_measure_adds_up_to_its_area():
    facts = [
        fact(f"p{n}", kind, 0, need="place", answer=answer, reason="full", phase="before", wait=n)
        for n, answer in enumerate(
            ("yes", "no", "accepted", "declined", "positive", "undecided", "in_time", "made")
        )
        for measure in MEASURES
        for kind in measure.of
    ]
    cells = counted(facts=facts)
    assert {key for key, *_ in cells} == {measure.key for measure in MEASURES}
    for measure in MEASURES:
        whole = cells[measure.key, "2026-05", LINCOLNSHIRE, "", ""]
        for code in measure.breakdown_codes:
            assert sum(n for cell, n in cells.items() if (cell[0], cell[3]) == (measure.key, code)) == whole


def test_a_measure_says_all_that_is_printed_beside_it():
    assert len(MEASURES) == len(MEASURES_BY_KEY) >= 30
    for measure in MEASURES:
        assert measure.question.endswith("?")
        assert all((*measure.weak, measure.source, measure.owner, measure.time))
        assert measure.key[:40].replace("-", "").isalnum()


def test_a_condition_takes_codes_alone():
    for column, code in (("answer", "x' OR '1"), ("answer", ""), ("nobody", "yes")):
        with pytest.raises(ValueError, match=column):
            make_column_in_codes_condition(column, code)


def test_an_engine_that_is_not_there_is_said():
    with pytest.raises(ImproperlyConfigured, match="HANDRAIL_INSIGHT_ENGINE"):
        counted("identified", engine="abacus")
