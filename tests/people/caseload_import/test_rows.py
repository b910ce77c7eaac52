"""What a row says, and what is wrong with it: each cell with its column and what to do."""

import datetime

import pytest

from handrail.people.caseload_import.cell_values import CellFault, read_choice, read_day
from handrail.people.caseload_import.import_columns import OUTCOMES, list_import_columns, match_columns
from handrail.people.caseload_import.row_reader import ImportAnswers, RowReader, RowVocabulary
from handrail.people.records.text_choices import ConsentMatter
from handrail.people.workspace.case_list_file import COLUMN_TITLES

pytestmark = pytest.mark.one_engine
TODAY = datetime.date(2026, 11, 29)
VOCABULARY = RowVocabulary({"romanian": "ro"}, {"lincolnshire": "E23000020"}, {"wren@example.org": 7})


def read(said, *, everyone_agreed=False, consent_on=None):
    """The row with these cells, by code."""
    answers = ImportAnswers("public_task", everyone_agreed, consent_on, TODAY)
    return RowReader(list(said), list(said), answers, VOCABULARY).read(list(said.values()))


def findings(said, **more):
    return [(finding.column, str(finding.says)) for finding in read(said, **more)[1]]


NEEDED = {"identified": "04/03/2024", "age": "Adult"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14/03/1994", (1994, 3, 14)),
        ("1-2-2024", (2024, 2, 1)),
        ("2024-02-01", (2024, 2, 1)),
        ("2024-02-01 00:00:00", (2024, 2, 1)),
        ("3rd March 2024", (2024, 3, 3)),
        ("3 Mar 2024", (2024, 3, 3)),
    ],
)
def test_a_day_is_read_day_first_whatever_stands_between(text, day):
    assert read_day(text) == datetime.date(*day)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/02/2024", "not a day in the calendar"),
        ("03/14/2024", "not a day in the calendar"),
        ("01/02/24", "a year of two digits"),
        ("spring", "is not a date"),
        ("01/01/1200", "before 1900"),
    ],
)
def test_a_day_that_cannot_be_says_why(text, says):
    with pytest.raises(CellFault, match=says):
        read_day(text)


def test_a_choice_is_read_by_its_words_or_its_code_and_names_what_may_stand():
    assert read_choice(" positive ", OUTCOMES) == "positive"
    with pytest.raises(CellFault, match="Use Positive or Negative"):
        read_choice("maybe", OUTCOMES)


def test_a_row_needs_the_day_and_the_age_group_and_nothing_else():
    assert findings({"called": "Ana", "identified": "", "age": ""}) == [
        ("identified", "Enter the day they were identified."),
        ("age", "Say whether they are an adult or a child: Adult, Child or Not sure."),
    ]
    assert findings(NEEDED) == []


def test_an_answer_and_a_decision_need_both_of_their_columns():
    assert findings({**NEEDED, "rg": "Positive", "rg_on": ""}) == [
        ("rg_on", "Fill this in too, or empty “rg”.")
    ]
    assert findings({**NEEDED, "nrm": "", "nrm_on": "05/03/2024"}) == [
        ("nrm", "Fill this in too, or empty “nrm_on”.")
    ]


def test_days_of_events_have_the_limits_of_recording_by_hand():
    found = findings(
        {**NEEDED, "identified": "30/11/2026", "nrm_referred": "01/01/1989", "date_of_birth": "01/01/2024"}
    )
    assert ("identified", "This day is in the future. Import what happened after the day.") in found
    assert ("nrm_referred", "Check the year: it is before 1990.") in found
    early = findings({**NEEDED, "identified": "04/03/2024", "date_of_birth": "05/03/2024"})
    assert early == [("identified", "This is before the date of birth. Check both days.")]


def test_a_consent_of_everybody_is_each_persons_unless_their_row_says_otherwise():
    day = datetime.date(2024, 1, 2)
    content, found = read(NEEDED, everyone_agreed=True, consent_on=day)
    assert found == []
    [answer] = content.answers
    assert (answer.matter, answer.said, answer.on) == (ConsentMatter.LOCAL_SUPPORT, "yes", day)
    said_no = {**NEEDED, "local_support": "No", "local_support_on": "03/04/2024"}
    [answer] = read(said_no, everyone_agreed=True, consent_on=day)[0].answers
    assert (answer.said, answer.event) == ("no", "")
    assert read({**NEEDED, "local_support": "Not asked"}, everyone_agreed=True)[0].answers == []


def test_a_consent_of_everybody_without_a_day_is_asked_of_the_row():
    assert findings(NEEDED, everyone_agreed=True) == [
        ("Local support: date of answer", "Fill this in too, or empty “Local support: answer”.")
    ]


def test_a_row_can_name_another_lawful_basis():
    assert read(NEEDED)[0].basis == "public_task"
    assert read({**NEEDED, "basis": "Vital interests, Article 6(1)(d)"})[0].basis == "vital"


def test_names_of_lists_are_found_and_others_refused():
    said = {**NEEDED, "language": "Romanian", "area": "Atlantis", "point_of_contact": "no@example.org"}
    content, found = read(said)
    assert content.codes["language"] == "ro"
    assert [finding.column for finding in found] == ["area", "point_of_contact"]


def test_a_phone_number_needs_a_word_on_safety():
    assert findings({**NEEDED, "phone": "07700 900123"}) == [
        ("Is it safe to call?", "Say whether it is safe to call this number.")
    ]


def test_heads_are_matched_by_their_words_and_by_what_was_saved_and_none_twice():
    heads = ["DOB", "date_of_birth", "Whoever", "Identified:"]
    assert match_columns(heads, {"whoever": "called"}) == ["date_of_birth", "", "called", "identified"]
    assert match_columns(["Notes"], {"notes": ""}) == [""]


def test_heads_of_the_case_list_as_a_file_are_known():
    """Whoever comes from 0.1 brings that file."""
    codes = match_columns(list(COLUMN_TITLES), {})
    assert [code for code in codes if code] == ["own_reference", "called", "age", "area", "point_of_contact"]


def test_every_event_of_the_pathway_without_further_details_can_be_a_column():
    codes = {column.code for column in list_import_columns()}
    assert {"event:charged", "event:detained", "event:place_of_safety_entered"} <= codes
    assert "event:entered_in_error" not in codes
    assert "event:victim_informed" not in codes  # needs what they were told
