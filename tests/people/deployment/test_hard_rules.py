"""What keeps a candidate out: each rule by itself, and the moments at which it begins to."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from handrail.directory.practitioners.codes import (
    PractitionerGender,
    PractitionerInformationBarrierSide,
    PractitionerRole,
)
from handrail.people.deployment.rules.facts import DeploymentWish, DeploymentWishKind, PractitionerCertificate
from handrail.people.deployment.rules.hard_rules import DeploymentHardRule, list_hard_rule_exclusions
from handrail.people.deployment.rules.periods import Period
from people.deployment.rule_facts import LIMITS, REQUEST, at, candidate, rota


def rules_of(who, request=REQUEST, limits=LIMITS):
    return [finding.rule for finding in list_hard_rule_exclusions(who, request, limits)]


def test_somebody_who_fits_falls_out_by_no_rule():
    assert rules_of(candidate()) == []


@pytest.mark.parametrize(
    ("rule", "changes", "tag"),
    [
        ("role", {"role": PractitionerRole.ISVA}, "Other role"),
        ("post", {"first_day": datetime.date(2026, 11, 25)}, "Not started"),
        ("post", {"last_day": datetime.date(2026, 11, 23)}, "Left"),
        ("area", {"areas": frozenset({"E23000036"})}, "Other area"),
        ("conflict", {"conflict": "Works on a file of the suspect"}, "Conflict"),
        ("not_wanted", {"is_refused_by_person": True}, "Not wanted"),
        ("declined", {"has_declined": True}, "Said no"),
        ("vetting", {"vetting": ()}, "No vetting"),
        ("vetting", {"vetting": (PractitionerCertificate("rv", None),)}, "No vetting"),
        (
            "vetting",
            {"vetting": (PractitionerCertificate("mv", datetime.date(2026, 10, 31)),)},
            "Vetting ended",
        ),
        ("training", {"trainings": ()}, "No training"),
        (
            "training",
            {"trainings": (PractitionerCertificate("awareness", datetime.date(2026, 11, 23)),)},
            "Training ended",
        ),
        ("availability", {"rota": ()}, "Not on duty"),
        ("weight", {"weight_carried": Decimal("23.5")}, "Over the limit"),
        ("weight", {"weight_carried": Decimal(9), "weight_limit": Decimal(10)}, "Over the limit"),
    ],
)
def test_each_rule_keeps_out_and_says_which(rule, changes, tag):
    (finding,) = list_hard_rule_exclusions(candidate(**changes), REQUEST, LIMITS)
    assert (finding.rule, finding.tag) == (rule, tag)


def test_the_last_day_of_a_post_and_the_limit_itself_still_fit():
    day = datetime.date(2026, 11, 24)
    assert rules_of(candidate(first_day=day, last_day=day, weight_carried=Decimal(23))) == []


def test_a_task_of_one_side_keeps_the_other_out():
    account = replace(REQUEST, side=PractitionerInformationBarrierSide.INVESTIGATION)
    assert rules_of(candidate(), account) == [DeploymentHardRule.SIDE]
    officer = candidate(
        role=PractitionerRole.LIAISON_OFFICER, side=PractitionerInformationBarrierSide.INVESTIGATION
    )
    assert rules_of(officer, account) == []


def test_a_firm_wish_keeps_out_and_another_does_not():
    for kind, value, others in (
        (DeploymentWishKind.GENDER, "woman", {"gender": PractitionerGender.MAN}),
        (DeploymentWishKind.GENDER, "woman", {"gender": PractitionerGender.NOT_SAID}),
        (DeploymentWishKind.NOT_POLICE, "", {"is_police": True}),
        (DeploymentWishKind.NOT_OWN_COMMUNITY, "", {"shares_community": True}),
    ):
        who = candidate(**others)
        firm = replace(REQUEST, wishes=(DeploymentWish(kind, is_firm=True, value=value),))
        assert rules_of(who, firm) == [DeploymentHardRule.WISH]
        assert (
            rules_of(who, replace(REQUEST, wishes=(DeploymentWish(kind, is_firm=False, value=value),))) == []
        )
        assert rules_of(candidate(), firm) == []


def test_a_child_needs_somebody_who_leads_for_children():
    child = replace(REQUEST, is_for_child=True)
    assert rules_of(candidate(), child) == [DeploymentHardRule.CHILD]
    assert rules_of(candidate(skills=frozenset({"child_lead"})), child) == []


def test_vetting_ends_at_midnight_in_london_after_its_last_day():
    """On a night of summer time, where midnight in London is 11pm in UTC."""
    who = candidate(
        vetting=(PractitionerCertificate("nppv3", datetime.date(2026, 7, 31)),),
        trainings=(PractitionerCertificate("awareness", None),),
        rota=(rota("on_duty", at(31, 18, month=7), at(1, 4, month=8)),),
    )
    late = replace(REQUEST, when=Period(at(31, 23, 59, month=7), at(1, 1, month=8)))
    assert rules_of(who, late) == []
    midnight = replace(REQUEST, when=Period(at(1, 0, month=8), at(1, 1, month=8)))
    (finding,) = list_hard_rule_exclusions(who, midnight, LIMITS)
    assert (finding.rule, finding.words) == (DeploymentHardRule.VETTING, "Ended on 31 July 2026.")


def test_on_duty_then_on_call_is_available_and_leave_in_between_is_not():
    spans = [rota("on_duty", at(24, 8), at(24, 17, 30)), rota("on_call", at(24, 17, 30), at(25, 8))]
    assert rules_of(candidate(rota=tuple(spans))) == []
    away = rota("away", at(24, 17, 45), at(24, 19))
    (finding,) = list_hard_rule_exclusions(candidate(rota=(*spans, away)), REQUEST, LIMITS)
    assert (finding.rule, finding.words) == (DeploymentHardRule.AVAILABILITY, "Away until 7pm.")


def test_whoever_is_called_out_or_sent_elsewhere_is_not_free_even_on_duty():
    """On duty from noon to 10pm, needed from 5pm to 6pm."""
    meets = rota("called_out", at(24, 17, 30), at(24, 19))
    (finding, *_) = list_hard_rule_exclusions(
        candidate(rota=(rota("on_duty", at(24, 12), at(24, 22)), meets)), REQUEST, LIMITS
    )
    assert (finding.rule, finding.tag, finding.words) == (
        DeploymentHardRule.AVAILABILITY,
        "Called out",
        "Called out until 7pm.",
    )
    sent = candidate(sent=(Period(at(24, 16), at(24, 17, 15)),))
    (finding,) = list_hard_rule_exclusions(sent, REQUEST, LIMITS)
    assert (finding.rule, finding.tag) == (DeploymentHardRule.AVAILABILITY, "Sent elsewhere")
    assert finding.words == "Asked or sent elsewhere until 5:15pm."
    assert rules_of(candidate(sent=(Period(at(24, 16), at(24, 17)),))) == [], "free again at that moment"


def test_a_night_shift_over_a_change_of_the_clocks_covers_all_of_its_hours():
    """25 October 2026, clocks back: 10pm to 6am is nine hours, and the second 1:30am is within them."""
    night = candidate(rota=(rota("on_duty", at(24, 22, month=10), at(25, 6, month=10)),))
    assert night.rota[0].period.length == datetime.timedelta(hours=9)
    second_half_past_one = at(25, 1, 30, month=10).replace(fold=1)
    when = Period(second_half_past_one, at(25, 2, 30, month=10))
    assert when.length == datetime.timedelta(hours=1)
    assert rules_of(night, replace(REQUEST, when=when)) == []
    first = Period(at(25, 1, 30, month=10), at(25, 2, 30, month=10))
    assert first.length == datetime.timedelta(hours=2)


def test_called_out_in_the_night_says_until_when_they_rest_and_may_be_overridden():
    """Called out from 2am to 10am: 11 hours end at 9pm."""
    who = candidate(
        rota=(
            rota("called_out", at(24, 2), at(24, 10)),
            rota("on_call", at(24, 12), at(25, 12)),
        )
    )
    (finding,) = list_hard_rule_exclusions(who, REQUEST, LIMITS)
    assert (finding.rule, finding.tag) == (DeploymentHardRule.REST, "Rest until 9pm")
    assert finding.words == "Called out, then 11 hours’ rest."
    assert finding.is_overridable
