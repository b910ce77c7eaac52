"""How much each field says about a person. Words, names, numbers and places are sealed with the person's key."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Case",
        plain="file owner reference area jurisdiction age_asked point_of_contact stand_in opened_at opened_by "
        "changes_on next_due version closed_at closed_by",
        personal="age danger phase stage told closed_because",
    ),
    **classify_fields("ReferenceCounter", plain="body last"),
    **classify_fields(
        "Person",
        plain="case version changed_at changed_by",
        personal="language interpreter",
        identity="called full_name date_of_birth where_now",
    ),
    **classify_fields(
        "DangerCheck",
        plain="id case asked_at asked_by",
        personal="answer watched phone_tracked children_at_risk self_harm",
        identity="note",
    ),
    **classify_fields("PlanReview", plain="id plan case next_on reviewed_at reviewed_by"),
    **classify_fields(
        "SafetyPlan",
        plain="id case number asked_for review_on is_newest written_at written_by",
        personal="review_because",
        identity="plan watched if_missing",
    ),
    **classify_fields(
        "Event",
        plain="id case supersedes recorded_at recorded_by",
        personal="event at at_time of referral phase reference_key held_on",
        identity="note reference_seal",
    ),
    **classify_fields(
        "Consent",
        plain="id case to_body kinds until adds asked_on asked_by event grant recorded_at",
        personal="matter said channel of_child interpreter through circle capacity",
        identity="interpreted_by asker decided_by decided_why words",
    ),
    **classify_fields("Need", plain="id case opened_by", personal="kind opened_on met_on", identity="words"),
    **classify_fields(
        "Offer",
        plain="id case need service offered_by answered_to recorded_at version changed_at changed_by",
        personal="offered_on phase answer answered_on cost_pence",
        identity="reason result",
    ),
    **classify_fields("PersonMove", plain="id case by", personal="at"),
}
