"""Every measure on three written histories. What is expected was worked out from the histories below, line by line.

Ana, an adult woman in Lincolnshire, goes the whole way. Bo, a boy in Lincolnshire, goes missing and comes back to the
NRM. Cy, an adult woman in Norfolk, says no to the NRM. Nothing after 24 November 2026 has happened yet.
"""

import datetime
import shutil
from collections import Counter
from importlib.util import find_spec

import pytest

from handrail.insight.facts.case_history import (
    AgencyAttendanceAtConferenceMeeting,
    BasisReviewOfConference,
    CaseHistory,
    CodedHesitation,
    ConferenceActionUndertaken,
    ConferenceMet,
    ConferenceRequested,
    ConsentQuestionAnswer,
    CrimeOutcome,
    ExplainedOptionWithAnswer,
    FundPaymentMade,
    InvestigationTriageDecision,
    JointVisitRecorded,
    NamedContactRequest,
    NeedOpened,
    OfferMade,
    OutcomeSelfRating,
    PractitionerDeploymentFeedback,
    ProviderAnswer,
    SuspectStepTaken,
    UncorrectedCaseEvent,
    UnsuitableNight,
)
from handrail.insight.facts.fact_database import FactDatabase
from handrail.insight.facts.fact_derivation import derive_case_facts
from handrail.insight.measures.breakdowns import SHARE
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.measures.engines import count_facts
from handrail.people.justice.rules.rights_in_time import CountedEntitlement

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LINCOLNSHIRE, NORFOLK = "E23000020", "E23000024"


def day(text):
    """“02-14” is 14 February 2026."""
    return datetime.date.fromisoformat(f"2026-{text}")


def at(text, hour):
    return datetime.datetime.fromisoformat(f"2026-{text}T{hour}:00+00:00")


def happened(phase, **days):
    """Events of one phase; a referral's number follows the day after a slash."""
    return [
        UncorrectedCaseEvent(code.rstrip("_"), day(on[:5]), phase, int(on[6:] or 0))
        for code, on in days.items()
    ]


def met(on, result, hours, minutes=0, **more):
    """A meeting of a conference, so long after they were identified and had agreed."""
    return ConferenceMet(day(on), result, datetime.timedelta(hours=hours, minutes=minutes), **more)


def right(number, holder, *, due="", started="01-20", answer="", done="", asked=True, enhanced=True):
    """A right that came, and what is known of it."""
    return CountedEntitlement(
        number,
        holder,
        day(due) if due else None,
        day(started),
        answer,
        day(done) if done else None,
        asked,
        False,
        enhanced,
    )


