"""A mark of direction that is left open in what is typed turns nothing of ours."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.ui.text_directions import (
    close_direction_marks_of_submitted_fields,
    close_open_text_direction_marks,
)

OVERRIDE, EMBED, POP = "\u202e", "\u202a", "\u202c"
ISOLATE, END = "\u2067", "\u2069"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mirela", "Mirela"),
        ("مريم", "مريم"),
        (f"{OVERRIDE}مريم", f"{OVERRIDE}مريم{POP}"),
        (f"{OVERRIDE}evil{POP} name", f"{OVERRIDE}evil{POP} name"),
        (f"{OVERRIDE}{EMBED}a{POP}b", f"{OVERRIDE}{EMBED}a{POP}b{POP}"),
        (f"{ISOLATE}a", f"{ISOLATE}a{END}"),
        (f"{ISOLATE}{OVERRIDE}a{END}b", f"{ISOLATE}{OVERRIDE}a{END}b"),
        (f"{ISOLATE}a{POP}b", f"{ISOLATE}a{POP}b{END}"),
        (f"{OVERRIDE}{ISOLATE}a{POP}b", f"{OVERRIDE}{ISOLATE}a{POP}b{END}{POP}"),
        (f"a{POP}{END}b", f"a{POP}{END}b"),
    ],
)
def test_what_is_opened_is_closed_and_nothing_is_taken_out(typed, kept):
    assert close_open_text_direction_marks(typed) == kept


def test_what_holds_no_mark_is_not_copied():
    sent = QueryDict("called=Mirela&needs=bed&needs=food")
    assert close_direction_marks_of_submitted_fields(sent) is sent


def test_every_value_of_a_name_is_kept():
    sent = QueryDict(mutable=True)
    sent.setlist("needs", ["bed", f"{OVERRIDE}a"])
    assert close_direction_marks_of_submitted_fields(sent).getlist("needs") == ["bed", f"{OVERRIDE}a{POP}"]


def test_a_name_with_an_open_override_leaves_the_reference_as_it_is(told, cast, signed_in):
    client = signed_in(cast.worker)
    seen = get_case_detail(
        get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
    ).who.version
    typed = {"seen": seen, "called": f"{OVERRIDE}مريم", "interpreter": "no", "age": "adult"}
    assert client.post(reverse("who", args=[told.reference]), typed).status_code == 302
    assert f"{OVERRIDE}مريم{POP}" in client.get(reverse("cases")).content.decode()
