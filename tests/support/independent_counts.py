"""People by month for every measure, by queries that share no line with the exporter or the engines."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.utils.timezone import localdate

from handrail.people.cases.offers.models import Referral
from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceActionEnd,
    ConferenceBasisReview,
    ConferenceEnding,
    ConferenceMeeting,
    JointVisit,
    MeetingAttendance,
    MeetingMove,
    VisitOffer,
)
from handrail.people.contacts.models import Contact
from handrail.people.deployment.models import Deployment, DeploymentRequest, InformedChoice
from handrail.people.housing.models import Dispute, Stay, StayNight
from handrail.people.justice.models import ContractItem, PoliceOutcome, SuspectStep, TriageDecision
from handrail.people.justice.rules.entitlements import list_entitlements
from handrail.people.money.models import FundRequest
from handrail.people.records.models import Case, Consent, Event, Need, Offer
from handrail.people.recovery.models import ChangeCause, HesitationReason, OutcomeReview
from handrail.platform.kernel.dates import add_months

ENDS = {"no_charge_decided", "discontinued", "acquitted", "convicted"}
ASKED = {"nrm": "", "local_support": "local-support-agreed", "national_support": "national-support-agreed"}


def count_people_by_month(until):
    """Months up to “2026-10”: each measure's whole, by its key. Suspects and rights count each, people once a month."""
    told = {}
    parts = (
        _of_events,
        _of_words,
        _of_needs_and_offers,
        _of_places_and_money,
        _of_later_days,
        _of_criminal_cases,
        _of_conferences,
    )
    for part in parts:
        told |= part(_days_of_events())
    return {
        key: {
            month: n
            for month, n in sorted(
                Counter(month for _, month in {(case, f"{on:%Y-%m}") for case, on in rows}).items()
            )
            if month <= until
        }
        for key, rows in told.items()
    }


def _days_of_events():
    rows = list(Event.objects.values_list("case_id", "event", "at", "pk", "supersedes_id"))
    gone = {superseded for *_, superseded in rows}
    days = defaultdict(lambda: defaultdict(list))
    for case, code, at, pk, _ in rows:
        if pk not in gone:
            days[code][case].append(at)
    return days


def _rows(days, *codes):
    return [(case, on) for code in codes for case, some in days[code].items() for on in some]


def _opened():
    return {
        case: localdate(at)
        for case, at in Case.objects.exclude(closed_because="erased").values_list("pk", "opened_at")
    }


def _identified(days):
    return {case: min(days["identified"].get(case, [on])) for case, on in _opened().items()}


def _of_events(days):
    identified, referred = _identified(days), days["nrm_referred"]

    def since(code):
        return [(case, on) for case, on in _rows(days, code) if on >= identified[case]]

    def decided(step):
        rows = _rows(days, f"{step}_positive", f"{step}_negative")
        return rows, [(case, on) for case, on in rows if any(at <= on for at in referred.get(case, ()))]

    (rg, rg_known), (cg, cg_known) = decided("rg"), decided("cg")
    same = {
        "duty-to-notify": "duty_to_notify_sent", "left-nrm": "nrm_withdrawn", "local-support": "local_support_started",
        "national-support": "national_support_started", "missing": "went_missing", "found-again": "found",
        "crime-recorded": "crime_recorded", "not-investigated": "not_investigated", "liaison-named": "liaison_named",
        "charged": "charged", "conferences": "conference_held", "told-by-police": "victim_informed",
        "referred": "nrm_referred", "conferences-agreed": "conference_consent_given",
    }  # fmt: skip
    return {key: _rows(days, code) for key, code in same.items()} | {
        "identified": identified.items(),
        "no-recourse": identified.items(),
        "referred-in-a-week": since("nrm_referred"),
        "returned": [(case, on) for case, some in referred.items() for on in sorted(some)[1:]],
        "reasonable-grounds": rg,
        "reasonable-grounds-in-a-week": rg_known,
        "conclusive-grounds": cg,
        "conclusive-grounds-in-a-year": cg_known,
        "safe-place-in-a-day": since("place_of_safety_entered"),
        "conferences-in-time": since("conference_held"),
        "stay-agreed": _rows(days, "stay_consent_given", "stay_consent_declined"),
        "investigations-closed": _rows(days, *ENDS),
        "exploited-again": [
            (case, on) for case, some in days["exploitation_ended"].items() for on in sorted(set(some))[1:]
        ],
    }


