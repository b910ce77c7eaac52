"""Every address of incidents and of likenesses, tried by everybody."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.matching.models import CasePair, Incident
from handrail.people.records.models import Case
from handrail.people.records.text_choices import (
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    RiskFactor,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.audit.models import Record
from support.matching import BORN, FACTS, named
from support.matching_pages import SAID_BY_POLICE, Linked


def text(response) -> str:
    return html.unescape(response.content.decode())


def form(people, **more) -> dict[str, str]:
    sent = {
        "token": "6ba7b810-9dad-41d1-80b4-00c04fd430c8",
        "people": str(len(people)),
        "do": "open",
        "at": "5:40am",
    }
    sent |= {"on-day": "3", "on-month": "11", "on-year": "2025", "place": FACTS[0], "area": "E23000020"}
    for place, one in enumerate(people):
        sent |= {f"p{place}-{name}": value for name, value in one.items()}
    return sent | more


def test_a_raid_is_opened_on_one_page_and_pressed_twice_opens_once(cast, signed_in):
    client, page = signed_in(cast.worker), reverse("open_incident")
    people = [
        {"called": "Besnik", "age": "adult", "language": "albanian"},
        {},
        {"called": "Ilir", "age": "child"},
    ]
    for _ in range(2):
        response = client.post(page, form(people, language="Romanian"))
        assert response.status_code == 302
    assert Incident.objects.count() == 1
    shown = text(client.get(response["Location"]))
    assert "Nothing was opened twice." in shown
    assert re.findall(r"LN-\d{4}-[A-Z]", shown)[-1] == "LN-0002-G"
    assert list(Case.objects.order_by("reference").values_list("person__language__tag", "age")) == [
        ("sq", "adult"),
        ("ro", "child"),
    ]


def test_what_was_typed_comes_back_with_what_is_wrong(cast, signed_in):
    client, page = signed_in(cast.worker), reverse("open_incident")
    long, script = "x" * 10_000, "مِيرِيلَا בת־שבע Z̶̢͊a͂l"
    people = [{"called": script}, {"called": long, "language": "Klingonish"}]
    wrong = {"on-day": "30", "on-month": "2", "at": "half past"}
    sent = client.post(page, form(people, **wrong))
    assert sent.status_code == 302
    shown = text(client.get(sent["Location"]))
    for word in (
        long,
        script,
        "Klingonish",
        "half past",
        "must be a real date",
        "Person 2: Choose a language",
    ):
        assert word in shown
    assert "Error: Several people" in shown
    tomorrow = text(client.post(page, form([{"called": "A"}], **{"on-year": "2090"}), follow=True))
    assert "must be today or in the past" in tomorrow
    assert "Enter at least one person." in text(client.post(page, form([{}]), follow=True))
    assert not Case.objects.exists()


def test_people_are_added_and_a_list_is_read_without_opening_anything(cast, signed_in):
    client, page = signed_in(cast.worker), reverse("open_incident")
    shown = text(
        client.post(
            page, form([{"called": "Besnik", "note": "asks for tea"}], do="add", at="odd"), follow=True
        )
    )
    assert 'name="people" value="2"' in shown
    assert [word for word in ("Besnik", "asks for tea", 'value="odd"', FACTS[0]) if word not in shown] == []
    assert "There is a problem" not in shown
    pasted = "Arben, adult, Albanian, hurt, limps\nTwo brothers; not sure"
    shown = text(client.post(page, form([{"called": "Besnik"}, {}], do="read", pasted=pasted), follow=True))
    assert 'name="people" value="3"' in shown
    assert [
        word for word in ("Besnik", "Arben", "limps", "Two brothers") if f'value="{word}"' not in shown
    ] == []
    many = "\n".join(f"P{number}" for number in range(61))
    shown = text(client.post(page, form([{"called": "Besnik"}], do="read", pasted=many), follow=True))
    assert "Up to 60 people at a time" in shown
    assert "P60" in shown
    assert not Case.objects.exists()


def test_nothing_is_cut_off_a_long_list(cast, signed_in):
    client, page = signed_in(cast.worker), reverse("open_incident")
    pasted = "Arben, " + "limps " * 4_000 + "\nLuljeta"
    shown = text(client.post(page, form([{}], do="read", pasted=pasted), follow=True))
    assert 'value="Luljeta"' in shown
    assert "maxlength" not in shown


@pytest.mark.parametrize(
    "sent", [{}, {"people": "-5"}, {"people": "9" * 30, "token": "x"}, {"do": "open", "people": "x"}]
)
def test_a_form_typed_by_hand_breaks_nothing(cast, signed_in, sent):
    assert signed_in(cast.worker).post(reverse("open_incident"), sent, follow=True).status_code == 200
    assert not Case.objects.exists()


def test_the_case_page_of_one_tells_nothing_of_the_others(cast, linked: Linked, signed_in):
    first = linked.people[0]
    client = signed_in(cast.worker)
    assert "Incident of" in text(client.get(reverse("case_history", args=[first.reference])))
    shown = text(client.get(reverse("case_whole_file", args=[first.reference])))
    assert [word for word in (*FACTS, "Luan", "Dritan", "Ilir") if word in shown] == []


def test_facts_are_copied_where_one_chooses_and_looks_are_written_down(cast, linked: Linked, signed_in):
    client = signed_in(cast.worker)
    page = reverse("incident_copy", args=[linked.incident.pk])
    fact = linked.incident.facts.get(kind="crime").pk
    sent = {"facts": [str(fact)], "cases": [str(linked.people[0].pk)]}
    assert "1 fact copied." in text(client.post(page, sent, follow=True))
    assert FACTS[1] in text(client.get(reverse("case_history", args=[linked.people[0].reference])))
    assert FACTS[1] not in text(client.get(reverse("case_history", args=[linked.people[1].reference])))
    looked = Record.objects.filter(
        verb__in=["viewed an incident", "viewed cases"], user_name=cast.worker.name
    )
    assert {linked.incident.pk, *(case.pk for case in linked.people)} <= set(
        looked.values_list("about", flat=True)
    )


def test_the_leading_record_shows_the_other_and_the_other_leads_to_it(cast, linked: Linked, signed_in):
    client = signed_in(cast.worker)
    answer = client.get(reverse("case", args=[linked.other.reference]), follow=True)
    assert answer.redirect_chain == [(reverse("case", args=[linked.leads.reference]), 302)]
    shown = text(answer)
    assert f"{linked.other.reference} is joined to this case, which leads" in shown
    assert f"{linked.other.reference} is the same person." in shown
    history = text(client.get(reverse("case_history", args=[linked.leads.reference])))
    assert f"From {linked.other.reference}" in history
    assert "Ana Popescu" in history
    own = text(client.get(reverse("case", args=[linked.other.reference]) + "?own=yes"))
    assert "This case is joined to another" in own
    looks = Record.objects.filter(about=linked.other.pk, verb="viewed: joined case")
    assert looks.exists()
    part = reverse("part_records", args=linked.arguments["part_records"])
    assert "are separate cases again." in text(client.post(part, {"because": "Two sisters"}, follow=True))
    assert client.get(reverse("case", args=[linked.other.reference])).status_code == 200


def test_a_pair_is_looked_at_side_by_side_and_answered(cast, linked: Linked, signed_in):
    client = signed_in(cast.worker)
    case, compare = linked.arguments["same_person"][0], reverse("compare", args=linked.arguments["compare"])
    assert "1 case may be for the same person." in text(client.get(reverse("case_history", args=[case])))
    shown = text(client.get(compare))
    assert [
        word
        for word in ("Mirela Oprea", "Oprea Mirella", "3 February 1998", "2 March 1998")
        if word not in shown
    ] == []
    sent = {"seen": "1", "verdict": "same", "because": "The same scar"}
    assert "Choose the main case" in text(client.post(compare, sent, follow=True))
    assert "You will not be asked about these two again." in text(
        client.post(compare, sent | {"verdict": "not_same"}, follow=True)
    )
    late = client.post(compare, sent | {"verdict": "not_sure"}, follow=True)
    assert "Save mine over theirs" in text(late)
    assert "The same scar" in text(late)
    assert "1 case may be for the same person." not in text(client.get(reverse("case_history", args=[case])))


def test_another_record_is_named_by_its_reference(cast, linked: Linked, signed_in):
    client, page = signed_in(cast.worker), reverse("same_person", args=[linked.people[0].reference])
    for wrong in ("HB-0001-N", "nothing", linked.people[0].reference, ""):
        answer = client.post(page, {"reference": wrong}, follow=True)
        assert (answer.status_code, "There is a problem" in text(answer)) == (200, True)
    hidden, missing = (
        client.post(page, {"reference": wrong}, follow=True) for wrong in ("HB-0001-N", "HB-9999-M")
    )
    plain = [
        re.sub(r"value=\"\w{40,}\"|HB-\d{4}-[A-Z]|data-(idle|oldest)=\"\d+\"", "", text(one))
        for one in (hidden, missing)
    ]
    assert plain[0] == plain[1]
    assert client.post(page, {"reference": linked.people[1].reference.lower()}).status_code == 302


def test_the_page_and_its_cost_are_the_same_whoever_is_hidden(cast, signed_in):
    """Nobody alike; somebody hidden in one's own organisation; somebody in another. The asker's pages do not differ."""
    told = []
    for number, other in enumerate((None, cast.colleague, cast.partner)):
        if other:
            named(other, f"Thuy Nguyen Pham{number}", BORN)
        case = named(cast.worker, f"Thuy Nguyen Pham{number}", BORN)
        client, page = signed_in(cast.worker), reverse("same_person", args=[case.reference])
        with CaptureQueriesContext(connection) as caught:
            shown = text(client.post(page, follow=True))
        changing = r"LN-\d{4}-[A-Z]|value=\"\w{40,}\"|\d\d:\d\d|data-(idle|oldest)=\"\d+\""
        told.append((len(caught), re.sub(changing, "", shown)))
        actions.update_some_person_answers(
            case_id=case.pk, texts={"full_name": "", "date_of_birth": ""}, by=cast.worker.actor
        )
    assert told[0] == told[1] == told[2]
    assert not CasePair.objects.exists()


def test_what_the_police_side_notes_stands_on_no_page_of_anybody_else(cast, linked: Linked, signed_in):
    case = linked.arguments["own_note"][0]
    number = Case.objects.get(reference=case).pk
    names = ("case_history", "case_whole_file", "case_looks", "same_person", "case_map")
    pages = [reverse(name, args=[case]) for name in names]
    for part, user in cast:
        client = signed_in(user)
        shown = "".join(text(client.get(page)) for page in [*pages, "/cases/", "/likenesses/", "/looks/"])
        assert [
            word for word in (SAID_BY_POLICE, "exploiter", "may be linked") if word in shown.lower()
        ] == []
        assert ("A note for your own force" in shown) == (part in ("officer", "liaison"))
    client = signed_in(cast.officer)
    before = Record.objects.filter(about=number).exclude(outcome="refused").count()
    shown = text(client.get(reverse("own_note", args=[case])))
    assert SAID_BY_POLICE in shown
    assert Record.objects.filter(about=number).exclude(outcome="refused").count() == before


def test_leads_answer_across_organisations_on_a_page_that_names_nobody_else(cast, linked: Linked, signed_in):
    client, page = signed_in(cast.lead), reverse("likeness", args=[linked.side])
    shown = text(client.get(page)) + text(client.get("/likenesses/"))
    assert "Mira" in shown
    assert [word for word in ("Harbour", "HB-0001-N") if word in shown] == []
    assert client.post(page, {"seen": "1", "answer": "yes"}).status_code == 302
    late = client.post(page, {"seen": "1", "answer": "leave"}, follow=True)
    assert "Save mine over theirs" in text(late)
    guarded = text(signed_in(cast.protector).get("/likenesses/"))
    assert linked.arguments["same_person"][0] in guarded
    assert [word for word in ("Mira", "Oprea", "Harbour") if word in guarded] == []


def test_lists_ask_as_often_for_one_as_for_ten(cast, linked: Linked, signed_in):
    client = signed_in(cast.lead)
    pages = ["/likenesses/", "/incidents/", reverse("same_person", args=linked.arguments["same_person"])]

    def counts():
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(page).status_code == 200
            found.append(len(caught))
        return found

    few = counts()
    for _ in range(5):
        named(cast.worker, "Mirela Oprea", BORN, looks=True)
    assert counts() == few


def test_whoever_reads_the_pairs_of_a_case_is_written_down_at_both(cast, linked: Linked, signed_in):
    client, page = signed_in(cast.worker), reverse("same_person", args=linked.arguments["same_person"])
    assert "Mira" in text(client.get(page))
    looks = Record.objects.filter(verb="viewed possible duplicates", user_name=cast.worker.name)
    pair = CasePair.objects.get(pk=linked.pair)
    assert set(looks.values_list("about", flat=True)) == {pair.one_id, pair.two_id}


def test_a_reference_that_opens_no_case_is_written_down_as_refused(cast, linked: Linked, signed_in):
    page = reverse("same_person", args=[linked.people[0].reference])
    signed_in(cast.worker).post(page, {"reference": "hb-0001"})
    hidden = Case.objects.get(reference="HB-0001-N").pk
    (tried,) = Record.objects.filter(about=hidden, verb="looked for a case")
    assert (tried.user_name, tried.outcome) == (cast.worker.name, "refused")


def test_the_police_side_reads_and_writes_its_notes_on_a_closed_case_too(cast, linked: Linked, signed_in):
    reference = linked.arguments["own_note"][0]
    Case.objects.filter(reference=reference).update(closed_at=timezone.now(), closed_by=cast.lead)
    client, page = signed_in(cast.officer), reverse("own_note", args=[reference])
    assert SAID_BY_POLICE in text(client.get(page))
    assert "seen at the port" in text(
        client.post(page, {"answer": "linked", "words": "seen at the port"}, follow=True)
    )


def test_a_fact_that_is_sent_twice_is_written_down_once(cast, linked: Linked, signed_in):
    client, page = signed_in(cast.worker), reverse("incident_fact", args=[linked.incident.pk])
    before = linked.incident.facts.count()
    mark = re.search(r'name="once" value="(\w{32})"', text(client.get(page)))
    assert mark
    for _ in range(2):
        sent = {"kind": "later", "words": "A third van", "once": mark[1]}
        assert client.post(page, sent).status_code == 302
    assert linked.incident.facts.count() == before + 1


def test_what_the_joined_case_says_of_danger_stands_at_the_head_of_the_leading_one(
    cast, linked: Linked, signed_in
):
    client, other = signed_in(cast.worker), {"case_id": linked.other.pk, "by": cast.worker.actor}
    leads = reverse("case", args=[linked.leads.reference])
    assert "Danger and safety plan, from" not in text(client.get(leads))
    actions.record_danger_check(
        answer=ImmediateDangerOrInjuryAnswer.NEITHER,
        note="",
        worries={RiskFactor.WATCHED: YesNoUnsureOrNotAsked.YES},
        **other,
    )
    actions.record_contact_channel(
        kind=ContactChannelKind.CALL, safe=ChannelSafety.NO, detail="", note="He answers it", **other
    )
    shown = text(client.get(leads))
    head = shown[: shown.index("Urgent help")]
    for said in (
        f"Danger and safety plan, from {linked.other.reference}",
        "Being watched: yes",
        f"How to reach them safely, from {linked.other.reference}",
        "He answers it",
    ):
        assert said in head, said


def test_danger_of_each_person_of_a_raid_is_asked_in_sight(cast, signed_in):
    page = signed_in(cast.worker).get(reverse("open_incident")).content.decode()
    assert page.index('name="p0-danger"') < page.index('name="p0-age"') < page.index("Language, note")


@pytest.mark.parametrize("name", ["plan_contact", "record_contact"])
def test_the_warning_before_a_contact_says_which_joined_case_it_comes_from(
    cast, linked: Linked, signed_in, name
):
    for case, safe in ((linked.leads, ChannelSafety.YES), (linked.other, ChannelSafety.NO)):
        told = {
            "kind": ContactChannelKind.CALL,
            "safe": safe,
            "detail": "",
            "note": "",
            "by": cast.worker.actor,
        }
        actions.record_contact_channel(case_id=case.pk, **told)
    client, address = signed_in(cast.worker), reverse(name, args=[linked.leads.reference])
    assert f"Not safe, from {linked.other.reference}" in text(client.get(address))
    reply = text(client.post(address, {"channel": "call"}, follow=True))
    warning = (
        "Call: the person said it is not safe. "
        f"This is from {linked.other.reference}, which is joined with this case."
    )
    assert (warning in reply) == (name == "plan_contact")  # a contact that has been is not to be justified
    looks = Record.objects.filter(about=linked.other.pk, verb="viewed: joined case")
    assert {*map(tuple, looks.values_list("shown", flat=True))} == {("contact",)}
