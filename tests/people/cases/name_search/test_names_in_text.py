"""Whether a text names somebody: names count, and words without which no sentence can be written do not."""

import pytest

from handrail.people.cases.name_search.names_in_text import list_words_naming_visible_people
from handrail.people.cases.person import actions

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Agree it with two hotels", []),
        ("Agree it With", ["With"]),
        ("They will ask", []),
        ("Ask Will", ["Will"]),
        ("Ask about it", []),
    ],
)
def test_a_word_of_grammar_in_small_letters_is_no_name(cast, told, text, named):
    actions.update_some_person_answers(
        case_id=told.case_id, texts={"full_name": "With Will"}, by=cast.worker.actor
    )
    assert list_words_naming_visible_people(cast.worker.actor, text) == named
