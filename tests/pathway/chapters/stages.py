"""Every stage: its headline, what follows it, what to do next and what is asked, written from the domain brief.

`prompts` and `questions` are whole: nothing else is asked for.
"""

from pathway.worked import Chapter, Example

FOUND = """england, adult
2025-01-06 identified
2025-01-06 local_support_started"""
EXPLAINED = f"{FOUND}\n2025-01-06 nrm_explained"
REFERRED = f"""{EXPLAINED}
2025-01-07 nrm_consent_given
2025-01-08 nrm_referred
2025-01-08 crime_recorded"""
POSITIVE = f"{REFERRED}\n2025-01-13 rg_positive"
SUPPORTED = f"{POSITIVE}\n2025-01-15 national_support_started"
CONFIRMED = f"{SUPPORTED}\n2025-03-03 cg_positive"
MOVED_ON = (
    f"{CONFIRMED}\n2025-03-05 cg_notice_received\n2025-03-20 rna_decided\n2025-05-01 national_support_ended"
)
NEGATIVE = f"{REFERRED}\n2025-01-13 rg_negative"
NO = f"{EXPLAINED}\n2025-01-07 nrm_consent_declined"
CHILD = """england, child, born 2010-05-01
2025-01-06 identified
2025-01-06 local_support_started
2025-01-06 social_care_referred
2025-01-06 ictg_referred"""
CHILD_IN = f"{CHILD}\n2025-01-08 nrm_referred\n2025-01-08 crime_recorded\n2025-01-13 rg_positive"
AT_17 = """england, child, born 2007-03-10
2024-12-02 identified
2024-12-02 local_support_started
2024-12-02 social_care_referred
2024-12-02 ictg_referred
2024-12-03 nrm_explained
2024-12-03 nrm_consent_declined"""
PANEL = """england, child, born 2010-05-01, with pilot_area
2025-01-06 identified
2025-01-06 local_support_started
2025-01-06 social_care_referred
2025-01-06 ictg_referred
2025-01-08 nrm_referred
2025-01-08 crime_recorded"""
ENDED_BY_DISQUALIFICATION = (
    "The bar on removal, the duty of support in the recovery period and the duty to grant permission to stay have "
    "ended. Safeguarding and the Victims' Code continue. Get legal advice at once."
)


def _stage(code: str, name: str, why: str, given: str, on: str, *expect: str) -> Example:
    return Example(name, why, given, on, "\n".join([f"stage {code}", *expect]))


