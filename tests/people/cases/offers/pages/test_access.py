"""Every address of services and referrals, tried by everybody."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.audit.models import Record
from support.offers_pages import SECRET_WORDS, add, refer, share


def test_nobody_elses_referrals_are_listed(cast, sent, signed_in):
    for part in ("outsider", "officer", "housing", "colleague"):
        for whose in ("to", "from"):
            page = signed_in(getattr(cast, part)).get(f"/referrals/?show=all&whose={whose}").content.decode()
            assert [
                word for word in (*sent.told.secrets, sent.told.reference, SECRET_WORDS) if word in page
            ] == []


def test_what_was_taken_back_is_closed_at_once(cast, told, signed_in):
    share(told, cast, Kind.IDENTITY)
    number = refer(told, cast, add(cast, "Clinic"))
    client, address = signed_in(cast.partner), reverse("referral", args=[number])
    assert SECRET_WORDS in client.get(address).content.decode()
    grant = Grant.objects.get(to_body__code="harbour")
    consents.end_case_sharing(
        case_id=told.case_id, grant_id=grant.pk, because="She changed her mind", by=cast.worker.actor
    )
    assert client.get(address).status_code == 404
    assert told.reference not in client.get("/referrals/?show=all").content.decode()


def test_a_kind_that_was_not_told_is_not_shown_even_where_it_is_open(cast, told, signed_in):
    share(told, cast, Kind.IDENTITY, Kind.NEEDS, Kind.OFFERS)
    refer(told, cast, add(cast, "Clinic"), Kind.NEEDS, Kind.OFFERS)
    page = signed_in(cast.partner).get("/referrals/").content.decode()
    assert told.reference in page
    assert "Mirela" not in page


def test_looking_is_written_down_with_what_was_shown(cast, sent, signed_in):
    signed_in(cast.partner).get(reverse("referral", args=[sent.open]))
    record = Record.objects.filter(user_name=cast.partner.name, about=sent.told.case_id).latest("at")
    assert (record.outcome, record.shown) == ("read", ["identity"])


def test_searching_for_a_case_is_written_down_with_the_kinds_that_it_read(cast, sent, signed_in):
    signed_in(cast.worker).get(reverse("case_services", args=[sent.told.reference]))
    record = Record.objects.filter(user_name=cast.worker.name, outcome="read").latest("at")
    assert {"identity", "pathway", "housing"} <= set(record.shown)


def test_what_the_door_hides_is_not_known_to_the_search(cast, sent, signed_in):
    """The partner was given neither pathway nor a date of birth to read it from: the search says ask."""
    add(cast, "Own clinic", "group", nrm_point="referred")
    page = signed_in(cast.partner).get(reverse("case_services", args=[sent.told.reference])).content.decode()
    assert "You do not know where they are in the NRM: ask" in page


def test_a_partner_is_shown_the_services_of_its_own_organisation_alone(cast, sent, signed_in):
    page = signed_in(cast.partner).get(reverse("case_services", args=[sent.told.reference])).content.decode()
    assert "Settlement clinic" in page
    assert "Your place" not in page


@pytest.mark.one_engine
def test_the_lists_ask_as_often_for_one_as_for_thirty(cast, told, signed_in, django_assert_max_num_queries):
    from django.db import connection  # noqa: PLC0415 - beside its one use
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - beside its one use

    share(told, cast, Kind.IDENTITY, Kind.NEEDS, Kind.OFFERS)
    service = add(cast, "Clinic")
    worker, partner = signed_in(cast.worker), signed_in(cast.partner)
    asked = (
        (worker, "/referrals/?whose=from"),
        (partner, "/referrals/"),
        (worker, reverse("case_services", args=[told.reference])),
    )

    def counts() -> list[int]:
        found = []
        for client, address in asked:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            found.append(len(caught))
        return found

    refer(told, cast, service)
    few = counts()
    for number in range(25):
        refer(told, cast, service)
        add(cast, f"Service {number}", languages=["ro"])
    assert counts() == few


def test_services_of_others_are_not_changed(cast, sent, signed_in):
    client = signed_in(cast.commissioner)
    for name in ("edit_service", "service_free", "extend_trial"):
        assert client.get(reverse(name, args=[sent.own])).status_code == 403
    assert client.post(reverse("service_checked", args=[sent.own])).status_code == 403


def test_two_who_save_at_once_see_both_versions(cast, sent, signed_in):
    client = signed_in(cast.lead)
    address = reverse("edit_service", args=[sent.own])
    told = {
        "name": "Your place",
        "kind": "tenancy_help",
        "phases": ["before"],
        "seen": "1",
        "hours": "Mornings",
    }
    told |= {"capacity_rule": "number", "capacity": "4"}
    assert "draft=" not in client.post(address, told)["Location"]
    late = client.post(address, {**told, "hours": "Evenings"}, follow=True)
    page = late.content.decode()
    assert "<dt>Languages staff speak" not in page, "only what differs is compared"
    assert "Someone else changed this while you were writing" in page
    assert "Mornings" in page
    assert "Evenings" in page
    assert "draft=" not in client.post(address, {**told, "hours": "Evenings", "seen": "2"})["Location"]


def test_two_who_answer_at_once_see_what_is_there(cast, sent, signed_in):
    client, address = signed_in(cast.partner), reverse("answer_referral", args=[sent.open])
    assert client.post(address, {"answer": "waiting", "words": "Soon", "seen": "1"}).status_code == 302
    late = client.post(address, {"answer": "declined", "words": "Full", "seen": "1"}, follow=True)
    page = late.content.decode()
    assert "On their waiting list" in page
    assert "Save mine over theirs" in page


def test_the_days_without_an_answer_are_counted(cast, sent, signed_in, monkeypatch):
    from datetime import timedelta  # noqa: PLC0415 - beside its one use

    from handrail.people.cases.offers.models import Referral  # noqa: PLC0415 - beside its one use

    Referral.objects.filter(pk=sent.open).update(sent_at=timezone.now() - timedelta(days=12))
    page = signed_in(cast.worker).get("/referrals/?whose=from").content.decode()
    assert "12 days without an answer" in page
