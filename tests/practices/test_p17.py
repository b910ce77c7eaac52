"""Trends by exploitation, nationality, sector, place and time: changes are flagged, and start an intervention."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.measures.counting_sql import TrueCount
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.signals.actions.scanning import scan_month
from handrail.insight.signals.models import Signal, SignalDecision
from handrail.platform.access.today import today
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from support.cast import sign_in
from support.published_figures import LINCOLNSHIRE, publish_months
from support.query_counts import count
from support.worlds import shared_world

pytestmark = pytest.mark.practice("P17")
NEWEST = "2026-10"
MONTHS = [shift_month(NEWEST, place - 35) for place in range(36)]
SPLITS = (
    ("exploitation", "labour"),
    ("region", "europe"),
    ("sector", "farms"),
    ("district", "boston-borough-council"),
)
IDENTIFIED = {"": 10, "exploitation=labour": 10, "sector=farms": 5}


def _true_counts():
    """Steady in Norfolk; in Lincolnshire ten a month of each kind, thirty in the last three; referrals fall to none."""
    for month in MONTHS:
        late = month > shift_month(NEWEST, -3)
        for breakdown, value in SPLITS:
            yield TrueCount("identified", month, LINCOLNSHIRE, breakdown, value, 30 if late else 10)
        yield TrueCount("identified", month, LINCOLNSHIRE, "", "", 30 if late else 10)
        yield TrueCount("referred", month, LINCOLNSHIRE, "", "", 0 if late else 9)
        yield TrueCount("identified", month, "E23000024", "", "", 10)
        yield TrueCount("referred", month, "E23000024", "", "", 9)


@shared_world
def scanned(cast) -> list[str]:
    months = publish_months("2026-05", 6, {"identified": IDENTIFIED, "referred": {"": 10}})
    scan_month(NEWEST, list(_true_counts()))
    return months


def read(client, address):
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())


def test_changes_are_flagged_by_exploitation_nationality_sector_place_and_time(scanned):
    found = set(Signal.objects.values_list("area_code", "measure", "breakdown", "value", "is_rise"))
    for breakdown, value in (("", ""), *SPLITS):
        assert (LINCOLNSHIRE, "identified", breakdown, value, True) in found
    assert "E23000024" not in {area for area, *_ in found}
    assert {area for area, *_ in found} <= {LINCOLNSHIRE, COUNTRY}


def test_a_drop_in_referrals_is_a_signal_too(cast, scanned):
    page = read(sign_in(Client(), cast.commissioner), reverse("signals"))
    assert "People referred to the NRM: unusual fall" in page
    assert "If nothing had really changed, the chance of this would be less than 1 in 1,000." in page
    assert "Latest: October 2026, 14 figures compared with up to 30 earlier months." in page
    assert count(sign_in(Client(), cast.board), reverse("signals")) <= 12


def test_other_areas_signals_are_not_found(cast, scanned):
    signal = Signal.objects.filter(area_code=LINCOLNSHIRE).first()
    assert sign_in(Client(), cast.neighbour).get(reverse("signal", args=[signal.pk])).status_code == 404
    assert sign_in(Client(), cast.worker).get(reverse("signal", args=[signal.pk])).status_code == 403
    page = sign_in(Client(), cast.board).get(reverse("signal", args=[signal.pk]))
    assert "Review change" not in page.content.decode()
    office = sign_in(Client(), cast.commissioner)
    assert count(office, reverse("signal", args=[signal.pk])) <= 12
    Signal.objects.filter(pk=signal.pk).update(state="accepted")  # and what answers it is looked for
    assert count(office, reverse("signal", args=[signal.pk])) <= 12


def _send(client, name, signal, **sent):
    address = reverse(name, args=[signal.pk])
    form = client.get(address).content.decode()
    hidden = dict(re.findall(r'name="(seen|once)" value="([^"]+)"', form))
    return client.post(address, {**hidden, **sent}, follow=True).content.decode()


def test_a_signal_is_accepted_and_its_intervention_is_followed_to_its_results(cast, scanned):
    signal = Signal.objects.get(area_code=LINCOLNSHIRE, measure="identified", breakdown="sector")
    client = sign_in(Client(), cast.commissioner)
    assert "Saved in the log." in _send(
        client, "decide_signal", signal, state="accepted", reason="", words="Farms"
    )
    due = today() + timedelta(days=40)
    sent = {
        "what": "Visit the farms",
        "owner": cast.commissioner.body_id,
        "person": "",
        "due_on-day": due.day,
    }
    sent |= {"due_on-month": due.month, "due_on-year": due.year}
    assert "Intervention started." in _send(client, "start_intervention", signal, **sent)
    action = FollowUp.objects.get(origin_kind="signal")
    told = FollowUpUpdate(
        about=action, state="done", words="Twelve visits", evidence="Four people came forward"
    )
    record_follow_up_progress(told, seen=action.version, by=cast.commissioner.actor)
    page = read(client, reverse("signal", args=[signal.pk]))
    for words in (
        "Confirmed",
        "Farms",
        "Visit the farms",
        "Twelve visits",
        "Result: Four people came forward",
    ):
        assert words in page
    assert "Visit the farms" in read(client, reverse("actions") + "?state=all")


def test_a_signal_is_dismissed_only_with_a_reason_and_two_do_not_decide_unseen(cast, scanned):
    signal = Signal.objects.get(area_code=LINCOLNSHIRE, measure="referred")
    client = sign_in(Client(), cast.force_lead)
    assert "Choose why it is dismissed" in _send(
        client, "decide_signal", signal, state="dismissed", words="A raid"
    )
    assert "Saved" in _send(
        client, "decide_signal", signal, state="dismissed", reason="one_event", words="A raid"
    )
    address = reverse("decide_signal", args=[signal.pk])
    stale = {"state": "accepted", "reason": "", "words": "No", "seen": 1}
    assert client.post(address, stale, follow=True).status_code == 200
    assert SignalDecision.objects.filter(signal=signal).count() == 1
    assert "Dismissed" in read(client, reverse("signals") + "?state=dismissed")


def test_the_home_tells_what_changed(cast, scanned):
    page = read(sign_in(Client(), cast.commissioner), reverse("area_brief"))
    assert "Unusual changes" in page
    assert "Unmet needs" in page
    assert "Budget to 31 March" in page
    assert count(sign_in(Client(), cast.commissioner), reverse("area_brief")) <= 12
    board = read(sign_in(Client(), cast.board), reverse("area_brief"))
    assert "No fund of your area has a budget this year." in board
    assert "All funds" not in board


def test_trends_by_five_splits_show_published_figures_against_their_own_history(cast, scanned):
    publish_months("2026-04", 1, {"identified": {"": 30}})
    client, address = sign_in(Client(), cast.commissioner), reverse("trends")
    quarter = "from July to September 2026"
    for split, words in (
        ("exploitation", f"30 {quarter}. Each quarter before: 20."),
        ("sector", f"15 {quarter}. Each quarter before: 10."),
        ("place", f"Lincolnshire 30 {quarter}. Each quarter before: 50."),
        ("time", f"Lincolnshire 30 {quarter}. Each quarter before: 50."),
        ("region", "Figures by nationality are not published for any area, to protect people."),
    ):
        page = read(client, f"{address}?by={split}")
        assert words in page, split
        assert "If nothing had really changed" in page, split
        assert count(client, f"{address}?by={split}") <= 12
        assert ("What this counts: People identified" in page) == (split != "region")  # beside each figure
    elsewhere = read(sign_in(Client(), cast.neighbour), f"{address}?area={LINCOLNSHIRE}")
    assert "If nothing had really changed" not in elsewhere
    assert sign_in(Client(), cast.worker).get(address).status_code == 403