ANA = CaseHistory(
    "ana", day("01-05"), LINCOLNSHIRE, "adult", "female", "yes",
    language="other", exploitation="labour", sector="farms", region="europe", referrer="police",
    district="not_known", contact="navigator",
    events=[
        *happened("before", identified="01-03", place_of_safety_entered="01-04"),
        *happened(
            "during", nrm_referred="01-09/1", local_support_started="01-12", rg_positive="01-14/1",
            crime_recorded="01-20", national_support_started="01-20", liaison_named="01-21",
            victim_informed="02-02", conference_consent_given="02-14", conference_held="02-16",
            conference_held_="04-20", charged="03-10", convicted="09-01",
            cg_positive="11-02/1", duty_to_notify_sent="11-30",
        ),
    ],
    consents=[
        ConsentQuestionAnswer("nrm", "undecided", day("01-05")), ConsentQuestionAnswer("nrm", "yes", day("01-06")),
        ConsentQuestionAnswer("sharing", "yes", day("01-06")),
        ConsentQuestionAnswer("sharing", "withdrawn", day("05-04")),
        ConsentQuestionAnswer("local_support", "yes", day("01-08")),
        ConsentQuestionAnswer("national_support", "yes", day("01-08")),
        ConsentQuestionAnswer("channel", "yes", day("01-08")),
    ],
    contacts=[day("03-30"), day("01-04"), day("06-30")],
    needs=[NeedOpened("place", day("01-05"), day("01-10")), NeedOpened("english", day("01-05"), None)],
    offers=[
        OfferMade("place", day("01-05"), "before", "accepted", day("01-06")),
        OfferMade("english", day("02-02"), "during", "declined", day("02-20")),
    ],
    provider_answers=[ProviderAnswer("place", day("01-06"), "before", "accepted", "")],
    nights=[UnsuitableNight(day("01-05"), "mixed"), UnsuitableNight(day("01-06"), "mixed")],
    hesitations=[
        CodedHesitation("police", day("01-15"), "no_trust"),
        CodedHesitation("support", day("02-10"), "shame"),
    ],
    changes=[CodedHesitation("police", day("03-01"), "met_the_police")],
    choices=[
        ExplainedOptionWithAnswer("police", day("01-06"), "undecided"),
        ExplainedOptionWithAnswer("nrm", day("01-06"), "yes"),
        ExplainedOptionWithAnswer("police", day("03-01"), "yes"),
    ],
    payments=[FundPaymentMade(day("01-05"), 3_000)],
    starts=[day("01-12")], outcomes=[day("02-01"), day("08-03")],
    placings=[OutcomeSelfRating("housing", day("02-01"), 2), OutcomeSelfRating("housing", day("08-03"), 4)],
    contact_requests=[NamedContactRequest(at("01-03", "10:00"), at("01-03", "10:50"), (day("01-04"),))],
    deployment_feedback=[
        PractitionerDeploymentFeedback(day("01-04"), "person", "helped"),
        PractitionerDeploymentFeedback(day("01-04"), "practitioner", "partly"),
    ],
    triage=[
        InvestigationTriageDecision(day("01-19"),
        "develop", "no_line"),
        InvestigationTriageDecision(day("02-09"),
        "investigate", "evidence"),
    ],
    # Two are charged in March; the first is convicted and sentenced, the second stopped. Of a third nothing is decided.
    suspect_steps=[
        SuspectStepTaken(day("03-10"), 1, "charged"), SuspectStepTaken(day("03-12"), 2, "charged"),
        SuspectStepTaken(day("09-01"), 1, "convicted"), SuspectStepTaken(day("09-20"), 1, "sentenced"),
        SuspectStepTaken(day("09-02"), 2, "discontinued"), SuspectStepTaken(day("02-02"), 3, "suspect_released"),
    ],
    # Two of right 6 and one of right 4 in January; needs assessed by the end of March; one is not due by 24 November.
    rights=[
        right("6", "police", due="01-22", answer="done", done="01-22"),
        right("6", "police", due="01-23", answer="done", done="01-26"),
        right("4", "police", due="01-22", answer="declined"),
        right("4", "police", started="01-20", answer="not_possible"),
        right("8", "witness_care", due="11-24"),
    ],
    # The first is not quorate, then held at 48 hours to the minute; the second is late.
    conferences=[
        ConferenceRequested(
            day("02-14"), "charity", "consent", ("unsafe", "exploiter"), "accepted", participation="represented",
            meetings=(
                met("02-15", "not_quorate", 30), met("02-16", "held", 48, moves=((day("02-15"), "interpreter"),)),
            ),
        ),
        ConferenceRequested(
            day("04-17"), "police", "life", ("judgement",), "accepted", is_repeat=True, moved=("in",),
            meetings=(met("04-20", "held", 72, 1, late_reason="agencies"),),
            # Reviewed on its day, then a day late; the third is past and was not made; the fourth is to come.
            reviews=(
                BasisReviewOfConference(day("04-24"), day("04-24")),
                BasisReviewOfConference(day("05-08"), day("05-09")),
                BasisReviewOfConference(day("11-23"), None), BasisReviewOfConference(day("11-24"), None),
            ),
        ),
    ],
    place_nights={day("02-15"): "hotel", day("02-16"): "flat"},
    # At the first meeting the council came and police sent a report; of the second, police came by a deputy.
    attendance=[
        AgencyAttendanceAtConferenceMeeting(day("02-16"), "adults", "present"),
        AgencyAttendanceAtConferenceMeeting(day("02-16"), "police", "report"),
        AgencyAttendanceAtConferenceMeeting(day("04-20"), "police", "deputy"),
        AgencyAttendanceAtConferenceMeeting(day("04-20"), "health", "absent"),
    ],
    # Done on its last day, done a day late, still open after it, not done; the last is not due and has not ended.
    agreed_actions=[
        ConferenceActionUndertaken(day("02-20"), "adults", "done", day("02-20")),
        ConferenceActionUndertaken(day("02-20"), "police", "done", day("02-21")),
        ConferenceActionUndertaken(day("11-23"), "police", "", None),
        ConferenceActionUndertaken(day("03-01"), "health", "not_done", day("02-28")),
        ConferenceActionUndertaken(day("11-24"), "housing", "", None),
    ],
)  # fmt: skip
BO = CaseHistory(
    "bo", day("02-02"), LINCOLNSHIRE, "child", "male", "not_known",
    language="english", exploitation="criminal", sector="drugs", region="uk", referrer="council",
    district="west-lindsey-district-council", contact="other",
    events=[
        *happened("before", exploitation_ended="02-01", identified="02-02"),
        *happened(
            "during", nrm_referred="02-20/1", not_investigated="02-25", went_missing="03-03", found="03-09",
            rg_negative="03-30/1",
        ),
        *happened("during", exploitation_ended="03-08"),
        *happened(
            "during", nrm_referred="05-10/2", rg_positive="05-12/2", cg_negative="06-15/2", nrm_withdrawn="07-01",
            stay_consent_given="08-01",
        ),
    ],
    consents=[ConsentQuestionAnswer("local_support", "no", day("02-10"))],
    contacts=[day("02-12")],
    needs=[NeedOpened("health", day("02-03"), day("06-10"))],
    offers=[OfferMade("health", day("03-02"), "during", "none_yet", None)],
    provider_answers=[ProviderAnswer("health", day("03-10"), "during", "declined", "full")],
    hesitations=[CodedHesitation("police", day("02-20"), "reprisal")],
    disputes=[day("02-14")],
    placings=[OutcomeSelfRating("safety", day("03-01"), 3), OutcomeSelfRating("safety", day("04-01"), 3)],
    contact_requests=[NamedContactRequest(at("02-02", "22:00"), None, (day("02-06"),))],
    deployment_feedback=[PractitionerDeploymentFeedback(day("02-06"), "person", "not")],
)  # fmt: skip
CY = CaseHistory(
    "cy", day("02-10"), NORFOLK, "adult", "female", "no",
    language="not_known", exploitation="sexual", sector="sex", region="e_asia", referrer="charity",
    district="not_known", contact="liaison_officer",
    events=[
        *happened("before", identified="02-08"),
        *happened(
            "outside", duty_to_notify_sent="02-13", place_of_safety_entered="02-14", crime_recorded="02-15",
            local_support_started="02-21", no_charge_decided="04-20",
        ),
    ],
    consents=[
        ConsentQuestionAnswer("nrm", "no", day("02-12")), ConsentQuestionAnswer("national_support", "no", day("03-01")),
    ],
    contacts=[day("02-11"), day("05-01")],
    needs=[NeedOpened("money", day("02-12"), None)],
    hesitations=[CodedHesitation("nrm", day("02-11"), "language")],
    choices=[ExplainedOptionWithAnswer("services", day("02-20"), "no")],
    payments=[FundPaymentMade(day("02-20"), 30_000), FundPaymentMade(day("02-13"), 12_000)],
    contact_requests=[NamedContactRequest(at("02-08", "08:00"), at("02-08", "12:30"))],
    triage=[InvestigationTriageDecision(day("02-16"), "no_action", "wish")],
    suspect_steps=[SuspectStepTaken(day("04-20"), 1, "no_charge_decided")],
    conferences=[
        ConferenceRequested(day("02-12"), "council", "safeguarding", ("no_roof",), "returned"),
        ConferenceRequested(
            day("02-13"), "charity", "consent", ("thinking",), "accepted", moved=("out",), participation="attend",
            meetings=(met("02-14", "held", 20),),
        ),
    ],
    rights=[
        right("3", "police", started="02-15"),
        right("8", "courts", due="04-27", asked=False, enhanced=False),
        right("9", "witness_care", due="05-01", answer="withheld", enhanced=False),
    ],
    police_outcomes=[CrimeOutcome(day("04-20"), "evid_with"), CrimeOutcome(day("04-22"), "no_suspect")],
    # Not in, seen alone with two offers, seen with somebody there; seen alone counts of the two alone.
    visits=[
        JointVisitRecorded(day("03-02"), "not_in", False),
        JointVisitRecorded(day("03-09"), "made", True, (("nrm", "declined"), ("bed", "accepted"))),
        JointVisitRecorded(day("04-06"), "made", False, (("lawyer", "undecided"),)),
    ],
)  # fmt: skip
PEOPLE = {each.pseudonym: each for each in (ANA, BO, CY)}