def _of_words(days):
    answers = list(Consent.objects.values_list("case_id", "matter", "said", "asked_on"))

    def asked(matter, *said):
        return [
            (case, on) for case, m, answer, on in answers if m == matter and answer in (said or (answer,))
        ]

    reasons = HesitationReason.objects.filter(hesitation__withdrawn_at=None)
    causes = ChangeCause.objects.filter(change__withdrawn_at=None)
    placed = defaultdict(list)
    for case, outcome, on in (
        OutcomeReview.objects.exclude(placed=None).order_by("on").values_list("case_id", "outcome", "on")
    ):
        placed[case, outcome].append(on)
    return {
        "nrm-agreed": asked("nrm", "yes"),
        "nrm-declined": asked("nrm", "no"),
        "nrm-undecided": asked("nrm", "undecided"),
        "local-support-agreed": asked("local_support"),
        "national-support-agreed": asked("national_support"),
        "sharing-agreed": asked("sharing"),
        "consent-taken-back": [row for m in (*ASKED, "sharing") for row in asked(m, "withdrawn")],
        "held-back": reasons.values_list("hesitation__case_id", "hesitation__on"),
        "mind-changed": causes.values_list("change__hesitation__case_id", "change__on"),
        "outcomes-changed": [(case, on) for (case, _), some in placed.items() for on in some[1:]],
    } | {
        f"choice-about-{option}": [
            (row.case_id, row.explained_on)
            for row in InformedChoice.objects.all()
            if getattr(row, option) != "not_explained"
        ]
        for option in ("police", "nrm", "services")
    }


def _of_needs_and_offers(days):
    needs = list(Need.objects.values_list("case_id", "opened_on", "met_on"))
    offers = list(Offer.objects.values_list("case_id", "offered_on", "answered_on", "answer"))
    late, very_late = timedelta(days=14), timedelta(days=90)
    today = localdate()
    declined = Referral.objects.filter(answered_at__isnull=False, answer="declined")
    return {
        "needs": [(case, on) for case, on, _ in needs],
        "needs-met": [(case, met) for case, _, met in needs if met],
        "needs-unmet": [
            (case, on + very_late) for case, on, met in needs
            if on + very_late <= min(met - timedelta(days=1) if met else today, today)
        ],
        "offers": [(case, on) for case, on, *_ in offers],
        "offers-answered": [(case, answered) for case, _, answered, _ in offers if answered],
        "offers-declined": [(case, on) for case, _, on, answer in offers if on and answer == "declined"],
        "offers-unanswered": [
            (case, on + late) for case, on, answered, _ in offers
            if on + late <= min(answered - timedelta(days=1) if answered else today, today)
        ],
        "providers-declined": [(row.case_id, localdate(row.answered_at)) for row in declined],
    }  # fmt: skip


def _of_places_and_money(days):
    case_of = {stay.booking_id: stay.case_id for stay in Stay.objects.all()}
    nights = StayNight.objects.select_related("booking").exclude(booking__unsuitable_from=None)
    return {
        "unsuitable-nights": [
            (case_of[each.booking_id], each.night) for each in nights
            if each.booking.unsuitable_from <= each.night <= localdate()
        ],
        "responsibility-disputed": [(each.case_id, localdate(each.opened_at)) for each in Dispute.objects.all()],
        "paid-for": [
            (each.case_id, localdate(each.bought_at)) for each in FundRequest.objects.exclude(bought_at=None)
        ],
    }  # fmt: skip