CHAPTER = Chapter(
    "Every stage: headline, next steps, questions",
    "What is said, what is to be done and what is asked at each stage. Nothing is promised that the sources do not: "
    "no adult support to a child, none to somebody who said no to it, none after a disqualification.",
    (
        _stage(
            "start",
            "Stage: nothing recorded",
            "Nobody has been found, so nothing can be explained yet. Local support needs no NRM (brief, 5.1).",
            "england, adult",
            "2025-01-06",
            "headline Nothing is recorded yet.",
            "detail Next: record how and when they were identified.",
            "prompts local_support",
            "questions none",
            "waits First responder",
        ),
        _stage(
            "found",
            "Stage: found",
            "Make safe comes first, then the NRM is explained (brief, 2.1); local support needs no NRM (5.1).",
            "england, adult\n2025-01-06 identified",
            "2025-01-06",
            "headline Identified.",
            "detail Next: make them safe, then explain the NRM.",
            "prompts make_safe explain_nrm local_support",
            "questions none",
        ),
        _stage(
            "asked_as_child",
            "Stage: said yes at 17, never referred, now 18",
            "A yes of the child is no answer of the adult either: explain and ask. Born 10 March 2007.",
            AT_17.replace("nrm_consent_declined", "nrm_consent_given"),
            "2025-04-01",
            "phase before",
            "headline Decided before they turned 18: ask again.",
            "prompts ask_as_adult",
            "questions none",
        ),
        _stage(
            "explained",
            "Stage: explained",
            "Consent is the adult's own, and there is no time limit for it (brief, 2.2).",
            EXPLAINED,
            "2025-01-07",
            "headline The NRM has been explained.",
            "detail Next: their decision. There is no hurry.",
            "prompts ask_decision",
            "questions none",
            "waits The person",
        ),
        _stage(
            "undecided",
            "Stage: undecided",
            "Not sure is a first-class answer (brief, 3): no Duty to Notify, no referral, ask again.",
            f"{EXPLAINED}\n2025-01-07 nrm_undecided",
            "2025-01-10",
            "headline Has not decided about the NRM.",
            "detail Undecided is not a refusal. Local support continues.",
            "prompts ask_again",
            "questions none",
        ),
        _stage(
            "asked_as_child",
            "Stage: said no at 17, never referred, now 18",
            "No consent is asked of a child (brief, 2.2), so that no is no answer of the adult: explain and ask. "
            "Born 10 March 2007, 18 on 10 March 2025. That a child was asked for consent is a question.",
            AT_17,
            "2025-04-01",
            "phase before",
            "headline Declined the NRM as a child, and is an adult now.",
            "detail Next: explain the NRM to them as an adult, and ask what they decide. There is no hurry.",
            "prompts ask_as_adult",
            "questions nrm_consent_declined",
            "no dtn_submission",
        ),
        _stage(
            "explained",
            "Stage: said no at 17, explained again at 18",
            "Explained on 20 March 2025, as an adult; now their decision is asked for.",
            f"{AT_17}\n2025-03-20 nrm_explained",
            "2025-04-01",
            "headline The NRM has been explained.",
            "detail Next: their decision. There is no hurry.",
            "prompts ask_decision",
            "questions nrm_consent_declined",
        ),
        _stage(
            "agreed",
            "Stage: said yes",
            "Only a first responder organisation can refer (brief, 2.1).",
            f"{EXPLAINED}\n2025-01-07 nrm_consent_given",
            "2025-01-07",
            "headline Consented to the NRM.",
            "detail Next: the referral is sent.",
            "prompts refer",
            "questions none",
            "waits First responder",
        ),
        _stage(
            "declined",
            "Stage: said no, the duty binds the body",
            "Section 52 binds police and councils; no number of days is set (brief, 2.4).",
            NO.replace("england, adult", "england, adult, with duty_to_notify_body"),
            "2025-01-10",
            "headline Declined the NRM.",
            "detail The organisation that holds the case sends a Duty to Notify report. "
            "Local support continues.",
            "prompts notify",
            "by notify None",
            "questions none",
            "waits First responder",
        ),
        _stage(
            "declined",
            "Stage: said no, the duty does not bind the body",
            "Charities are not bound (brief, 2.4), so nobody is waited for.",
            NO,
            "2025-01-10",
            "detail They can say yes at any time. The organisation that holds the case does not have the Duty to "
            "Notify. Local support continues.",
            "prompts ask_to_notify",
            "questions none",
            "waits for nobody",
        ),
        _stage(
            "notified",
            "Stage: notified",
            "A no ends no support (brief, 5.1); nothing more is owed to the Home Office.",
            f"{NO}\n2025-01-09 duty_to_notify_sent",
            "2025-01-10",
            "headline Declined the NRM; Duty to Notify report sent.",
            "detail They may say yes at any time. Local support continues.",
            "prompts none",
            "questions none",
        ),
        _stage(
            "child_found",
            "Stage: a child found",
            "Social care first, then the NRM without consent; the guardian service is contacted (brief, 2.2). "
            "Row missing_critical: 72 hours from 6 January, day alone known: to the 9th.",
            "england, child\n2025-01-06 identified",
            "2025-01-07",
            "headline A child or possible child has been identified.",
            "detail Next: children's social care first, then the NRM. No consent is needed.",
            "prompts social_care make_safe refer_child guardian watch_child local_support",
            "by watch_child 2025-01-09",
            "questions none",
        ),
        _stage(
            "child_found",
            "Stage: age not sure",
            "Treated as a child until assessed (brief, 2.2).",
            "england, unsure\n2025-01-06 identified",
            "2025-01-20",
            "headline A child or possible child has been identified.",
            "detail Next: children's social care first, then the NRM. No consent is needed.",
            "prompts social_care make_safe refer_child guardian local_support",
            "questions none",
        ),
        _stage(
            "child_to_refer",
            "Stage: a child, social care told",
            "After social care the NRM, without consent (brief, 2.2).",
            CHILD,
            "2025-01-20",
            "headline Children's social care has been told.",
            "detail Next: the NRM referral. No consent is needed; explain as far as the child can follow.",
            "prompts refer_child",
            "questions none",
        ),
        _stage(
            "rejected",
            "Stage: the referral was not accepted",
            "The authority checks validity and looks for duplicates (brief, 2.1): one person, one referral, so "
            "nothing is sent again before the reason is known.",
            f"{REFERRED}\n2025-01-10 nrm_rejected",
            "2025-01-13",
            "phase before",
            "headline The referral was not accepted.",
            "detail Find out why: it was not valid, or the person had already been referred.",
            "prompts rejected",
            "questions nrm_rejected",
        ),
        _stage(
            "referred",
            "Stage: referred",
            "Row rg_decision: five working days after Wednesday 8 January 2025: 9, 10, 13, 14, 15. The first "
            "responder stays the contact point; national support is a question apart from consent (brief, 2.1, 2.2).",
            REFERRED,
            "2025-01-10",
            "headline Referred to the NRM 2 days ago.",
            "detail The Home Office decides next, on reasonable grounds. The target is Wednesday 15 January.",
            "prompts contact_point ask_support",
            "questions none",
            "waits Home Office decision maker",
        ),
        _stage(
            "referred",
            "Stage: referred, no crime recorded for years",
            "Row crime_record: 24 hours from 8 January 2021. Years later it is late since the 9th, and nobody is "
            "asked for it by that day.",
            "england, adult\n2021-01-06 identified\n2021-01-07 nrm_consent_given\n2021-01-08 nrm_referred",
            "2026-01-12",
            "prompts check_safe record_crime contact_point ask_support",
            "by record_crime 2021-01-09",
            "late record_crime Was due by 9 January 2021",
            "late contact_point",
        ),
        _stage(
            "referred",
            "Stage: referred today, the crime record is not late",
            "Row crime_record: 24 hours from 8 January 2025, so the 9th is still in time.",
            "england, adult\n2025-01-06 identified\n2025-01-07 nrm_consent_given\n2025-01-08 nrm_referred",
            "2025-01-09",
            "by record_crime 2025-01-09",
            "late record_crime",
        ),
        _stage(
            "recovery",
            "Stage: recovery",
            "Row recovery_period_30: 13 January 2025 is day 1, so 20 January is day 8 and 11 February day 30; row "
            "cg_not_before_30: from the 12th.",
            SUPPORTED,
            "2025-01-20",
            "headline Recovery period, day 8 of 30.",
            "detail Support must continue until at least Tuesday 11 February. "
            "Next: the Home Office’s conclusive grounds decision, "
            "not before Wednesday 12 February. The law sets no latest date.",
            "prompts contact_point",
            "questions none",
        ),
        _stage(
            "recovery",
            "Stage: recovery, and national support has not started",
            "What has not started does not continue.",
            POSITIVE,
            "2025-01-20",
            "headline Recovery period, day 8 of 30.",
            "detail National support has not started; ask whether they want it. The period lasts to Tuesday 11 "
            "February at least. Next: the Home Office’s conclusive grounds decision, "
            "not before Wednesday 12 February. The law sets no latest date.",
            "prompts contact_point ask_support",
            "questions none",
        ),
        _stage(
            "recovery",
            "Stage: recovery, and they said no to national support",
            "Support is a question apart from the NRM (brief, 2.2): who said no is not told that it is due.",
            f"{POSITIVE}\n2025-01-14 support_consent_declined",
            "2025-01-20",
            "headline Recovery period, day 8 of 30.",
            "detail They said no to national support and may change their mind. The period lasts to Tuesday 11 "
            "February at least. Next: the Home Office’s conclusive grounds decision, "
            "not before Wednesday 12 February. The law sets no latest date.",
            "prompts contact_point",
            "questions none",
        ),
        _stage(
            "recovery",
            "Stage: recovery of a child",
            "The national contract is for adults; children belong to councils (brief, 4). Born 1 May 2010: a claim "
            "for compensation is open until 1 May 2030.",
            CHILD_IN,
            "2025-01-20",
            "headline Recovery period, day 8 of 30.",
            "detail The council supports a child. The period lasts to Tuesday 11 February at least. "
            "Next: the Home Office’s conclusive grounds decision, "
            "not before Wednesday 12 February. The law sets no latest date.",
            "prompts contact_point compensation_child",
            "by compensation_child 2030-05-01",
            "questions none",
        ),
        _stage(
            "awaiting_cg",
            "Stage: waiting for the conclusive decision",
            "From 13 January to 14 March 2025: 18 + 28 + 14 = 60 days. No target and no maximum exist (brief, 2.6).",
            SUPPORTED,
            "2025-03-14",
            "headline Waiting 60 days for the conclusive grounds decision.",
            "detail No legal time limit. Support continues until then.",
            "prompts contact_point",
            "questions none",
        ),
        _stage(
            "awaiting_cg",
            "Stage: waiting, and national support has not started",
            "It continues for nobody whom it never reached.",
            POSITIVE,
            "2025-03-14",
            "detail No legal time limit. National support has not started; ask whether they want it.",
            "prompts contact_point ask_support",
            "questions none",
        ),
        _stage(
            "awaiting_cg",
            "Stage: waiting, and they said no to national support",
            "Who said no is promised none.",
            f"{POSITIVE}\n2025-01-14 national_support_declined",
            "2025-03-14",
            "detail No legal time limit. They said no to national support "
            "and may change their mind. Local support continues.",
            "prompts contact_point",
            "questions none",
        ),
        _stage(
            "awaiting_cg",
            "Stage: a child waiting for the conclusive decision",
            "Children belong to councils (brief, 4).",
            CHILD_IN,
            "2025-03-14",
            "detail No legal time limit. The council supports a child in the meantime.",
            "prompts contact_point compensation_child",
            "questions none",
        ),
        _stage(
            "awaiting_cg",
            "Stage: waiting, and detained",
            "Detention stops no clock (clocks, states). The authority of Immigration Enforcement decides for people "
            "in detention (brief, 2.5), so it is told; section 45 may be raised from arrest (5.5), so a lawyer.",
            f"{SUPPORTED}\n2025-03-10 detained",
            "2025-03-14",
            "headline Detained since Monday 10 March. Waiting 60 days for the conclusive grounds decision.",
            "prompts detained_lawyer detained_authority contact_point",
            "questions none",
            "cg_decision: no due, waiting",
        ),
        _stage(
            "reconsidering",
            "Stage: looked at again",
            "No clock is known after a request was accepted (clocks, open 4). Row judicial_review runs beside it: "
            "three months after 13 January 2025 is 13 April. Support can be asked for again (brief, 2.7).",
            f"{NEGATIVE}\n2025-01-20 reconsideration_requested of=rg\n2025-01-22 reconsideration_accepted of=rg",
            "2025-01-23",
            "headline The decision is being reconsidered.",
            "detail The Home Office decides next. Time limit not known.",
            "prompts contact_point ask_support legal_advice",
            "by legal_advice 2025-04-13",
            "questions none",
        ),
        _stage(
            "decision_withdrawn",
            "Stage: the decision was taken back",
            "Whether the old wait goes on is not settled (clocks, open 4).",
            f"{SUPPORTED}\n2025-03-03 cg_negative\n2025-03-10 decision_withdrawn of=cg",
            "2025-03-11",
            "headline Decision withdrawn.",
            "detail The Home Office decides again. Whether a new time limit runs is not known.",
            "prompts contact_point",
            "questions none",
        ),
        _stage(
            "rg_negative",
            "Stage: negative reasonable grounds",
            "Row reconsider_30d: 13 January 2025 + 30 = 12 February. Row judicial_review: 13 April.",
            NEGATIVE,
            "2025-01-20",
            "headline Negative reasonable grounds decision.",
            "detail They can ask for reconsideration until Wednesday 12 February. Local support continues.",
            "prompts reconsider legal_advice",
            "by reconsider 2025-02-12",
            "by legal_advice 2025-04-13",
            "questions none",
            "waits The person",
        ),
        _stage(
            "cg_negative",
            "Stage: negative conclusive grounds",
            "Row reconsider_30d: 3 March 2025 + 30 = 2 April. Support after it is counted from the letter (brief, 4), "
            "so its day is asked for.",
            f"{SUPPORTED}\n2025-03-03 cg_negative",
            "2025-03-04",
            "headline Negative conclusive grounds decision.",
            "detail They can ask for reconsideration until Wednesday 2 April. Local support continues.",
            "prompts reconsider legal_advice letter",
            "questions none",
        ),
        _stage(
            "moving_on",
            "Stage: confirmed and moving on",
            "Row move_on_positive_45: 3 March 2025 + 45 = 17 April. A needs assessment decides "
            "what goes on (brief, 4).",
            CONFIRMED,
            "2025-03-10",
            "headline Confirmed as a victim; moving on.",
            "detail National support helps with what comes next. Local support continues.",
            "prompts letter needs_assessment after_support",
            "by after_support 2025-04-17",
            "questions none",
        ),
        _stage(
            "moving_on",
            "Stage: confirmed, and they said no to national support",
            "Row move_on_positive_45 needs support_not_refused. The letter's day is still asked for.",
            f"{POSITIVE}\n2025-01-14 support_consent_declined\n2025-03-03 cg_positive",
            "2025-03-10",
            "headline Confirmed as a victim; moving on.",
            "detail They said no to national support and may change their mind. Local support continues.",
            "prompts letter",
            "no move_on_positive_45",
            "questions none",
        ),
        _stage(
            "moving_on",
            "Stage: a child, confirmed",
            "Children belong to councils (brief, 4): no move-on support, no needs assessment, no letter to count from.",
            f"{CHILD_IN}\n2025-03-03 cg_positive",
            "2025-03-10",
            "headline Confirmed as a victim; moving on.",
            "detail The council supports a child with what comes next. Local support continues.",
            "prompts compensation_child",
            "no move_on_positive_45",
            "questions none",
        ),
        _stage(
            "moving_on",
            "Stage: confirmed as a child, now an adult",
            "No source says whether national support opens then: it is asked, not promised.",
            f"{CHILD_IN}\n2025-03-03 cg_positive\n2025-03-05 cg_notice_received".replace(
                "2010-05-01", "2007-03-10"
            ),
            "2025-04-01",
            "detail National support has not started. Ask whether it is open to them and wanted. "
            "Local support continues.",
            "prompts compensation",
            "by compensation 2027-03-10",
            "questions none",
        ),
        _stage(
            "moving_on",
            "Stage: a children's panel decides on both at one sitting",
            "Both decisions at one sitting are allowed (brief, 2.5). Rows recovery_period_30 and cg_not_before_30: 3 "
            "February 2025 is day 1, so day 30 is 4 March; both end, and nothing is asked.",
            f"{PANEL}\n2025-02-03 rg_positive\n2025-02-03 cg_positive",
            "2025-02-10",
            "recovery_period_30: due 2025-03-04, ended",
            "cg_not_before_30: due 2025-03-05, ended",
            "prompts compensation_child",
            "questions none",
        ),
        _stage(
            "moving_on",
            "Stage: a children's panel decides too early, at another sitting",
            "Row cg_not_before_30: 4 February 2025 is another day, and before 5 March: a question.",
            f"{PANEL}\n2025-02-03 rg_positive\n2025-02-04 cg_positive",
            "2025-02-10",
            "cg_not_before_30: due 2025-03-05, missed",
            "questions cg_positive",
        ),
        _stage(
            "moving_on",
            "Stage: both decisions on one day without a panel",
            "Row cg_not_before_30: outside a pilot area nobody decides on both at once: a question.",
            f"{CHILD}\n2025-01-08 nrm_referred\n2025-01-08 crime_recorded\n2025-02-03 rg_positive\n"
            "2025-02-03 cg_positive",
            "2025-02-10",
            "cg_not_before_30: due 2025-03-05, missed",
            "questions cg_positive",
        ),
        _stage(
            "moving_on",
            "Stage: both decisions on one day, in a later referral without a panel",
            "Row rg_decision_pilot: on 15 February 2028 they are 76 days short of 18, so no panel decides. Row "
            "cg_not_before_30: 1 March 2028 + 30 = 31 March: a question.",
            f"{PANEL}\n2025-02-03 rg_negative\n2028-02-15 nrm_referred\n2028-03-01 rg_positive\n"
            "2028-03-01 cg_positive",
            "2028-03-10",
            "cg_not_before_30: due 2028-03-31, missed",
            "asks cg_positive",
        ),
        _stage(
            "moved_on",
            "Stage: moved on",
            "Row reach_in: open for whoever moves on after 4 January 2021.",
            MOVED_ON,
            "2025-05-10",
            "headline Confirmed as a victim; national support has ended.",
            "detail Reach-in support and local support remain available.",
            "prompts none",
            "questions none",
        ),
        _stage(
            "moved_on",
            "Stage: moved on before reach-in began",
            "Row reach_in: not for whoever moved on before 4 January 2021, so it is not promised.",
            MOVED_ON.replace("2025-", "2020-"),
            "2020-05-10",
            "detail Local support remains available.",
            "no reach_in",
            "questions none",
        ),
        _stage(
            "withdrawn",
            "Stage: left the NRM",
            "An adult may leave at any time; a later referral is possible (brief, 2.8).",
            f"{POSITIVE}\n2025-02-03 nrm_withdrawn",
            "2025-02-10",
            "headline Left the NRM.",
            "detail A new referral is possible. Local support continues.",
            "prompts new_referral",
            "questions none",
        ),
        _stage(
            "disqualified",
            "Stage: disqualified",
            "What ends is in sections 63 to 65 (brief, 2.8); a request to look again exists, its limit is not known.",
            f"{POSITIVE}\n2025-02-03 disqualified",
            "2025-02-10",
            "phase outside",
            "headline Disqualified from the NRM.",
            f"detail {ENDED_BY_DISQUALIFICATION} Local support continues.",
            "prompts still_safe disqualification_review",
            "questions none",
        ),
        _stage(
            "disqualified",
            "Stage: disqualified, and no end of national support is recorded",
            "The duty ends by law; whether the support does is for the provider to say (brief, 2.8, 4).",
            f"{SUPPORTED}\n2025-02-03 disqualified",
            "2025-02-10",
            f"detail {ENDED_BY_DISQUALIFICATION} No end of national support is recorded; ask the provider whether it "
            "goes on. Local support continues.",
            "prompts still_safe disqualification_review",
            "questions national_support_ended",
        ),
        _stage(
            "disqualified",
            "Stage: disqualified before any positive decision",
            "Only after a positive reasonable grounds decision (section 63(1)): one recorded earlier is a question.",
            f"{REFERRED}\n2025-01-10 disqualified",
            "2025-01-13",
            "headline Disqualified from the NRM.",
            "prompts still_safe disqualification_review",
            "questions rg_positive",
        ),
        _stage(
            "disqualified_after",
            "Stage: disqualified after a positive conclusive decision",
            "No national support is promised: what the contract still gives is not known (brief, 2.8, 4). Rows "
            "move_on_positive_45 and reach_in: ended, and not open.",
            f"{CONFIRMED}\n2025-03-20 disqualified\n2025-03-21 national_support_ended",
            "2025-03-24",
            "phase after",
            "headline Confirmed as a victim; disqualified.",
            f"detail {ENDED_BY_DISQUALIFICATION} What national support still gives is not known, so promise none. "
            "Local support continues.",
            "move_on_positive_45: due 2025-04-17, ended",
            "no reach_in",
            "prompts still_safe disqualification_review",
            "questions none",
            "waits for nobody",
        ),
        _stage(
            "no_grounds",
            "Stage: no signs after all",
            "Nothing of slavery is left to do; other help may be needed.",
            f"{FOUND}\n2025-01-07 no_grounds_found",
            "2025-01-10",
            "headline No indicators of slavery.",
            "detail Other help may still be needed.",
            "prompts none",
            "questions none",
        ),
        _stage(
            "died",
            "Stage: died",
            "Death ends every clock (clocks, states).",
            f"{SUPPORTED}\n2025-02-03 died",
            "2025-02-10",
            "headline Died.",
            "detail Tasks and deadlines have ended. Close the case.",
            "prompts none",
            "questions none",
        ),
        _stage(
            "referred",
            "Stage: a Duty to Notify after a consented referral",
            "The duty is for an adult who does not consent (brief, 2.4): one dated after a consented referral is a "
            "question.",
            f"{REFERRED}\n2025-01-09 duty_to_notify_sent",
            "2025-01-10",
            "prompts contact_point ask_support",
            "questions duty_to_notify_sent",
        ),
        _stage(
            "referred",
            "Stage: a Duty to Notify, then a yes and a referral",
            "Said no, was notified, changed their mind: nothing is odd in that.",
            f"{NO}\n2025-01-08 duty_to_notify_sent\n2025-01-09 nrm_consent_given\n2025-01-10 nrm_referred\n"
            "2025-01-10 crime_recorded",
            "2025-01-10",
            "questions none",
        ),
        _stage(
            "agreed",
            "Stage: a Duty to Notify after a yes, before any referral",
            "Nothing was referred, so there is no consented referral that it could contradict.",
            f"{EXPLAINED}\n2025-01-07 nrm_consent_given\n2025-01-08 duty_to_notify_sent",
            "2025-01-10",
            "questions none",
        ),
        _stage(
            "referred",
            "Stage: a Duty to Notify for a child who was referred",
            "For a child one question is put, whether this person was an adult; not the adult's beside it.",
            f"{CHILD}\n2025-01-07 nrm_consent_given\n2025-01-08 nrm_referred\n2025-01-08 crime_recorded\n"
            "2025-01-09 duty_to_notify_sent",
            "2025-01-10",
            "questions duty_to_notify_sent",
        ),
        _stage(
            "declined",
            "Stage: left the NRM, and a Duty to Notify after it",
            "They left, said no to a new referral, and a report was sent before that answer: their yes had gone.",
            f"{POSITIVE}\n2025-02-03 nrm_withdrawn\n2025-02-04 duty_to_notify_sent\n"
            "2025-02-05 nrm_consent_declined",
            "2025-02-10",
            "questions none",
        ),
    ),
)
