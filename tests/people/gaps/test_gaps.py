"""What was missing: need against provision by kind and month, for one body, and nobody named."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.people.cases.offers.actions.offers import answer_offer, make_offer, record_need
from handrail.people.gaps.queries import UnmetNeedFilter, list_unmet_need_counts_by_month, list_unmet_needs
from handrail.people.money.actions.requests import record_payment_by_other_than_fund
from handrail.people.money.models import PaidInstead
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.errors import Denied
from handrail.platform.reference.models import Body
from support.cases import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def here(cast):
    """Ways to record a need, and to offer against it."""
    by = cast.worker.actor
    case = a_case(by)
    service = add_service(
        by=by, provider_id=Body.objects.get(code="harbour").pk, name="Class", kind="english_class",
        phases=["before"], state="open", everywhere=True,
    )  # fmt: skip

    def need(on, *answers, kind="english"):
        made = record_need(case_id=case.pk, kind=kind, words="to learn for my sister Zora", on=on, by=by)
        for answer, days in answers:
            offer = make_offer(case_id=case.pk, need_id=made.pk, service_id=service, on=on, by=by)
            if answer != "none_yet":
                answer_offer(
                    case_id=case.pk, offer_id=offer.pk, answer=OfferAnswer(answer), reason="", seen_version=1, by=by,
                    on=on + datetime.timedelta(days=days),
                )  # fmt: skip
        return case

    return need


def test_need_by_month_is_drawn_for_whoever_sees_every_case(cast, here, today, signed_in):
    last_month = today.replace(day=1) - datetime.timedelta(days=1)
    here(last_month - datetime.timedelta(days=1), ("accepted", 1))
    here(last_month)
    here(today)
    page = " ".join(signed_in(cast.lead).get(reverse("gaps")).content.decode().split())
    assert "Need by month" in page
    assert f'{last_month:%B} {last_month.year}</th><td role="cell" data-head="Needs">2</td>' in page
    assert "Need by month" not in signed_in(cast.worker).get(reverse("gaps")).content.decode()


def only(lines, need):
    return next(line for line in lines if line.need == need)


def test_each_need_counts_once_by_what_became_of_it(cast, here, today):
    here(today)
    here(today, ("none_yet", 0))
    here(today, ("declined", 0))
    here(today, ("declined", 0), ("accepted", 0))
    line = only(list_unmet_need_counts_by_month(cast.worker.actor, UnmetNeedFilter()), "english")
    assert (line.needed, line.met, line.unmet) == (4, 1, 3)
    assert (line.nothing_offered, line.no_answer, line.said_no) == (1, 1, 1)


def test_the_wait_is_the_middle_one_from_need_to_first_yes(cast, here, today):
    month = (today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    for days in (0, 4, 9):
        here(month, ("accepted", days))
    line = only(list_unmet_need_counts_by_month(cast.worker.actor, UnmetNeedFilter()), "english")
    assert (line.month, line.wait_days) == (month, 4)


def test_what_a_fund_did_not_pay_for_is_set_beside_the_need(cast, here, today):
    case = here(today)
    for payer in ("charity", "nobody"):
        row = PaidInstead(item="food", why_not="empty", payer=payer, on=today)
        record_payment_by_other_than_fund(row, case_id=case.pk, by=cast.worker.actor)
    line = only(list_unmet_need_counts_by_month(cast.worker.actor, UnmetNeedFilter()), "essentials")
    assert (line.paid_instead, line.went_without, line.needed) == (1, 1, 1)


def test_a_need_from_before_the_time_that_is_asked_for_is_left_out(cast, here, today):
    here(today - datetime.timedelta(days=200))
    assert list_unmet_need_counts_by_month(cast.worker.actor, UnmetNeedFilter(months=3)) == ()
    assert len(list_unmet_need_counts_by_month(cast.worker.actor, UnmetNeedFilter(months=12))) == 1
    assert list_unmet_need_counts_by_month(cast.worker.actor, UnmetNeedFilter(months=12, need="health")) == ()


def test_the_way_to_cases_is_only_to_those_that_the_reader_may_open(cast, here, today):
    case = here(today)
    month = today.replace(day=1)
    assert [need.reference for need in list_unmet_needs(cast.worker.actor, "english", month)] == [
        case.reference
    ]
    assert [need.reference for need in list_unmet_needs(cast.lead.actor, "english", month)] == [
        case.reference
    ]
    assert list_unmet_needs(cast.colleague.actor, "english", month) == ()
    assert (
        only(
            list_unmet_need_counts_by_month(cast.colleague.actor, UnmetNeedFilter()), "english"
        ).open_to_reader
        == 0
    )


def test_another_body_sees_nothing_of_ours(cast, here, today):
    here(today)
    for part in ("officer", "partner", "outsider"):
        assert list_unmet_need_counts_by_month(getattr(cast, part).actor, UnmetNeedFilter()) == ()


@pytest.mark.parametrize("part", ["commissioner", "board", "collator", "housing", "protector", "signatory"])
def test_who_may_not_see_what_was_missing(cast, part):
    with pytest.raises(Denied):
        list_unmet_need_counts_by_month(getattr(cast, part).actor, UnmetNeedFilter())