def _of_later_days(days):
    opened, identified, today = _opened(), _identified(days), localdate()
    held = defaultdict(list)
    for case, on in Contact.objects.filter(state="held").values_list("case_id", "on"):
        held[case].append(on)
    closed = {
        case: localdate(at)
        for case, at in Case.objects.exclude(closed_at=None).values_list("pk", "closed_at")
    }
    doubts, changes = defaultdict(list), defaultdict(list)
    reasons = HesitationReason.objects.filter(hesitation__withdrawn_at=None, hesitation__about="police")
    for case, on in reasons.values_list("hesitation__case_id", "hesitation__on"):
        doubts[case].append(on)
    causes = ChangeCause.objects.filter(change__withdrawn_at=None, change__hesitation__about="police")
    for case, on in causes.values_list("change__hesitation__case_id", "change__on"):
        changes[case].append(on)

    def is_open(case, on):
        begun = [each for each in days["crime_recorded"].get(case, ()) if each <= on]
        over = [
            each for code in (*ENDS, "not_investigated") for each in days[code].get(case, ()) if each <= on
        ]
        return bool(begun) and max(begun) > max(over, default=begun[0] - timedelta(days=1))

    def goes_along(case, on):
        said = [(day, 0) for day in doubts[case] if day <= on] + [
            (day, 1) for day in changes[case] if day <= on
        ]
        return is_open(case, on) and bool(max(said, default=(on, 1))[1])

    def looked(months, holds):
        rows = [(case, add_months(on, each)) for case, on in opened.items() for each in months]
        return [(case, on) for case, on in rows if on <= today and holds(case, on)]

    first_crime = {case: min(some) for case, some in days["crime_recorded"].items()}
    requests = DeploymentRequest.objects.exclude(state="withdrawn")
    gaps = []
    for each in requests:
        named = [moment for moment in (each.met_at, each.interim_since) if moment]
        gaps.append((each.case_id, localdate(min([*named, each.raised_at + timedelta(days=1)]))))
    return {
        "reached-in-two-days": [(case, min(some)) for case, some in held.items() if min(some) >= identified[case]],
        "take-up": looked([4], lambda case, on: True),
        "engaged-support": looked(
            [3, 6, 12],
            lambda case, on: (
                not (case in closed and closed[case] <= on)
                and any(on - timedelta(days=31) <= each <= on for each in held[case])
            ),
        ),
        "engaged-investigation": looked([3, 6, 12], goes_along),
        "investigations-open": [
            (case, add_months(on, each)) for case, on in first_crime.items() for each in (6, 12)
            if add_months(on, each) <= today and is_open(case, add_months(on, each))
        ],
        "engagement-by-contact": [
            (case, add_months(on, 6)) for case, on in first_crime.items()
            if add_months(on, 6) <= today and is_open(case, add_months(on, 6))
        ],
        "deployed-in-a-day": [
            (each.case_id, localdate(each.arrived_at)) for each in Deployment.objects.exclude(arrived_at=None)
        ],
        "deployment-feedback-person": [
            (each.case_id, localdate(each.arrived_at or each.ended_at))
            for each in Deployment.objects.exclude(person_feedback="not_asked")
        ],
        "deployment-feedback-practitioner": [
            (each.case_id, localdate(each.arrived_at or each.ended_at))
            for each in Deployment.objects.exclude(practitioner_feedback="not_asked")
        ],
        "hours-without-contact": [(case, on) for case, on in gaps if on <= today],
    }  # fmt: skip


