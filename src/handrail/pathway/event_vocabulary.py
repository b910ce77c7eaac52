"""The words for what can happen. One entry a word: its name on screen, where a form shows it, who records it.

`rank` is the pathway's own order for events of one day. `scope` says what an event is about:
the person, one referral, one decision of a referral (then `of` says rg or cg), or a topic named by `of`.
"""

from dataclasses import dataclass

PERSON, REFERRAL, DECISION, TOPIC = "person", "referral", "decision", "topic"

GROUPS = {
    "found": "Identified and made safe",
    "choice": "The person’s choice about the NRM",
    "nrm": "Referral and decisions",
    "challenge": "Challenges, leaving the NRM, disqualification",
    "support": "National and local support",
    "child": "Children and age",
    "police": "Police and courts",
    "life": "Where the person is",
    "record": "Correcting the record",
}

DECISIONS = {"rg": "Reasonable grounds", "cg": "Conclusive grounds"}
TOLD_OF = {
    "crime": "Crime recorded",
    "process": "What happens next",
    "suspect": "Suspect: arrest, interview, release or bail",
    "no_charge": "Decision not to charge, or to stop",
    "hearing": "Hearing or trial",
    "outcome": "Outcome, sentence or appeal",
    "not_investigated": "Decision not to investigate",
    "charge": "Suspect charged",
    "witness": "They must give evidence",
    "special_measures": "Result of the application for special measures",
    "release": "Move, release, recall or removal of the offender",
}
WITNESS_CARE_TOLD_OF = {
    "hearing": "Hearing or trial",
    "outcome": "Outcome or sentence",
    "bail": "Bail hearing",
}
HEARINGS_HELD = {"bail": "Bail hearing", "other": "Another hearing"}
REFERRED_TO = {"service": "To a support service", "contact_scheme": "To the Victim Contact Scheme"}
GRANTED = {"granted": "Granted", "refused": "Refused"}
LEAVE = {"vts": "Temporary permission to stay (VTS)", "other": "Another type of leave"}


@dataclass(frozen=True, slots=True)
class EventKind:
    code: str
    name: str
    group: str
    rank: int
    scope: str
    by: str
    help: str

    @property
    def needs_decision_or_subject(self) -> bool:
        """Whether the record must say which decision or what it is about."""
        return self.scope in (DECISION, TOPIC)

    @property
    def choices(self) -> dict[str, str]:
        """What `of` may say, with its words."""
        return DECISIONS if self.scope == DECISION else OF.get(self.code, {})


OF = {
    "victim_informed": TOLD_OF,
    "support_referral_made": REFERRED_TO,
    "extension_decided": GRANTED,
    "leave_granted": LEAVE,
    "wcu_told": WITNESS_CARE_TOLD_OF,
    "hearing_held": HEARINGS_HELD,
}

FR, WORKER, HO = "First responder", "Support worker", "The person who gets the letter"
COUNCIL, POLICE, NATIONAL = "Children's social care", "Police", "National support worker"


def _parse_event_kind(line: str, group: str, rank: int, by: str, scope: str = PERSON) -> EventKind:
    code, name, words = (part.strip() for part in line.split("|"))
    return EventKind(code, name, group, rank, scope, by, words)


