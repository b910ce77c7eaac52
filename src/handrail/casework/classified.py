"""How much each field says about a person. Words, names, numbers and places are sealed with the person's key."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed(
        "Case",
        plain="file owner reference area jurisdiction age_asked point_of_contact stand_in opened_at opened_by "
        "changes_on next_due version closed_at closed_by",
        personal="age danger phase stage told closed_because",
    ),
    **classed("ReferenceCounter", plain="body last"),
    **classed("ClockSetting", plain="id body clock length set_at set_by"),
    **classed(
        "Person",
        plain="case version changed_at changed_by",
        personal="language interpreter",
        identity="called full_name date_of_birth where_now",
    ),
    **classed("NameKey", plain="id case", personal="key"),
    **classed("Channel", plain="id case asked_at asked_by", personal="kind safe", identity="detail note"),
    **classed(
        "DangerCheck",
        plain="id case asked_at asked_by",
        personal="answer watched phone_tracked children_at_risk self_harm",
        identity="note",
    ),
    **classed("SafestContact", plain="id case asked_at asked_by", identity="how"),
    **classed("Moved", plain="id case by", personal="at"),
    **classed("PlanReview", plain="id plan case next_on reviewed_at reviewed_by"),
    **classed(
        "SafetyPlan",
        plain="id case number asked_for review_on is_newest written_at written_by",
        personal="review_because",
        identity="plan watched if_missing",
    ),
    **classed(
        "Event",
        plain="id case supersedes recorded_at recorded_by",
        personal="event at at_time of referral phase reference_key held_on",
        identity="note reference_seal",
    ),
    **classed(
        "Due",
        plain="id case sort code run title who rule source confidence kind ours",
        personal="why started due_on due_at ended_on",
    ),
    **classed(
        "Consent",
        plain="id case to_body kinds until adds asked_on asked_by event grant recorded_at",
        personal="matter said channel of_child interpreter through circle capacity",
        identity="interpreted_by asker decided_by decided_why words",
    ),
    **classed(
        "Notification",
        plain="id case prepared_at prepared_by sent_event sent_by",
        personal="co_operates gender",
        identity="nationality reason account crime_reference",
    ),
    **classed("Need", plain="id case opened_by", personal="kind opened_on met_on", identity="words"),
    **classed(
        "Offer",
        plain="id case need service offered_by answered_to recorded_at version changed_at changed_by",
        personal="offered_on phase answer answered_on cost_pence",
        identity="reason result",
    ),
    **classed(
        "Circumstances",
        plain="case version changed_at changed_by",
        personal="gender dependants public_funds status",
    ),
    **classed(
        "Referral",
        plain="id offer case to_body kinds sent_at sent_by answered_at answered_by outcome_at outcome_by chased "
        "chased_on version",
        personal="answer outcome pro_bono pro_bono_hours",
        identity="words answer_words outcome_words",
    ),
}
