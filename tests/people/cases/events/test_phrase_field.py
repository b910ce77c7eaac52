"""What the rules said is kept with what it was made of."""

from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.events.models import Due
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.message_codec import decode_message, encode_message
from handrail.platform.kernel.messages import Phrase, msg, pluralise
from handrail.platform.ui.formatting import get_today


def test_a_sentence_comes_back_with_its_values():
    said = msg("{what} on {day}; {n} left.", what="Referred", day=format_day(get_today()), n=3)
    again = decode_message(encode_message(said))
    assert again == said
    assert again.pattern == "{what} on {day}; {n} left."
    assert again.values["n"] == 3
    assert again.values["day"].pattern == "{day} {month} {year}"


def test_a_count_comes_back_as_a_count():
    again = decode_message(encode_message(pluralise(2, "bag")))
    assert (again, again.many, again.values["count"]) == ("2 bags", "{n} bags", 2)


def test_what_is_no_phrase_stays_as_it_is():
    assert decode_message("Record the crime") == "Record the crime"


def test_why_something_is_due_is_a_phrase_when_read(cast, told):
    happening = EventInput("crime_recorded", get_today())
    events.record_event(case_id=told.case_id, happening=happening, by=cast.worker.actor)
    why = Due.objects.filter(case=told.case_id, sort="clock").first().wording.open_phrases().why
    assert why.startswith(f"Crime recorded on {format_day(get_today())}")
    assert isinstance(why, Phrase)
