"""Pages of money: the same queries for one row and many; nothing of a person where nobody may meet them."""

import logging
import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.directory.funds.models import Fund
from handrail.directory.stores.models import Store
from handrail.people.cases.offers.actions.offers import record_need
from handrail.people.housing.actions.housing_duty import record_housing_refusal
from handrail.people.housing.text_choices import HousingRefusalReason
from handrail.people.money.actions.requests import create_fund_request
from handrail.people.money.models import FundRequest
from handrail.platform.audit.models import Record
from people.provision_world import NOTE, SECRETS, VOUCHER, a_world
from support.cast import tell
from support.funds import a_purse
from support.stores import a_shelf
from support.worlds import shared_world

pytestmark = pytest.mark.django_db


@shared_world
def world(cast, told):
    return a_world(cast, told)


def count(client, path):
    """Statements to both databases."""
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert client.get(path).status_code == 200
    return len(main.captured_queries) + len(keys.captured_queries)


@pytest.mark.one_engine
@pytest.mark.parametrize("who", ["worker", "lead", "commissioner"])
def test_lists_ask_as_often_for_one_request_as_for_thirty(cast, told, signed_in, who):
    purse = a_purse(cast, 900_00, person_pence=None)
    by = cast.worker.actor
    paths = ["/money/?tab=all", "/money/missing/", "/money/funds/"]
    if who == "worker":
        paths.append(f"/cases/{told.reference}/money/")
    if who == "commissioner":
        paths.remove("/money/missing/")

    def grow(number):
        for _ in range(number):
            case = tell(by)
            create_fund_request(purse.wish("clothing", 1_00), case_id=case.case_id, by=by)
            create_fund_request(purse.wish("clothing", 1_00), case_id=told.case_id, by=by)
            record_need(case_id=case.case_id, kind="health", words="", on=timezone.localdate(), by=by)

    client = signed_in(getattr(cast, who))
    grow(1)
    one = [count(client, path) for path in paths]
    grow(14)
    assert [count(client, path) for path in paths] == one


def test_the_office_meets_no_identity_on_any_page(cast, world, signed_in):
    client = signed_in(cast.commissioner)
    forbidden = (*SECRETS, *world.told.secrets, world.told.reference, str(world.told.case_id))
    pages = [
        reverse("money") + "?tab=all",
        *(reverse("money_request", args=[row.pk]) for row in FundRequest.objects.all()),
    ]
    for page in pages:
        markup = client.get(page).content.decode()
        assert [word for word in forbidden if word in markup] == [], page


def test_a_colleague_who_is_on_no_case_sees_no_request(cast, world, signed_in):
    client = signed_in(cast.colleague)
    assert (
        "No request" in (page := client.get("/money/?tab=all").content.decode())
        or "No money has been requested" in page
    )
    assert world.told.reference not in page


def test_reading_words_about_a_person_is_recorded_and_reading_sums_alone_is_not(cast, world, signed_in):
    address = reverse("money_request", args=[world.bought])
    assert NOTE in signed_in(cast.worker).get(address).content.decode()
    signed_in(cast.commissioner).get(address)
    looks = Record.objects.filter(verb="viewed a money request")
    assert list(looks.values_list("about", "user_name")) == [(world.told.case_id, cast.worker.name)]


def test_a_vouchers_number_stands_in_no_log_list_or_trail(cast, world, signed_in, caplog):
    with caplog.at_level(logging.DEBUG):
        answers = {"pence": "30", "how": "voucher", "voucher": VOUCHER}
        signed_in(cast.worker).post(reverse("buy_money", args=[world.approved]), answers)
        signed_in(cast.worker).post(reverse("buy_money", args=[world.approved]), answers | {"pence": "x"})
    sql = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert [line for line in sql if VOUCHER in line] == []
    assert [row for row in Record.objects.values_list("verb", "why") if VOUCHER in " ".join(row)] == []
    assert VOUCHER not in signed_in(cast.worker).get("/money/?tab=all").content.decode()


def test_a_file_of_what_was_missing_holds_the_same_and_names_nobody(cast, world, signed_in):
    answer = signed_in(cast.lead).get(reverse("gaps_csv") + "?months=3&need=essentials")
    assert answer["Content-Type"].startswith("text/csv")
    rows = answer.content.decode().splitlines()
    assert rows[0].startswith("Month,Kind of need,Needs,Met,Not met")
    assert rows[1].split(",")[1:4] == ['"Clothes', ' food and a phone"', "1"]
    assert world.told.reference not in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["tab=x&fund=zz&page=-1", "fund=99999999999999&page=99999", "state=%00&tab=all", "fund=٣&page=٣"]
)
def test_a_filter_that_means_nothing_is_passed_over(cast, world, signed_in, query):
    assert signed_in(cast.worker).get(f"/money/?{query}").status_code == 200
    assert signed_in(cast.worker).get(f"/money/missing/?months={query}&need={query}").status_code == 200


@pytest.mark.parametrize("month", ["2026-13", "x", "0000-01", "99999-1", "9999-12"])
def test_a_month_that_is_none_is_not_found(cast, world, signed_in, month):
    assert signed_in(cast.worker).get(f"/money/missing/essentials/{month}/").status_code == 404
    assert signed_in(cast.worker).get("/money/missing/gold/2026-11/").status_code == 404


