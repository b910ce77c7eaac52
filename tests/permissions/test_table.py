"""Every address asked as everybody, against roles.py and docs/permissions.md (`make permissions` writes it anew)."""

import pytest

from support.addresses import addresses
from support.permission_checks import EVERYBODY
from support.permission_table import (
    NOT_ASKED,
    OPEN,
    OPENED_WITHOUT_AN_ACCOUNT,
    POST_DIFFERS,
    ROOMS,
    asked_addresses,
    read_table,
    try_addresses,
)
from support.permission_writing import WRITES, as_written, report_marks

ON_BOTH_ENGINES = {"worker", "outsider", "commissioner"}
"""Sent to on PostgreSQL too: one of each way in which row-level security lets somebody meet a row, or not."""
everybody = pytest.mark.parametrize(
    "part",
    [
        pytest.param(part, marks=[] if part in ON_BOTH_ENGINES else [pytest.mark.one_engine])
        for part in EVERYBODY
    ],
    ids=str,
)


@pytest.fixture
def check(cast, record_property):
    """Ask every address of a room as one person."""

    def ask(module, part, room):
        marks, faults = try_addresses(cast, part, asked_addresses(module, ROOMS), room, writes=WRITES)
        assert faults == []
        if WRITES:
            report_marks(record_property, "roles", ((name, part, mark) for name, mark in marks.items()))
            return
        table = read_table()
        changed = {
            name: (table.get((name, part)), mark)
            for name, mark in marks.items()
            if table.get((name, part)) != mark
        }
        assert changed == {}, "(docs/permissions.md, now): if this is meant, run make permissions"

    return ask


@everybody
def test_cases_and_everything_else(check, part, cases_room):
    check(None, part, cases_room)


@everybody
def test_calls(check, part, calls_room):
    check("areas.calls", part, calls_room)


@everybody
def test_unusual_use(check, part, unusual_use_room):
    check("people.unusual_use", part, unusual_use_room)


@everybody
def test_figures(check, part, figures_room):
    check("insight.publication", part, figures_room)


@everybody
def test_board_packs(check, part, packs_room):
    check("insight.packs", part, packs_room)


@everybody
def test_commissioning(check, part, commissioning_room):
    check("areas.commissioning", part, commissioning_room)


@everybody
def test_oversight(check, part, oversight_room):
    check("areas.oversight", part, oversight_room)


@everybody
def test_bids(check, part, bids_room):
    check("areas.bids", part, bids_room)


@everybody
def test_needs(check, part, needs_room):
    check("areas.needs", part, needs_room)


@everybody
def test_surveys(check, part, surveys_room):
    check("platform.surveys", part, surveys_room)


@everybody
def test_survey_results(check, part, surveys_room):
    check("insight.survey_results", part, surveys_room)


@everybody
def test_partnerships(check, part, partnerships_room):
    check("areas.partnerships", part, partnerships_room)


@everybody
def test_prevention(check, part, prevention_room):
    check("areas.prevention", part, prevention_room)


@everybody
def test_intelligence(check, part, intelligence_room):
    check("areas.intelligence", part, intelligence_room)


@everybody
def test_practices(check, part, practices_room):
    check("areas.practices", part, practices_room)


@everybody
def test_recommendations(check, part, recommendations_room):
    check("areas.recommendations", part, recommendations_room)


@everybody
def test_reports(check, part, reports_room):
    check("areas.reports", part, reports_room)


@everybody
def test_bags(check, part, bags_room):
    check("people.bags", part, bags_room)


@everybody
def test_offers(check, part, offers_room):
    check("people.cases.offers", part, offers_room)


@everybody
def test_personal_data(check, part, personal_data_room):
    check("people.personal_data", part, personal_data_room)


@everybody
def test_contacts(check, part, contacts_room):
    check("people.contacts", part, contacts_room)


@everybody
def test_housing(check, part, housing_room):
    check("people.housing", part, housing_room)


@everybody
def test_matching(check, part, matching_room):
    check("people.matching", part, matching_room)


@everybody
def test_money(check, part, money_room):
    check("people.money", part, money_room)


@everybody
def test_recovery(check, part, recovery_room):
    check("people.recovery", part, recovery_room)


@everybody
def test_referral_form(check, part, referral_form_room):
    check("people.referral_form", part, referral_form_room)


@everybody
def test_administration(check, part, administration_room):
    check("platform.administration", part, administration_room)


@everybody
def test_emergencies(check, part, emergencies_room):
    check("people.emergencies", part, emergencies_room)


@everybody
def test_caseload_import(check, part, caseload_import_room):
    check("people.caseload_import", part, caseload_import_room)


@everybody
def test_information_requests(check, part, information_requests_room):
    check("people.information_requests", part, information_requests_room)


@everybody
def test_justice(check, part, justice_room):
    check("people.justice", part, justice_room)


@everybody
def test_conferences(check, part, conferences_room):
    check("people.conferences", part, conferences_room)


@everybody
def test_deployment(check, part, deployment_room):
    check("people.deployment", part, deployment_room)


@everybody
def test_separate_files(check, part, separate_files_room):
    check("people.separate_files", part, separate_files_room)


@everybody
def test_open_referral(check, part, open_referral_room):
    check("directory.open_referral", part, open_referral_room)


@as_written
def test_the_table_holds_every_address_and_no_other():
    asked = {one.name for module in (None, *ROOMS) for one in asked_addresses(module, ROOMS)}
    signing_in = {one.name for one in addresses() if one.route.startswith("account/")}
    assert asked | signing_in | set(NOT_ASKED) == {one.name for one in addresses()}
    assert {name for name, _ in read_table()} == asked


@as_written
def test_every_address_opens_to_somebody():
    """Else nothing is proved of whoever is refused."""
    table = read_table()
    opened = {name for (name, _), mark in table.items() if mark == OPEN}
    assert {name for name, _ in table} - opened == set(OPENED_WITHOUT_AN_ACCOUNT)


@as_written
def test_no_exception_is_stale():
    table = read_table()
    assert [pair for pair in POST_DIFFERS if table[pair] != OPEN] == []


@everybody
def test_practitioners(check, part, practitioners_room):
    check("directory.practitioners", part, practitioners_room)
