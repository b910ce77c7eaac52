"""A contract as open contracting data: valid by the standard's own release schema at every stop."""

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from handrail.areas.commissioning.actions import money, notices
from handrail.areas.commissioning.models import AwardAmendment, CommissionedService
from handrail.areas.commissioning.ocds import make_ocds_release
from handrail.areas.commissioning.queries.lines import get_commissioned_service
from handrail.areas.commissioning.queries.money import find_award_of_service
from handrail.platform.access.today import today
from support.commissioning import DAY, a_claim, a_line, an_award, lead_to, move

pytestmark = pytest.mark.one_engine
SCHEMA = Path(__file__).parents[2] / "ocds/release-schema-1__1__4.json"


@cache
def validator():
    return jsonschema.Draft4Validator(
        json.loads(SCHEMA.read_text()), format_checker=jsonschema.FormatChecker()
    )


def release_of(cast, line):
    got = get_commissioned_service(cast.board.actor, line.pk)
    made = json.loads(json.dumps(make_ocds_release(got, find_award_of_service(got))))
    assert [error.message for error in validator().iter_errors(made)] == []
    return made


def test_a_contract_that_pays_is_valid_and_says_it_all(cast):
    line = lead_to(cast, a_line(cast), "live")
    award = an_award(cast, line)
    claim = a_claim(cast, award)
    claim.state = "accepted"
    money.record_claim_decision(claim, seen=1, by=cast.commissioner.actor)
    claim.state, claim.paid_on = "paid", today()
    money.record_claim_decision(claim, seen=2, by=cast.commissioner.actor)
    notice = line.notices.get(code="UK7")
    notice.published_on, notice.reference, notice.href = today(), "2026/S 1", "https://www.example.org/1"
    notices.record_notice_published(notice, seen=1, by=cast.commissioner.actor)
    made = release_of(cast, line)
    assert made["tag"] == ["contract"]
    assert made["contracts"][0]["value"] == {"amount": 84000.0, "currency": "GBP"}
    assert made["contracts"][0]["implementation"]["transactions"][0]["value"]["amount"] == 18400.0
    assert made["contracts"][0]["documents"][0]["documentType"] == "contractNotice"
    assert made["awards"][0]["suppliers"][0]["name"] == "Lantern"
    assert [party["roles"] for party in made["parties"]] == [["buyer", "procuringEntity"], ["supplier"]]


@pytest.mark.parametrize(
    ("stage", "tag", "status"),
    [
        ("specification", "planning", "planned"),
        ("tender", "tender", "active"),
        ("decision", "award", "complete"),
    ],
)
def test_every_stop_is_valid(cast, stage, tag, status):
    made = release_of(cast, lead_to(cast, a_line(cast), stage))
    assert (made["tag"], made["tender"]["status"]) == ([tag], status)


def test_the_schema_refuses_what_is_not_of_the_standard(cast):
    made = release_of(cast, a_line(cast))
    made["tender"]["status"] = "thinking"
    assert list(validator().iter_errors(made))


def test_a_direct_award_says_that_nobody_else_was_asked(cast):
    line = a_line(cast)
    for stage in ("intention", "specification", "direct_award"):
        move(cast, line.pk, stage)
    made = release_of(cast, line)
    assert made["tag"] == ["planning"]
    assert made["tender"]["procurementMethod"] == "direct"


def test_who_could_tender_is_a_code_of_the_standard_and_the_prefix_is_the_publishers(cast, settings):
    settings.OCDS_PREFIX = "ocds-b5fd17"
    line = lead_to(cast, a_line(cast), "tender")
    assert "procurementMethod" not in release_of(cast, line)["tender"]  # nobody recorded it
    CommissionedService.objects.filter(pk=line.pk).update(procurement_method="selective")
    made = release_of(cast, line)
    assert made["tender"]["procurementMethod"] == "selective"
    assert made["ocid"] == f"ocds-b5fd17-{line.pk}"


def test_a_release_gets_a_new_id_and_date_with_each_change(cast):
    """The standard: a release that changes is another release. An amendment, a notice and a payment each change it."""
    line = lead_to(cast, a_line(cast), "live")
    award = an_award(cast, line)
    seen = [release_of(cast, line)]
    uplift = AwardAmendment(
        award=award,
        on=today(),
        kind="uplift",
        pence=5_000_00,
        known_until=today() + 90 * DAY,
        reason="More cases",
    )
    money.add_award_amendment(uplift, by=cast.commissioner.actor)
    seen.append(release_of(cast, line))
    assert seen[-1]["tag"] == ["contractAmendment"]
    (amended,) = seen[-1]["contracts"][0]["amendments"]
    assert amended["description"] == f"Uplift: +5000.00 GBP, money known until {today() + 90 * DAY}"
    notice = line.notices.get(code="UK7")
    notice.published_on, notice.reference = today(), "2026/S 1"
    notices.record_notice_published(notice, seen=1, by=cast.commissioner.actor)
    seen.append(release_of(cast, line))
    claim = a_claim(cast, award)
    for state, version in (("accepted", 1), ("paid", 2)):
        claim.state, claim.paid_on = state, today() if state == "paid" else None
        money.record_claim_decision(claim, seen=version, by=cast.commissioner.actor)
    seen.append(release_of(cast, line))
    assert seen[-1]["tag"] == ["implementationUpdate"]
    assert len({each["id"] for each in seen}) == 4
    dates = [each["date"] for each in seen]
    assert dates == sorted(set(dates))
    assert release_of(cast, line) == seen[-1]  # asked again it is the same release


def test_an_extension_leaves_the_period_as_it_was_tendered(cast):
    line = lead_to(cast, a_line(cast), "live")
    award, ends = an_award(cast, line), line.ends_on
    extension = AwardAmendment(
        award=award, on=today(), kind="extension", ends_on=ends + 365 * DAY, reason="As it allows"
    )
    money.add_award_amendment(extension, by=cast.commissioner.actor)
    made = release_of(cast, line)
    (contract,) = made["contracts"]
    assert made["tender"]["contractPeriod"]["endDate"] == f"{ends}T00:00:00Z"
    assert contract["period"]["endDate"] == f"{ends + 365 * DAY}T00:00:00Z"
    assert contract["amendments"][0]["description"] == f"Extension: ends {ends + 365 * DAY}"