def test_a_sum_and_a_day_that_make_no_sense_come_back_with_what_to_mend(cast, world, signed_in):
    client = signed_in(cast.commissioner)
    fund = world.purse.fund.pk
    first = {"opens_on-day": "2", "opens_on-month": "1", "opens_on-year": "2027"}
    last = {"closes_on-day": "1", "closes_on-month": "1", "closes_on-year": "2027"}
    page = client.post("/money/funds/add/", {"name": "Other", **first, **last}, follow=True).content.decode()
    assert "The last day must be 2 January 2027 or after" in page
    for pence, says in (
        ("-1", "cannot be less than £0"),
        ("1.234,56", "a point before the pence"),
        ("9" * 40, "The amount must be"),
    ):
        page = client.post(f"/money/funds/{fund}/year/", {"pence": pence}, follow=True).content.decode()
        assert says in page


def test_what_was_typed_of_a_body_on_no_list_stands_on_no_page_of_counts(cast, told, signed_in):
    for words in ("Zamfira’s cousin the landlord", "The man from Alder Close"):
        record_housing_refusal(
            case_id=told.case_id,
            body="",
            body_words=words,
            why=HousingRefusalReason.NO_RECOURSE,
            words="",
            said_by="",
            at=timezone.now(),
            by=cast.worker.actor,
        )
    client = signed_in(cast.lead)
    page, table = (
        client.get(path).content.decode() for path in ("/money/missing/", "/money/missing/table.csv")
    )
    assert "An organisation not on the list" in page
    assert [word for word in ("Zamfira", "landlord", "Alder Close") if word in page + table] == []


def test_a_spend_first_that_was_taken_back_is_reviewed_on_the_page(cast, told, signed_in):
    purse = a_purse(cast)
    request = create_fund_request(purse.wish("food"), case_id=told.case_id, by=cast.worker.actor).pk
    worker, lead = signed_in(cast.worker), signed_in(cast.lead)
    page = worker.post(reverse("cancel_money", args=[request]), follow=True).content.decode()
    assert "stays set aside until someone else has reviewed it" in page
    assert "Withdrawn, review due" in lead.get("/money/?tab=review").content.decode()
    form = lead.get(reverse("review_money", args=[request])).content.decode()
    assert ("Nothing was spent" in form, "Spent: put back" in form, "In order" in form) == (
        True,
        True,
        False,
    )
    assert worker.post(reverse("review_money", args=[request]), {"said": "nothing"}).status_code == 403
    page = lead.post(
        reverse("review_money", args=[request]), {"said": "nothing"}, follow=True
    ).content.decode()
    assert "Reviewed: nothing was spent" in page
    assert purse.set_aside == 0


def test_a_request_that_is_typed_wrong_comes_back_after_a_redirect_with_what_was_typed(cast, told, signed_in):
    purse, client = a_purse(cast), signed_in(cast.worker)
    address = reverse("ask_money", args=[told.reference])
    answers = {"fund": purse.fund.pk, "item": "clothing", "why": "first", "pence": "0", "note": NOTE}
    reply = client.post(address, answers)
    assert (reply.status_code, "draft=" in reply["Location"]) == (302, True)
    page = client.get(reply["Location"]).content.decode()
    assert ("Enter an amount more than £0" in page, NOTE in page) == (True, True)
    page = client.post(address, answers | {"pence": "40.50"}, follow=True).content.decode()
    assert "£40.50 requested." in page
    request = FundRequest.objects.get()
    assert (request.pence, request.state) == (40_50, "asked")


def test_a_form_that_is_sent_twice_asks_once(cast, told, signed_in):
    purse, client = a_purse(cast), signed_in(cast.worker)
    address = reverse("ask_money", args=[told.reference])
    once = re.search(r'name="once" value="([^"]+)"', client.get(address).content.decode())[1]
    answers = {"fund": purse.fund.pk, "item": "food", "why": "first", "pence": "", "note": "", "once": once}
    for _ in range(2):
        client.post(address, answers)
    assert [request.pence for request in FundRequest.objects.all()] == [20_00]
    assert purse.set_aside == 20_00


def test_before_asking_one_reads_what_another_office_will_and_will_not_see(cast, told, signed_in):
    purse = a_purse(cast)
    client = signed_in(cast.worker)
    page = client.get(reverse("ask_money", args=[told.reference])).content.decode()
    owner = cast.commissioner.body.name
    seen, not_seen = page.split(f"{owner} will see", 1)[1].split("They will not see", 1)
    assert "What is needed, why and the amount" in seen
    assert "The person’s name, or anything else about them" in not_seen
    assert "Your note for the approver" in not_seen
    # and that is so
    asked = create_fund_request(
        purse.wish("food", 10_00, note=NOTE), case_id=told.case_id, by=cast.worker.actor
    )
    office = signed_in(cast.commissioner).get(reverse("money_request", args=[asked.pk])).content.decode()
    assert cast.worker.name in office
    assert [word for word in (NOTE, told.reference, *told.secrets) if word in office] == []
    Fund.objects.filter(pk=purse.fund.pk).update(owner=cast.worker.body)
    assert "They will not see" not in client.get(reverse("ask_money", args=[told.reference])).content.decode()


def test_before_giving_a_bag_one_reads_what_another_bodys_store_will_see(cast, told, signed_in):
    shelf = a_shelf(cast)
    client, address = signed_in(cast.worker), reverse("give_bag", args=[told.reference])
    theirs = shelf.store.body_id != cast.worker.body_id
    assert ("They will not see" in client.get(address).content.decode()) is theirs
    other = cast.commissioner.body if not theirs else cast.worker.body
    Store.objects.filter(pk=shelf.store.pk).update(body=other)
    page = client.get(address).content.decode()
    assert ("They will not see" in page) is not theirs