def _of_criminal_cases(days):
    """Each suspect and each right has a name of its own here, so that two of one person are two."""
    events = {
        pk: row for pk, *row in Event.objects.values_list("pk", "case_id", "event", "at", "supersedes_id")
    }
    gone = {superseded for *_, superseded in events.values()}
    numbers = dict(SuspectStep.objects.values_list("event_id", "number"))

    def number_of(pk):
        while pk is not None and pk not in numbers:
            pk = events[pk][3]
        return numbers.get(pk)

    steps = defaultdict(list)
    for pk, (case, code, at, _) in events.items():
        if pk not in gone and number_of(pk) is not None:
            steps[case, number_of(pk)].append((at, code))

    def first(suspect, codes, since=None):
        return min(
            (at for at, code in steps[suspect] if code in codes and (not since or at >= since)), default=None
        )

    decided = {one: first(one, {"charged", "no_charge_decided", "out_of_court_disposal"}) for one in steps}
    charged = {one: first(one, {"charged"}) for one in steps}
    completed = {
        one: first(one, {"convicted", "acquitted", "discontinued"}, since=on)
        for one, on in charged.items()
        if on
    }
    no_right = {row.code for row in list_entitlements() if row.ours} | {"5.2", "6.6", "6.6.latest", "6.7"}
    rights = []
    for item in ContractItem.objects.filter(is_current=True):
        quarter = item.started.replace(month=(item.started.month - 1) // 3 * 3 + 1, day=1)
        last = item.due_on or add_months(quarter, 3) - timedelta(days=1)
        if item.entitlement not in no_right and (
            item.given_answer not in ("", "not_yet") or last < localdate()
        ):
            rights.append((item, last))
    return {
        "police-outcomes": [
            ((row.case_id, row.number), row.on)
            for row in PoliceOutcome.objects.all()
            if not PoliceOutcome.objects.filter(case=row.case_id, number=row.number, pk__gt=row.pk).exists()
        ],
        "triage-decisions": TriageDecision.objects.values_list("case_id", "on"),
        "suspects-decided": [(one, on) for one, on in decided.items() if on],
        "defendants-completed": [(one, on) for one, on in completed.items() if on],
        "rights-due": [(item.pk, on) for item, on in rights],
        "rights-in-time": [
            (item.pk, on) for item, on in rights if item.given_answer not in ("declined", "withheld")
        ],
    }


def _of_conferences(days):
    """Each agency at a meeting, each action, visit and offer has a name of its own here."""
    met = {row.pk: localdate(row.starts_at) for row in ConferenceMeeting.objects.all()}
    ended = set(ConferenceActionEnd.objects.values_list("action_id", flat=True))
    visits = {row.pk: row for row in JointVisit.objects.exclude(recorded_at=None)}
    on = {pk: localdate(row.planned_at) for pk, row in visits.items()}
    asked = {row.pk: localdate(row.asked_at) for row in Conference.objects.all()}
    recorded = [row for row in ConferenceMeeting.objects.order_by("-starts_at") if row.result]
    held = {("held", row.pk): met[row.pk] for row in recorded if row.result == "held"}
    first = {row.conference_id: met[row.pk] for row in recorded if row.result == "held"}
    from_elsewhere = Conference.objects.filter(came_from__isnull=False).values_list("pk", flat=True)
    handed_on = [row.conference_id for row in ConferenceEnding.objects.all() if row.reason == "moved"]
    return {
        "conference-requests": list(asked.items()),
        "conference-answers": list(asked.items()),
        "conference-grounds": [
            ((row.pk, ground), asked[row.pk]) for row in Conference.objects.all() for ground in row.grounds
        ],
        "conference-hours": list(first.items()),
        "conference-roof": list(first.items()),
        "conference-delays": [
            *(
                (("late", row.pk), localdate(row.first_at or row.starts_at))
                for row in recorded
                if row.late_reason
            ),
            *((("quorum", row.pk), met[row.pk]) for row in recorded if row.result == "not_quorate"),
            *(
                (("move", row.pk), localdate(row.from_at))
                for row in MeetingMove.objects.filter(meeting__in=recorded)
            ),
        ],
        "conference-reviews": [
            *((("made", row.pk), row.due_on) for row in ConferenceBasisReview.objects.all()),
            *(
                (("waits", row.pk), row.review_on)
                for row in Conference.objects.filter(ending=None, review_on__lt=localdate())
            ),
        ],
        "conference-quorum": [(row.pk, met[row.pk]) for row in recorded],
        "conference-person": list(held.items()),
        "conference-after": [
            (pk, day + timedelta(days=90))
            for pk, day in first.items()
            if day + timedelta(days=90) <= localdate()
        ],
        "conference-transfers": [
            *((("in", pk), asked[pk]) for pk in from_elsewhere),
            *((("out", pk), asked[pk]) for pk in handed_on),
        ],
        "conference-attendance": [
            (("seat", pk), met[meeting])
            for pk, meeting in MeetingAttendance.objects.values_list("pk", "meeting_id")
        ],
        "conference-actions": [
            (("action", row.pk), row.due_on)
            for row in ConferenceAction.objects.all()
            if row.due_on <= localdate() and (row.pk in ended or row.due_on < localdate())
        ],
        "joint-visits": [(("visit", pk), day) for pk, day in on.items()],
        "joint-visits-seen-alone": [
            (("visit", pk), on[pk]) for pk, row in visits.items() if row.result == "made"
        ],
        "joint-visit-offers": [
            (("offer", row.pk), on[row.visit_id]) for row in VisitOffer.objects.all() if row.visit_id in on
        ],
    }
