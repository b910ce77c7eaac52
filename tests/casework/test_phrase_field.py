"""What the rules said is kept with what it was made of."""

from handrail.casework.events.actions import events
from handrail.casework.events.actions.events import Happening
from handrail.casework.events.models import Due
from handrail.kernel.dates import plain
from handrail.kernel.kept_phrases import kept, phrase
from handrail.kernel.saying import Phrase, counted, say
from handrail.web.design.words import today


def test_a_sentence_comes_back_with_its_values():
    said = say("{what} on {day}; {n} left.", what="Referred", day=plain(today()), n=3)
    again = phrase(kept(said))
    assert again == said
    assert again.pattern == "{what} on {day}; {n} left."
    assert again.values["n"] == 3
    assert again.values["day"].pattern == "{day} {month} {year}"


def test_a_count_comes_back_as_a_count():
    again = phrase(kept(counted(2, "bag")))
    assert (again, again.many, again.values["count"]) == ("2 bags", "{n} bags", 2)


def test_what_is_no_phrase_stays_as_it_is():
    assert phrase("Record the crime") == "Record the crime"


def test_why_something_is_due_is_a_phrase_when_read(cast, told):
    happening = Happening("crime_recorded", today())
    events.record_event(case_id=told.case_id, happening=happening, by=cast.worker.actor)
    why = Due.objects.filter(case=told.case_id, sort="clock").first().why
    assert why.startswith(f"Crime recorded on {plain(today())}")
    assert isinstance(why, Phrase)
