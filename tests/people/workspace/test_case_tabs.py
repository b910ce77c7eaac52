"""The pages of a case: each reads what it shows, says so in the trail, and takes back whoever acted."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.person.presenters import make_safe_contact_summary
from handrail.people.cases.person.queries import ChannelRow
from handrail.people.contacts.actions import tasks
from handrail.people.contacts.models import Task
from handrail.people.records.case_tabs import TABS_OF_ANCHORS, CaseTab, get_tab_url
from handrail.people.workspace.case_next import list_next_actions
from handrail.platform.access.kinds import Kind
from handrail.platform.administration.actions.device_calls import set_calls_from_devices
from handrail.platform.audit.models import Record
from handrail.platform.reference.models import Body
from support.case_pages import CASE_TABS, read_tabs
from support.contacts import share

TABS = ("Overview", "Plan", "Contacts", "Consents and sharing", "Referral", "Justice", "Documents", "History")


def tabs_of(page):
    nav = page[page.index('aria-label="Pages of this case"') :].partition("</nav>")[0]
    return re.findall(r'href="([^"]+)">([^<(]+?) ?<', nav)


def test_every_page_of_a_case_has_its_address_and_the_tabs_lead_to_it(cast, told, signed_in):
    client = signed_in(cast.worker)
    found = tabs_of(read_tabs(client, told.reference))
    assert [words for _, words in found] == list(TABS)
    assert [href for href, _ in found] == [get_tab_url(told.reference, tab) for tab in CaseTab]
    for href, words in found:
        page = client.get(href).content.decode()
        assert re.search(rf'aria-current="page" href="{href}">{words}', page), words


def test_what_waits_is_a_number_on_its_tab_and_tells_no_other_body(cast, told, signed_in):
    today = timezone.localdate()
    for due in (today, today + datetime.timedelta(days=3)):
        tasks.add_task(Task(case_id=told.case_id, what="Ring", due_on=due), by=cast.worker.actor)
    assert 'Contacts <span class="app-tabs__count">(1 to do)<' in read_tabs(
        signed_in(cast.worker), told.reference
    )
    share(told.case_id, cast, "harbour", Kind.CONSENT)
    assert "app-tabs__count" not in read_tabs(signed_in(cast.partner), told.reference)


def test_a_page_reads_nothing_for_the_other_tabs_and_the_trail_says_what_it_showed(cast, told, signed_in):
    client = signed_in(cast.worker)
    with CaptureQueriesContext(connection) as seen:
        client.get(reverse("case_justice", args=[told.reference]))
        client.get(reverse("case_history", args=[told.reference]))
    of_parts = "SELECT CAST(NULL"  # which parts hold anything: of every tab
    asked = " ".join(each["sql"] for each in seen if not each["sql"].startswith(of_parts))
    for table in ("safetyplan", "channel", "records_offer", "contacts_task"):
        assert table not in asked
    last = Record.objects.filter(about=told.case_id, outcome="read").latest("id")
    assert last.verb == "viewed: case history"
    assert {"safety", "contact", "consent"}.isdisjoint(last.shown)


def test_an_act_leads_back_to_the_page_of_the_case_that_was_open(cast, told, signed_in):
    client, need = signed_in(cast.worker), {"kind": "place", "words": ""}
    act, plan = reverse("add_need", args=[told.reference]), get_tab_url(told.reference, CaseTab.PLAN, "needs")
    assert client.post(act, need)["Location"] == plan
    for name in ("case_history", "case", "papers"):
        client.get(reverse(name, args=[told.reference]))
        assert client.post(act, need)["Location"] == reverse(name, args=[told.reference])
        assert f'href="{reverse(name, args=[told.reference])}"' in client.get(act).content.decode()
    client.get(reverse("case_plan", args=[told.reference]))
    assert client.post(act, need)["Location"] == plan


def test_where_another_case_was_open_last_or_the_cookie_says_anything_else_it_is_not_followed(
    cast, told, signed_in
):
    client = signed_in(cast.worker)
    client.get(reverse("case_history", args=[told.reference]))
    (name,) = [name for name in client.cookies if name.endswith("last_page")]
    for wrong in ("//elsewhere.example/", f"/cases/{told.reference}/erase/", "/cases/LN-9999-L/tab/history/"):
        client.cookies[name] = wrong
        reply = client.post(reverse("add_need", args=[told.reference]), {"kind": "place", "words": ""})
        assert reply["Location"] == get_tab_url(told.reference, CaseTab.PLAN, "needs")


def test_a_part_of_the_one_page_of_earlier_leads_to_the_page_that_has_it(cast, told, signed_in):
    client = signed_in(cast.worker)
    overview = read_tabs(client, told.reference)
    for anchor, tab in TABS_OF_ANCHORS.items():
        href = get_tab_url(told.reference, tab)
        assert f'<span id="{anchor}" data-moved-to="{href}">' in overview
        if anchor != "questions":  # there only where there is one
            assert f'id="{anchor}"' in client.get(href).content.decode()
    for there in ("next", "needs", "contact"):
        assert overview.count(f'id="{there}"') == 1


def test_a_tab_that_is_not_open_stays_and_says_so(cast, told, signed_in):
    share(told.case_id, cast, "harbour", Kind.CONSENT)
    client = signed_in(cast.partner)
    assert "Nothing on this page is shared with you." in read_tabs(client, told.reference, "case_referral")
    assert len(tabs_of(read_tabs(client, told.reference))) == len(TABS)


def test_the_whole_file_has_what_every_tab_has(cast, told, signed_in):
    client = signed_in(cast.worker)
    whole = read_tabs(client, told.reference, "case_whole_file")
    for heading in ("Danger and safety plan", "To do", "Deadlines", "Tasks and contacts", "Documents"):
        assert f">{heading}<" in whole or f">{heading} <" in whole, heading
    assert "Printed by" in read_tabs(client, told.reference, "case_sheet")


@pytest.mark.parametrize("name", ["case", *CASE_TABS])
def test_a_page_has_at_most_two_primary_buttons_and_the_overview_forty_links(cast, told, signed_in, name):
    main = read_tabs(signed_in(cast.worker), told.reference, name).partition("<main")[2]
    buttons = re.findall(r'class="govuk-button app-button app-button--\w+ ([^"]*)"', main)
    assert sum("govuk-button--secondary" not in classes for classes in buttons) <= 2
    assert name != "case" or main.count("<a ") <= 40


def channel(kind, safe, detail="", note=""):
    return ChannelRow(
        kind, kind.capitalize(), safe, {"yes": "Safe", "no": "Not safe"}[safe], detail, note, None, ""
    )


def test_a_safe_way_is_said_to_be_safe_with_what_is_known_of_it_where_that_is_short():
    rows = [
        channel("letter", "yes", "PO Box 14"),
        channel("email", "yes", "x" * 29),
        channel("text", "no", "9"),
    ]
    assert [words for _, words in make_safe_contact_summary(rows, None, may_dial=False).tags] == [
        "Letter: safe, PO Box 14",
        "Email: safe",
        "Text: not safe",
    ]


def test_a_number_is_dialled_only_where_the_team_rings_from_that_device_and_calling_is_safe():
    rows = [channel("call", "yes", "Mobile 07700 900142", "After 6pm."), channel("text", "no")]
    shown = make_safe_contact_summary(rows, None, may_dial=True)
    assert (shown.before, shown.number, shown.dial, shown.after) == (
        "Mobile ",
        "07700 900142",
        "tel:07700900142",
        "After 6pm",
    )
    assert shown.tags == [("unsafe", "Text: not safe")]
    assert make_safe_contact_summary(rows, None, may_dial=False).dial == ""
    unsafe = make_safe_contact_summary([channel("call", "no", "07700 900142")], None, may_dial=True)
    assert (unsafe.number, unsafe.dial, unsafe.nothing_is_safe) == ("", "", True)


def prompt(code, by=None):
    return {
        "code": code,
        "do": code,
        "who": "",
        "why": "",
        "source": "",
        "by": by,
        "act": "",
        "href": "",
        "late": "",
    }


def test_what_is_next_is_ranked_by_safety_then_law_then_day():
    today = timezone.localdate()
    later = [
        prompt("letter"),
        prompt("send_evidence", today + datetime.timedelta(days=2)),
        prompt("ask_again", today),
        prompt("notify"),
        prompt("danger_plan"),
    ]
    rows = list_next_actions(later, None)
    assert [row.title for row in rows] == ["danger_plan", "notify", "ask_again", "send_evidence", "letter"]
    assert rows[1].words == "Legal duty"


def test_numbers_dial_on_a_device_whose_user_chose_it_and_on_no_other(cast, told, signed_in):
    set_calls_from_devices(allowed=True, by=cast.lead.actor)
    client, other = signed_in(cast.worker), signed_in(cast.worker)
    assert 'href="tel:' not in read_tabs(client, told.reference)
    assert "Choose yes or no" in client.post("/account/calls/", {}, follow=True).content.decode()
    said = client.post("/account/calls/", {"dials": "yes"}, follow=True).content.decode()
    assert "Calls from this device are on." in said
    assert "Tap to call" in said
    assert 'href="tel:07700900123"' in read_tabs(client, told.reference)
    assert 'href="tel:07700900123"' in read_tabs(client, told.reference, "case_sheet")
    assert 'href="tel:07700900123"' in read_tabs(client, told.reference, "case_contacts")
    assert 'href="tel:' not in read_tabs(other, told.reference)
    client.post("/account/calls/", {"dials": "no"})
    assert 'href="tel:' not in read_tabs(client, told.reference)


def test_the_team_allows_calls_before_a_device_is_asked_and_its_no_counts_at_once(cast, told, signed_in):
    client, lead = signed_in(cast.worker), signed_in(cast.lead)
    refused = client.get("/account/calls/")
    assert refused.status_code == 409
    assert "Your duty lead or administrator can allow it." in refused.content.decode()
    assert client.post("/account/calls/", {"dials": "yes"}, follow=True).status_code == 409
    assert "dials" not in "".join(client.cookies)
    assert "/account/calls/" not in client.get("/account/").content.decode()
    assert client.get("/administration/calls/").status_code == 403
    lead.post("/administration/calls/", {"allowed": "yes"})
    assert "/account/calls/" in client.get("/account/").content.decode()
    client.post("/account/calls/", {"dials": "yes"})
    assert 'href="tel:07700900123"' in read_tabs(client, told.reference)
    said = lead.post("/administration/calls/", {"allowed": "no"}, follow=True).content.decode()
    assert "Phone numbers now show as plain text." in said
    assert 'href="tel:07700900123"' not in read_tabs(client, told.reference)
    verbs = Record.objects.filter(verb__endswith="calls from devices").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "allowed calls from devices",
        "ended calls from devices",
    ]


def test_a_team_that_allows_calls_again_asks_each_device_anew(cast, told, signed_in):
    client, lead = signed_in(cast.worker), signed_in(cast.lead)
    lead.post("/administration/calls/", {"allowed": "yes"})
    client.post("/account/calls/", {"dials": "yes"})
    lead.post("/administration/calls/", {"allowed": "yes"})  # said twice: nothing changed
    assert 'href="tel:07700900123"' in read_tabs(client, told.reference)
    for allowed in ("no", "yes"):
        lead.post("/administration/calls/", {"allowed": allowed})
        assert 'href="tel:07700900123"' not in read_tabs(client, told.reference)
    assert 'value="no" checked' in client.get("/account/calls/").content.decode()
    client.post("/account/calls/", {"dials": "yes"})
    assert 'href="tel:07700900123"' in read_tabs(client, told.reference)


def test_an_administrator_allows_calls_for_their_own_organisation_alone(cast, signed_in):
    signed_in(cast.administrator).post("/administration/calls/", {"allowed": "yes"})
    allowed = Body.objects.filter(calls_from_devices=True).values_list("pk", flat=True)
    assert list(allowed) == [cast.administrator.body_id]