EVENTS: tuple[EventKind, ...] = (
    # Found and made safe
    _parse_event_kind("identified | Identified | Someone saw signs of modern slavery.", "found", 10, FR),
    _parse_event_kind(
        "exploitation_ended | Exploitation ended | The last day of it, as far as is known.", "found", 11, FR
    ),
    _parse_event_kind(
        "reported_to_police | Police told | The person, or someone for them, reported to the police.",
        "found",
        12,
        FR,
    ),
    _parse_event_kind(
        "place_of_safety_entered | Went to a place of safety | A safe bed while they decide about the NRM.",
        "found",
        15,
        FR,
    ),
    _parse_event_kind("place_of_safety_left | Left the place of safety | For any reason.", "found", 15, FR),
    _parse_event_kind(
        "no_grounds_found | No indicators of slavery | The first responder found no signs of modern slavery.",
        "found",
        88,
        FR,
    ),
    _parse_event_kind(
        "conference_consent_given | Agreed to a case conference | They agreed, "
        "or a best-interests decision was made because they lack capacity.",
        "found",
        31,
        FR,
    ),
    _parse_event_kind(
        "conference_held | Case conference held | A meeting of several organisations about this person.",
        "found",
        34,
        "Conference chair",
    ),
    # The person's choice
    _parse_event_kind(
        "nrm_explained | NRM explained | What it is, what happens next, who is told and that they can leave.",
        "choice",
        25,
        FR,
    ),
    _parse_event_kind("nrm_undecided | Has not decided | Undecided is not a refusal.", "choice", 30, FR),
    _parse_event_kind(
        "nrm_consent_given | Consented to the NRM | An adult's informed consent.", "choice", 30, FR
    ),
    _parse_event_kind("nrm_consent_declined | Declined the NRM | Local support continues.", "choice", 30, FR),
    _parse_event_kind(
        "duty_to_notify_sent | Duty to Notify report sent | Adults only; no name unless they agree.",
        "choice",
        35,
        FR,
    ),
    _parse_event_kind(
        "stay_consent_given | At 18: said yes to staying in the NRM | "
        "Their consent to stay in the NRM, asked again at 18.",
        "choice",
        36,
        WORKER,
    ),
    _parse_event_kind(
        "stay_consent_declined | At 18: said no to staying in the NRM | Record “Left the NRM” as well.",
        "choice",
        36,
        WORKER,
    ),
    # Referral and decisions
    _parse_event_kind(
        "nrm_referred | Referred to the NRM | The online form was sent.", "nrm", 40, FR, REFERRAL
    ),
    _parse_event_kind(
        "nrm_reference_issued | NRM reference issued | The Home Office gave the case a number.",
        "nrm",
        42,
        HO,
        REFERRAL,
    ),
    _parse_event_kind(
        "nrm_rejected | Referral not accepted | It was not valid, or the person had already been referred.",
        "nrm",
        43,
        HO,
        REFERRAL,
    ),
    _parse_event_kind(
        "nrm_suspended | NRM case suspended | Only the Home Office can do this, in writing.",
        "nrm",
        49,
        HO,
        REFERRAL,
    ),
    _parse_event_kind(
        "nrm_resumed | NRM case resumed | The Home Office resumed the case.", "nrm", 49, HO, REFERRAL
    ),
    _parse_event_kind(
        "evidence_requested | Evidence requested | The Home Office needs more evidence to decide.",
        "nrm",
        50,
        HO,
        REFERRAL,
    ),
    _parse_event_kind(
        "evidence_sent | Evidence sent | Your reply to the Home Office.", "nrm", 51, FR, REFERRAL
    ),
    _parse_event_kind(
        "rg_positive | Reasonable grounds: positive | Use the date on the decision letter, not the day it arrived.",
        "nrm",
        55,
        HO,
        REFERRAL,
    ),
    _parse_event_kind(
        "rg_negative | Reasonable grounds: negative | Use the date on the decision letter.",
        "nrm",
        55,
        HO,
        REFERRAL,
    ),
    _parse_event_kind(
        "rg_notice_received | Reasonable grounds letter received | By the person or their lawyer.",
        "nrm",
        56,
        HO,
        REFERRAL,
    ),
    _parse_event_kind(
        "cg_positive | Conclusive grounds: positive | Use the date on the decision letter.",
        "nrm",
        60,
        HO,
        REFERRAL,
    ),
    _parse_event_kind(
        "cg_negative | Conclusive grounds: negative | Use the date on the decision letter.",
        "nrm",
        60,
        HO,
        REFERRAL,
    ),
    _parse_event_kind(
        "cg_notice_received | Conclusive grounds letter received | By the person or their lawyer.",
        "nrm",
        61,
        HO,
        REFERRAL,
    ),
    # Challenging, leaving, being excluded
    _parse_event_kind(
        "decision_withdrawn | Decision withdrawn | The Home Office withdrew its own decision.",
        "challenge",
        54,
        HO,
        DECISION,
    ),
    _parse_event_kind(
        "reconsideration_requested | Reconsideration requested | "
        "With the evidence, by anyone who has the person’s consent.",
        "challenge",
        65,
        FR,
        DECISION,
    ),
    _parse_event_kind(
        "reconsideration_accepted | Reconsideration accepted | The Home Office will look again.",
        "challenge",
        66,
        HO,
        DECISION,
    ),
    _parse_event_kind(
        "reconsideration_refused | Reconsideration refused | The Home Office will not look again.",
        "challenge",
        66,
        HO,
        DECISION,
    ),
    _parse_event_kind(
        "judicial_review_started | Judicial review started | A claim was made to the court.",
        "challenge",
        67,
        "Lawyer",
        DECISION,
    ),
    _parse_event_kind(
        "judicial_review_ended | Judicial review ended | The court decided, or the claim was withdrawn.",
        "challenge",
        68,
        "Lawyer",
        DECISION,
    ),
    _parse_event_kind(
        "nrm_withdrawn | Left the NRM | An adult may leave at any time. Local support continues.",
        "challenge",
        80,
        FR,
        REFERRAL,
    ),
    _parse_event_kind(
        "disqualified | Disqualified | On public order or bad faith grounds. Safeguarding continues.",
        "challenge",
        80,
        HO,
        REFERRAL,
    ),
    _parse_event_kind(
        "disqualification_review_requested | Disqualification: review requested | "
        "By anyone who has the person’s consent.",
        "challenge",
        81,
        FR,
        REFERRAL,
    ),
    _parse_event_kind(
        "disqualification_lifted | Disqualification lifted | The Home Office withdrew it.",
        "challenge",
        81,
        HO,
        REFERRAL,
    ),
    # Support
    _parse_event_kind(
        "national_support_offered | National support offered | Do they want it? Asked separately from the NRM.",
        "support",
        69,
        FR,
    ),
    _parse_event_kind(
        "support_consent_given | Said yes to national support | Separate from the NRM.",
        "support",
        70,
        FR,
    ),
    _parse_event_kind(
        "support_consent_declined | Said no to national support | They may change their mind.",
        "support",
        70,
        FR,
    ),
    _parse_event_kind(
        "national_support_declined | Provider told they said no to national support | "
        "The provider of national support was told.",
        "support",
        70,
        NATIONAL,
    ),
    _parse_event_kind(
        "national_support_started | National support started | Safe house or outreach.",
        "support",
        70,
        NATIONAL,
    ),
    _parse_event_kind(
        "national_support_ended | National support ended | Local support can continue.",
        "support",
        70,
        NATIONAL,
    ),
    _parse_event_kind(
        "extension_requested | Longer national support requested | The request to extend.",
        "support",
        71,
        NATIONAL,
    ),
    _parse_event_kind(
        "extension_decided | Extension decided | Granted or refused.", "support", 72, NATIONAL, TOPIC
    ),
    _parse_event_kind(
        "rna_decided | Recovery needs assessment decided | Which support continues, and for how long.",
        "support",
        73,
        NATIONAL,
    ),
    _parse_event_kind(
        "leave_granted | Permission to stay granted | Record which kind.", "support", 75, HO, TOPIC
    ),
    _parse_event_kind(
        "leave_refused | Permission to stay refused | The person may need a lawyer.", "support", 75, HO
    ),
    _parse_event_kind(
        "local_support_started | Local support started | Needs its own consent, separate from the NRM.",
        "support",
        95,
        WORKER,
    ),
    _parse_event_kind("local_support_ended | Local support ended | For any reason.", "support", 95, WORKER),
    # Children and age
    _parse_event_kind(
        "turned_18 | Turned 18 | Worked out from the date of birth where it is known.", "child", 0, WORKER
    ),
    _parse_event_kind(
        "age_assessed_adult | Age assessed: adult | By the council or a court.", "child", 1, COUNCIL
    ),
    _parse_event_kind(
        "age_assessed_child | Age assessed: child | By the council or a court.", "child", 1, COUNCIL
    ),
    _parse_event_kind(
        "social_care_referred | Referred to children's social care | First, before the NRM.", "child", 20, FR
    ),
    _parse_event_kind(
        "social_care_decided | Children's social care decided | What they will do.", "child", 21, COUNCIL
    ),
    _parse_event_kind(
        "ictg_referred | Referred to the guardian service | Independent child trafficking guardians.",
        "child",
        22,
        FR,
    ),
    _parse_event_kind("looked_after_started | Became looked after | By the council.", "child", 23, COUNCIL),
    _parse_event_kind(
        "looked_after_reviewed | Looked-after review held | By the reviewing officer.", "child", 24, COUNCIL
    ),
    # Police and courts
    _parse_event_kind("crime_recorded | Crime recorded | With the crime reference.", "police", 45, POLICE),
    _parse_event_kind(
        "liaison_named | Liaison officer or contact named | "
        "A liaison officer, a navigator or one named contact.",
        "police",
        46,
        POLICE,
    ),
    _parse_event_kind(
        "bail_proposed | Bail conditions proposed | Before they are set or changed.",
        "police",
        45,
        POLICE,
    ),
    _parse_event_kind(
        "bail_views_sought | Views requested on bail conditions | The person was asked for their views.",
        "police",
        45,
        POLICE,
    ),
    _parse_event_kind(
        "preferences_agreed | Agreed how to keep in touch | How often, by what means, and when it is safe.",
        "police",
        51,
        POLICE,
    ),
    _parse_event_kind(
        "interview_planned | Police interview planned | With the person, as a witness.", "police", 45, POLICE
    ),
    _parse_event_kind(
        "document_needed | A document has to be read | "
        "Read out to them or translated, for an interview or for court.",
        "police",
        45,
        POLICE,
    ),
    _parse_event_kind("statement_taken | Witness statement taken | From the person.", "police", 46, POLICE),
    _parse_event_kind(
        "needs_assessed | Needs assessed under the Victims' Code | Including whether Enhanced Rights apply.",
        "police",
        46,
        POLICE,
    ),
    _parse_event_kind(
        "suspect_arrested | Suspect arrested | The person has a right to be told.", "police", 46, POLICE
    ),
    _parse_event_kind(
        "suspect_interviewed | Suspect interviewed | The person has a right to be told.", "police", 46, POLICE
    ),
    _parse_event_kind("suspect_released | Suspect released | Review the safety plan.", "police", 46, POLICE),
    _parse_event_kind("bail_changed | Bail changed | Review the safety plan.", "police", 46, POLICE),
    _parse_event_kind(
        "not_investigated | Decided not to investigate | The person has a right to be told why.",
        "police",
        47,
        POLICE,
    ),
    _parse_event_kind(
        "charged | Suspect charged | The person has a right to be told.",
        "police",
        47,
        POLICE,
    ),
    _parse_event_kind(
        "charge_altered | Charge changed | A substantial change. Ask the CPS whether the person can ask for a review.",
        "police",
        47,
        POLICE,
    ),
    _parse_event_kind(
        "out_of_court_disposal | Dealt with out of court | A caution or another disposal.",
        "police",
        47,
        POLICE,
    ),
    _parse_event_kind(
        "no_charge_decided | Decided not to charge | The person can ask for a review.", "police", 47, POLICE
    ),
    _parse_event_kind("discontinued | Case stopped | The person can ask for a review.", "police", 47, POLICE),
    _parse_event_kind("hearing_fixed | Hearing date fixed | Date, time and place.", "police", 47, POLICE),
    _parse_event_kind("trial_fixed | Trial date fixed | Date, time and place.", "police", 47, POLICE),
    _parse_event_kind("trial_moved | Trial moved | Record the new date if known.", "police", 47, POLICE),
    _parse_event_kind("hearing_held | Hearing held | Record which kind.", "police", 47, POLICE, TOPIC),
    _parse_event_kind("convicted | Convicted | The suspect was found guilty.", "police", 48, POLICE),
    _parse_event_kind("acquitted | Acquitted | The suspect was found not guilty.", "police", 48, POLICE),
    _parse_event_kind("sentenced | Sentenced | Record “Victim told” as well.", "police", 48, POLICE),
    _parse_event_kind(
        "appeal_lodged | Appeal lodged | Against conviction or sentence.", "police", 48, POLICE
    ),
    _parse_event_kind(
        "appeal_decided | Appeal decided | The court decided on the appeal.", "police", 48, POLICE
    ),
    _parse_event_kind(
        "wcu_told | Court told witness care | What the court said.",
        "police",
        49,
        POLICE,
        TOPIC,
    ),
    _parse_event_kind(
        "witness_required | Needed as a witness | Witness care was told that the person must give evidence.",
        "police",
        49,
        POLICE,
    ),
    _parse_event_kind(
        "special_measures_decided | Special measures decided | The court decided on the application.",
        "police",
        49,
        POLICE,
    ),
    _parse_event_kind(
        "release_considered | Offender: release or move considered | "
        "A prison move, a parole hearing or release on licence.",
        "police",
        49,
        POLICE,
    ),
    _parse_event_kind(
        "released_offender | Offender released | Review the safety plan.",
        "police",
        49,
        POLICE,
    ),
    _parse_event_kind(
        "offender_removed | Offender removed from the UK | After the sentence.",
        "police",
        49,
        POLICE,
    ),
    _parse_event_kind(
        "record_requested | Their records requested | "
        "The police or another body asked someone for the person’s records.",
        "police",
        50,
        POLICE,
    ),
    _parse_event_kind(
        "request_notice_given | Person told their records have been requested | "
        "In writing, on or before the day of the request.",
        "police",
        51,
        POLICE,
    ),
    _parse_event_kind(
        "property_free | Property no longer needed | It was taken as evidence.",
        "police",
        50,
        POLICE,
    ),
    _parse_event_kind(
        "liaison_met | First meeting with the named contact | Face to face.",
        "police",
        52,
        POLICE,
    ),
    _parse_event_kind(
        "vps_offered | Victim Personal Statement (VPS) offered | "
        "A chance to say in their own words how the crime affected them.",
        "police",
        52,
        POLICE,
    ),
    _parse_event_kind(
        "victim_informed | Victim told | About the crime record, a decision, a hearing or what happens next.",
        "police",
        52,
        POLICE,
        TOPIC,
    ),
    _parse_event_kind(
        "support_referral_made | Victim referred | "
        "By police or probation, to a support service or the Victim Contact Scheme.",
        "police",
        52,
        POLICE,
        TOPIC,
    ),
    _parse_event_kind(
        "support_referral_declined | Said no to a referral to support | It was offered; they may change their mind.",
        "police",
        52,
        POLICE,
    ),
    _parse_event_kind(
        "expenses_claimed | Witness expenses claimed | A complete claim was sent.", "police", 52, WORKER
    ),
    _parse_event_kind(
        "expenses_paid | Witness expenses paid | The expenses were paid.", "police", 53, WORKER
    ),
    _parse_event_kind(
        "review_requested | Review of the decision not to charge requested | Victims' Right to Review.",
        "police",
        53,
        WORKER,
    ),
    _parse_event_kind(
        "review_acknowledged | Request for a review acknowledged | The police wrote back.",
        "police",
        54,
        POLICE,
    ),
    _parse_event_kind(
        "review_decided | Review of the decision not to charge: outcome | The decision was upheld or changed.",
        "police",
        55,
        POLICE,
    ),
    _parse_event_kind(
        "property_returned | Property returned | Property taken as evidence was given back.",
        "police",
        53,
        POLICE,
    ),
    _parse_event_kind(
        "vlo_contacted | Victim liaison officer in touch | Under the Victim Contact Scheme.",
        "police",
        53,
        WORKER,
    ),
    _parse_event_kind(
        "complaint_made | Complaint made | About a service under the Victims' Code.", "police", 52, WORKER
    ),
    _parse_event_kind(
        "complaint_acknowledged | Complaint acknowledged | The service wrote back.", "police", 53, WORKER
    ),
    _parse_event_kind(
        "claim_made | Compensation claimed | Criminal injuries compensation.", "police", 53, WORKER
    ),
    # Where the person is
    _parse_event_kind(
        "went_missing | Went missing | Report it to the police. Their rights continue.", "life", 90, FR
    ),
    _parse_event_kind("found | Found again | Found, or back in contact.", "life", 90, FR),
    _parse_event_kind(
        "detained | Detained | In prison, in immigration detention, or in hospital under the Mental Health Act.",
        "life",
        90,
        WORKER,
    ),
    _parse_event_kind(
        "released | Person released from detention | From prison, immigration detention or hospital.",
        "life",
        90,
        WORKER,
    ),
    _parse_event_kind("left_uk | Left the UK | Stage and deadlines do not change.", "life", 90, WORKER),
    _parse_event_kind("returned_uk | Came back to the UK | Record when they came back.", "life", 90, WORKER),
    _parse_event_kind("died | Died | Tasks and deadlines end.", "life", 99, WORKER),
    # Putting the record right
    _parse_event_kind(
        "entered_in_error | Entered in error | Withdraws another event without replacing it.",
        "record",
        98,
        WORKER,
    ),
)

EVENT_KINDS_BY_CODE: dict[str, EventKind] = {kind.code: kind for kind in EVENTS}
EVENT_POSITIONS: dict[str, int] = {kind.code: place for place, kind in enumerate(EVENTS)}
ENTERED_IN_ERROR = "entered_in_error"


def get_event_name(code: str) -> str:
    """The words for an event on screen; a word that is not in the vocabulary is shown as it stands."""
    kind = EVENT_KINDS_BY_CODE.get(code)
    return kind.name if kind else code


def list_decisions_and_subjects() -> list[tuple[str, str]]:
    """Whatever `of` may say of any event, each code once, with its words."""
    told = [DECISIONS, *OF.values()]
    return list({code: words for each in reversed(told) for code, words in each.items()}.items())