# measure: who, in which month, and the parts that are not plain in who they are. “+” and “-”: within the share or not.
EXPECTED = """
identified: ana 01, bo 02, cy 02
referred: ana 01, bo 02, bo 05
referred-in-a-week: ana 01 +, bo 02 -, bo 05 -
returned: bo 05
duty-to-notify: cy 02
no-recourse: ana 01 -, bo 02 -, cy 02 +
reached-in-two-days: ana 01 +, bo 02 -, cy 02 -
nrm-agreed: ana 01
nrm-declined: cy 02 no_reason=language
nrm-undecided: ana 01
left-nrm: bo 07
local-support-agreed: ana 01 +, bo 02 -
national-support-agreed: ana 01 +, cy 03 -
sharing-agreed: ana 01 +, ana 05 -
stay-agreed: bo 08 +
consent-taken-back: ana 05 matter=sharing
held-back: ana 01 doubt=no_trust about=police, ana 02 doubt=shame about=support, bo 02 doubt=reprisal about=police,
 cy 02 doubt=language about=nrm
mind-changed: ana 03 cause=met_the_police
reasonable-grounds: ana 01 +, bo 03 -, bo 05 +
reasonable-grounds-in-a-week: ana 01 +, bo 03 -, bo 05 +
conclusive-grounds: ana 11 +, bo 06 -
conclusive-grounds-in-a-year: ana 11 +, bo 06 +
needs: ana 01 need=english phase=before need_phase=english.before, bo 02 need=health phase=before
 need_phase=health.before, cy 02 need=money phase=before need_phase=money.before
needs-met: ana 01 need=place, bo 06 need=health
needs-unmet: ana 04 need=english phase=during need_phase=english.during district_phase=not_known.during,
 bo 05 need=health phase=during need_phase=health.during district_phase=west-lindsey-district-council.during,
 cy 05 need=money phase=outside need_phase=money.outside district_phase=not_known.outside
offers: ana 01 need=place phase=before, ana 02 need=english phase=during, bo 03 need=health phase=during
offers-answered: ana 01 + need=place phase=before, ana 02 - need=english phase=during
offers-declined: ana 02 need=english phase=during declined_why=shame
offers-unanswered: ana 02 need=english phase=during, bo 03 need=health phase=during
providers-declined: bo 03 provider_reason=full need=health
local-support: ana 01, cy 02
national-support: ana 01
paid-for: ana 01 pounds=pounds_50, cy 02 pounds=pounds_250
outcomes-changed: bo 04 - outcome=safety, ana 08 + outcome=housing
engaged-support: ana 04 after=months_3, ana 07 after=months_6, cy 05 after=months_3
safe-place-in-a-day: ana 01 +, cy 02 -
unsuitable-nights: ana 01 unsuitable=mixed nights=nights_7
missing: bo 03 phase=during
found-again: bo 03
exploited-again: bo 03 phase=during
responsibility-disputed: bo 02
crime-recorded: ana 01, cy 02
not-investigated: bo 02
investigations-open: ana 07 after=months_6
investigations-closed: ana 09 how_closed=convicted, cy 04 how_closed=no_charge
engagement-by-contact: ana 07 engagement=engaged contact_engagement=navigator.engaged
choice-about-police: ana 01 chosen=undecided, ana 03 chosen=yes
choice-about-nrm: ana 01 chosen=yes
choice-about-services: cy 02 chosen=no
engaged-investigation: ana 04 after=months_3, ana 07 after=months_6
told-by-police: ana 02
liaison-named: ana 01
charged: ana 03
conferences: ana 02, ana 04
conferences-agreed: ana 02
conferences-in-time: ana 02 +, ana 04 -
triage-decisions: ana 01 triaged=develop triaged_why=no_line triaged_triaged_why=develop.no_line,
 ana 02 triaged=investigate triaged_why=evidence triaged_triaged_why=investigate.evidence,
 cy 02 triaged=no_action triaged_why=wish triaged_triaged_why=no_action.wish
suspects-decided: ana 03 + decision=charged, ana 03 + decision=charged, cy 04 - decision=no_charge
police-outcomes: cy 04 outcome_group=evid_with, cy 04 outcome_group=no_suspect
defendants-completed: ana 09 + completion=convicted, ana 09 - completion=stopped
rights-due: ana 01 duty=6_police given=in_time duty_given=6_police.in_time level=enhanced,
 ana 01 duty=6_police given=late duty_given=6_police.late level=enhanced,
 ana 01 duty=4_police given=declined duty_given=4_police.declined level=enhanced,
 ana 03 duty=4_police given=explained duty_given=4_police.explained level=enhanced,
 cy 03 duty=3_police given=unexplained duty_given=3_police.unexplained level=enhanced,
 cy 04 duty=8_courts given=unknown duty_given=8_courts.unknown level=standard,
 cy 05 duty=9_witness_care given=withheld duty_given=9_witness_care.withheld level=standard
rights-in-time: ana 01 + duty=6_police, ana 01 - duty=6_police, ana 03 - duty=4_police, cy 03 - duty=3_police,
 cy 04 - duty=8_courts
conference-requests: ana 02 - asked_by=charity basis=consent asked_by_basis=charity.consent,
 ana 04 + asked_by=police basis=life asked_by_basis=police.life,
 cy 02 - asked_by=council basis=safeguarding asked_by_basis=council.safeguarding,
 cy 02 - asked_by=charity basis=consent asked_by_basis=charity.consent
conference-grounds: ana 02 asked_by=charity ground=unsafe asked_by_ground=charity.unsafe,
 ana 02 asked_by=charity ground=exploiter asked_by_ground=charity.exploiter,
 ana 04 asked_by=police ground=judgement asked_by_ground=police.judgement,
 cy 02 asked_by=council ground=no_roof asked_by_ground=council.no_roof,
 cy 02 asked_by=charity ground=thinking asked_by_ground=charity.thinking
conference-answers: ana 02 + conference_answer=accepted, ana 04 + conference_answer=accepted,
 cy 02 - conference_answer=returned, cy 02 + conference_answer=accepted
conference-hours: ana 02 + conference_hours=hours_48, ana 04 - conference_hours=longer,
 cy 02 + conference_hours=hours_24
conference-quorum: ana 02 -, ana 02 +, ana 04 +, cy 02 +
conference-person: ana 02 + participation=represented, ana 04 - participation=not_known,
 cy 02 + participation=attend
conference-roof: ana 02 + roof=before roof_kind=flat, ana 04 + roof=before roof_kind=none,
 cy 02 + roof=that_day roof_kind=none
conference-delays: ana 02 delay=interpreter, ana 02 delay=not_quorate, ana 04 delay=agencies
conference-reviews: ana 04 + reviewed=in_time, ana 05 - reviewed=late, ana 11 - reviewed=overdue
conference-after: ana 05 + after_conference=none, ana 07 + after_conference=none,
 cy 05 - after_conference=local_support
conference-transfers: ana 04 moved=in, cy 02 moved=out
conference-attendance: ana 02 + agency=adults attended=present agency_attended=adults.present,
 ana 02 - agency=police attended=report agency_attended=police.report,
 ana 04 + agency=police attended=deputy agency_attended=police.deputy,
 ana 04 - agency=health attended=absent agency_attended=health.absent
conference-actions: ana 02 + agency=adults action_end=in_time agency_action_end=adults.in_time,
 ana 02 - agency=police action_end=late agency_action_end=police.late,
 ana 11 - agency=police action_end=overdue agency_action_end=police.overdue,
 ana 03 - agency=health action_end=not_done agency_action_end=health.not_done
joint-visits: cy 03 visit_result=not_in, cy 03 visit_result=made, cy 04 visit_result=made
joint-visits-seen-alone: cy 03 +, cy 04 -
joint-visit-offers: cy 03 - visit_offer=nrm visit_answer=declined visit_offer_visit_answer=nrm.declined,
 cy 03 + visit_offer=bed visit_answer=accepted visit_offer_visit_answer=bed.accepted,
 cy 04 - visit_offer=lawyer visit_answer=undecided visit_offer_visit_answer=lawyer.undecided
deployed-in-a-day: ana 01 +, bo 02 -
deployment-feedback-person: ana 01 +, bo 02 -
deployment-feedback-practitioner: ana 01 -
hours-without-contact: ana 01 + hours=hours_1, bo 02 - hours=later, cy 02 - hours=hours_24
take-up: ana 05 step=result step_reason=result.none step_need=result.place step_language=result.other
 step_phase=result.before step_referrer=result.police step_waited=result.days_2, bo 06 step=offered
 step_reason=offered.no_answer step_need=offered.health step_language=offered.english step_phase=offered.during
 step_referrer=offered.council step_waited=offered.days_14, cy 06 step=started step_reason=started.open
 step_need=started.money step_language=started.not_known step_phase=started.before step_referrer=started.charity
 step_waited=started.days_2
"""


