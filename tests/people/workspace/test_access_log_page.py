"""Access log: nobody can push a look off the page, and what is taken away is recorded."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from handrail.people.cases.consent.queries.grants_and_access_log import list_recent_case_access
from handrail.people.cases.lifecycle.presenters.access_log import present_recent_access
from handrail.platform.audit.actions import make_unsaved_audit_record, write_audit_record
from handrail.platform.audit.models import Record
from handrail.platform.audit.queries import TrailFilter, find_last_record_of_verb, get_trail_page
from handrail.platform.files.actions import SCANNER

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def page(told, signed_in, cast):
    def read(who="worker", **query):
        client = signed_in(getattr(cast, who))
        return client.get(reverse("case_looks", args=[told.reference]), query)

    return read


def write(who, about, *, at, outcome="read", verb="viewed: case", shown=("identity",), **more):
    row = make_unsaved_audit_record(
        at,
        who.actor.who,
        verb=verb,
        about=about,
        outcome=outcome,
        shown=list(shown),
        why=more.pop("why", ""),
        **more,
    )
    row.save(force_insert=True)


def list_others(cast, told):
    shown = present_recent_access(list_recent_case_access(told.case_id), cast.worker.actor)
    return {line["who"].partition(",")[0] for line in shown if not line["you"]}


def test_310_refusals_by_a_stranger_push_no_look_off_the_page_and_fold_to_one_line(told, cast, page):
    write(cast.colleague, told.case_id, at=MONDAY)
    for number in range(310):
        at = MONDAY + timedelta(minutes=1, seconds=number)
        write(cast.outsider, told.case_id, at=at, outcome="refused", shown=(), why="Not available to them")
    looks, refused = page().content.decode(), page(list="refused").content.decode()
    assert "Cole Bartram" in looks
    assert "Otis Farrant, Elsewhere" not in looks.split("<table")[1]
    assert refused.split("<table")[1].count("Otis Farrant, Elsewhere") == 1
    assert "310 refused attempts" in looks
    assert "310 times" in refused
    # nor off the panel of the case page, which shows the newest
    lines = list_recent_case_access(told.case_id)
    assert "Cole Bartram" in {line.user_name for line in lines}
    assert sum(line.outcome == "refused" for line in lines) == 2


def test_other_organisations_are_never_pushed_off_and_a_visit_is_one_line(told, cast, page):
    write(cast.partner, told.case_id, at=MONDAY)
    for day in (1, 2):
        write(cast.colleague, told.case_id, at=MONDAY + timedelta(days=day))
        write(cast.colleague, told.case_id, at=MONDAY + timedelta(days=day, minutes=1), shown=["needs"])
    table = page().content.decode().split("<table")[1]
    assert table.index("Paul Eastry, Harbour") < table.index("Cole Bartram")
    assert table.count("Another organisation") == 1
    assert table.count("Cole Bartram") == 2
    for day in (3, 4):
        write(cast.colleague, told.case_id, at=MONDAY + timedelta(days=day))
    at = MONDAY + timedelta(minutes=5)
    write(cast.outsider, told.case_id, at=at, outcome="refused", shown=(), why="Not available to them")
    shown = present_recent_access(list_recent_case_access(told.case_id), cast.worker.actor)
    assert [line["at"] for line in shown] == sorted((line["at"] for line in shown), reverse=True)
    others = [line for line in shown if not line["you"]]
    names = [line["who"].partition(",")[0] for line in others]
    assert names == ["Cole Bartram", "Cole Bartram", "Cole Bartram", "Otis Farrant", "Paul Eastry"]
    assert others[2]["saw"] == "Viewed: name and identity, what they need"


def test_the_installation_is_no_person_of_the_filter_and_gives_way_to_people(told, cast, page):
    for day in range(4):
        write(cast.colleague, told.case_id, at=MONDAY + timedelta(days=day))
    write_audit_record(who=SCANNER, verb="checked a file", about=told.case_id)
    choices = page().content.decode().split('id="by-person"')[1].split("</select>")[0]
    assert choices.count('value=""') == 1
    assert "Automatic virus scan" not in choices
    assert "Cole Bartram" in choices
    assert list_others(cast, told) == {"Cole Bartram", "Automatic virus scan"}
    write(cast.colleague, told.case_id, at=MONDAY + timedelta(days=4))
    assert list_others(cast, told) == {"Cole Bartram"}


def test_one_person_on_one_day_is_one_line_with_first_and_last_moment(told, cast):
    for minutes, kind in ((0, "identity"), (90, "contact"), (480, "identity")):
        write(cast.lead, told.case_id, at=MONDAY + timedelta(minutes=minutes), shown=(kind,))
    write(cast.lead, told.case_id, at=MONDAY + timedelta(days=1))
    wanted = TrailFilter("read", user_id=str(cast.lead.pk))
    next_day, day = get_trail_page(told.case_id, wanted, 1).lines
    assert (day.count, day.first, day.last) == (3, MONDAY, MONDAY + timedelta(hours=8))
    assert sorted((act.shown, act.count) for act in day.acts) == [(("contact",), 1), (("identity",), 2)]
    assert (next_day.count, next_day.first) == (1, MONDAY + timedelta(days=1))


def test_days_are_those_of_london_and_both_ends_are_included(told, cast):
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight on the second in London
    write(cast.lead, told.case_id, at=summer)
    day = datetime(2026, 7, 2, tzinfo=UTC).date()
    inside = TrailFilter(since=day, until=day)
    assert [line.day for line in get_trail_page(told.case_id, inside, 1).lines] == [day]
    before = TrailFilter(until=day - timedelta(days=1))
    assert get_trail_page(told.case_id, before, 1).lines == ()


def test_25_lines_a_page_and_the_last_page_for_one_beyond(told, cast):
    for day in range(30):
        write(cast.lead, told.case_id, at=MONDAY - timedelta(days=day))
    wanted = TrailFilter("read", user_id=str(cast.lead.pk))
    first, last = get_trail_page(told.case_id, wanted, 1), get_trail_page(told.case_id, wanted, 99)
    assert (len(first.lines), first.pages, first.count) == (25, 2, 30)
    assert (len(last.lines), last.page) == (5, 2)
    assert first.lines[-1].day > last.lines[0].day


def test_filters_by_person_and_kind_stand_in_the_address_as_codes(told, cast, page):
    write(cast.lead, told.case_id, at=MONDAY, shown=("contact",))
    write(cast.colleague, told.case_id, at=MONDAY, shown=("identity",))
    rows = page(person=str(cast.lead.pk)).content.decode().split("<tbody")[1]
    assert "Leah Corrigan" in rows
    assert "Cole Bartram" not in rows
    rows = page(kind="contact", until="2026-11-23").content.decode().split("<tbody")[1]
    assert "Leah Corrigan" in rows
    assert "Cole Bartram" not in rows
    assert "Nothing fits these filters" in page(since="2999-01-01").content.decode()
    typed = page(until="23/11/2026", since="soon").content.decode()
    assert "Leah Corrigan" in typed.split("<tbody")[1]
    assert 'value="23/11/2026"' in typed
    assert "To 23 November 2026" in typed
    assert "“soon” is not a date" in typed
    assert 'value="soon"' in typed
    assert "Nothing fits these filters" in page(until="22.11.2026", person=str(cast.lead.pk)).content.decode()
    assert page(person="x", kind="y", since="z", page="-1", list="w").status_code == 200


def test_a_file_has_every_record_and_taking_it_is_one_itself(told, cast, signed_in):
    for number in range(3):
        write(cast.lead, told.case_id, at=MONDAY + timedelta(minutes=number))
    client = signed_in(cast.worker)
    answer = client.get(reverse("case_looks_file", args=[told.reference]), {"person": str(cast.lead.pk)})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [(row["Who"], row["Outcome"]) for row in rows] == [("Leah Corrigan", "Viewed")] * 3
    taken = Record.objects.get(verb="downloaded the access log")
    assert (taken.user_id, taken.about, taken.why) == (
        str(cast.worker.pk),
        told.case_id,
        "Views, Leah Corrigan",
    )


def test_from_where_is_told_to_whoever_reads_the_log_alone(told, cast, page):
    write(cast.lead, told.case_id, at=MONDAY, network="81.2.0.0/16", device="3f9a01bc")
    assert "Network 81.2.0.0/16, device 3f9a01bc" in page("protector").content.decode()
    assert "81.2.0.0" not in page("worker").content.decode()


def test_who_last_changed_something_is_found_behind_any_number_of_looks(told, cast):
    write_audit_record(who=cast.worker.actor.who, verb="kept a thing", about=told.case_id)
    for number in range(201):
        write(cast.lead, told.case_id, at=MONDAY + timedelta(days=400, seconds=number))
    found = find_last_record_of_verb(told.case_id, "kept a thing")
    assert found
    assert found.user_name == "Wren Ashdown"


@pytest.mark.django_db(transaction=True)
def test_after_so_many_refusals_the_answer_is_429_and_the_trail_grows_no_further(
    told, cast, signed_in, settings
):
    settings.REFUSALS_AT_MOST = 5
    client = signed_in(cast.outsider)
    path = reverse("case_looks", args=[told.reference])
    with time_machine.travel(MONDAY, tick=False):
        assert [client.get(path).status_code for _ in range(7)] == [404] * 5 + [429] * 2
        stopped = client.get(reverse("case", args=["LN-9999-L"]))  # one that there is not: the same answer
        assert (stopped.status_code, stopped.headers["Retry-After"]) == (429, "600")
        assert "Wait ten minutes" in stopped.content.decode()
        assert client.get(reverse("cases")).status_code == 200  # what is open to them stays open
        assert signed_in(cast.partner).get(path).status_code == 404  # and others are not stopped
        mine = Record.objects.filter(user_id=str(cast.outsider.pk), outcome="refused")
        assert sorted(mine.values_list("verb", flat=True)) == [
            *["viewed: case looks"] * 5,
            "was stopped after many refusals",
        ]
    with time_machine.travel(MONDAY + timedelta(minutes=11), tick=False):
        assert client.get(path).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_dictionary_of_names_is_stopped_and_stands_in_the_trail(told, cast, signed_in, settings):
    settings.SEARCHES_AT_MOST = 3
    client = signed_in(cast.outsider)
    with time_machine.travel(MONDAY, tick=False):
        answers = [
            client.post(reverse("find"), {"q": name}, follow=True)
            for name in ("Mirela Oprea", "Ana Pop", "Ion Rus", "Dana Ilie")
        ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "You have searched many times." in answers[-1].content.decode()
    verbs = Record.objects.filter(user_id=str(cast.outsider.pk)).values_list("verb", flat=True)
    assert [
        verbs.filter(verb=verb).count() for verb in ("searched by name", "was stopped after many searches")
    ] == [3, 1]
    assert not any("Mirela" in f"{row.verb}{row.why}" for row in Record.objects.filter(about=None))
