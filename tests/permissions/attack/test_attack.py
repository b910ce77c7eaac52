"""Everybody attacks every room: `make attack` (a quarter of an hour; docs/security.md says what it found).

Each room holds a record in every place. Each of the cast, and somebody without an account, asks addresses with records
of others, posts forms that others were shown, forges their own, exchanges ids, spoils parameters and uses tokens that
are not theirs. Whatever is said in pages, files, headers, titles, mails and log lines is held against every sealed text
and against the access policy, which is asked beside the pages.
"""

import logging
import random

import pytest

from support.attack_markers import list_markers
from support.attack_plan import attack, find_target, keep_tallies
from support.attack_requests import AttackedRoom, Attacker
from support.cast import PARTS
from support.permission_table import KEPT_ON_PURPOSE, ROOMS, asked_addresses

pytestmark = pytest.mark.attack
MODULES = {
    "cases_room": None,
    "calls_room": "areas.calls",
    "unusual_use_room": "people.unusual_use",
    "figures_room": "insight.publication",
    "packs_room": "insight.packs",
    "commissioning_room": "areas.commissioning",
    "oversight_room": "areas.oversight",
    "bids_room": "areas.bids",
    "needs_room": "areas.needs",
    "surveys_room": "platform.surveys insight.survey_results",
    "partnerships_room": "areas.partnerships",
    "prevention_room": "areas.prevention",
    "intelligence_room": "areas.intelligence",
    "practices_room": "areas.practices",
    "recommendations_room": "areas.recommendations",
    "reports_room": "areas.reports",
    "bags_room": "people.bags",
    "offers_room": "people.cases.offers",
    "personal_data_room": "people.personal_data",
    "contacts_room": "people.contacts",
    "housing_room": "people.housing",
    "matching_room": "people.matching",
    "money_room": "people.money",
    "recovery_room": "people.recovery",
    "referral_form_room": "people.referral_form",
    "administration_room": "platform.administration",
    "emergencies_room": "people.emergencies",
    "caseload_import_room": "people.caseload_import",
    "information_requests_room": "people.information_requests",
    "justice_room": "people.justice",
    "conferences_room": "people.conferences",
    "deployment_room": "people.deployment",
    "separate_files_room": "people.separate_files",
    "open_referral_room": "directory.open_referral",
    "practitioners_room": "directory.practitioners",
}


@pytest.fixture
def logged(monkeypatch):
    """Every line that any logger writes, with what is said of an error."""
    lines: list[str] = []
    hand_on = logging.Logger.callHandlers

    def keep(self, record):
        error = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
        lines.append(f"{record.getMessage()} {record.__dict__} {error}")
        return hand_on(self, record)

    monkeypatch.setattr(logging.Logger, "callHandlers", keep)
    return lines


@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", MODULES)
def test_nobody_meets_what_the_policy_does_not_open_to_them(name, request, cast, full, logged):
    room, chance = request.getfixturevalue(name), random.Random(name)
    markers = list_markers()
    modules = (MODULES[name] or "").split() or [None]
    everything = (one for module in modules for one in asked_addresses(module, ROOMS))
    listed = [one for one in everything if one.name not in KEPT_ON_PURPOSE]
    target = find_target(room, listed, cast, chance, sorted({marker.text for marker in markers}))
    is_about_people = room.is_about_people and (MODULES[name] or "people").startswith("people")
    attacked = AttackedRoom(name, tuple(markers), room.secrets, room.readers, is_about_people)
    tallies = []
    for part in (*PARTS, None):
        user = getattr(cast, part) if part else None
        tallies.append(attack(Attacker(part, user, attacked, logged), target))
    keep_tallies(name, tallies)
    found = [one for tally in tallies for one in (*tally.leaks, *tally.failures, *tally.acts)]
    assert found == []
    if name == "cases_room":  # else nothing was looked for
        assert {tally.part for tally in tallies if tally.read["sealed text that is open to its reader"]} >= {
            "worker",
            "lead",
        }


def test_no_room_is_left_out():
    assert {module for modules in MODULES.values() for module in (modules or "").split()} == set(ROOMS)