def read_expected():
    """Cells with their numbers, of the table above."""
    cells = Counter()
    by_key = {measure.key: measure for measure in MEASURES}
    for line in EXPECTED.replace("\n ", " ").strip().splitlines():
        key, _, lines = line.partition(": ")
        for told in lines.split(", "):
            who, month, *rest = told.split()
            person = PEOPLE[who]
            values = dict(part.split("=") for part in rest if "=" in part)
            place = (key, f"2026-{month}", person.area)
            cells[(*place, "", "")] += 1
            if by_key[key].share:
                cells[(*place, SHARE, "within" if "+" in rest else "rest")] += 1
            for breakdown in by_key[key].by:
                value = values.pop(breakdown.code, None) or getattr(person, breakdown.code)
                cells[(*place, breakdown.code, value)] += 1
            assert not values, told
    return dict(cells)


def is_there(engine, on_postgres):
    return {
        "duckdb": True,
        "postgresql": on_postgres,
        "clickhouse": find_spec("chdb") is not None,
        "spark": find_spec("pyspark") is not None and shutil.which("java") is not None,
    }[engine]


@pytest.mark.parametrize("engine", ["duckdb", "postgresql", "clickhouse", "spark"])
def test_every_measure_counts_the_worked_set_as_by_hand_on_every_engine(engine, on_postgres):
    if not is_there(engine, on_postgres):
        pytest.skip(f"{engine} is not on this machine: make test-engines brings it")
    expected = read_expected()
    assert {key for key, *_ in expected} == {measure.key for measure in MEASURES}
    with FactDatabase() as database:
        for history in PEOPLE.values():
            database.add_facts(derive_case_facts(history, day("11-24")))
        cells = count_facts(database, MEASURES, "2026-01", "2026-12", engine=engine)
    assert {tuple(cell[:5]): cell.people for cell in cells} == expected
