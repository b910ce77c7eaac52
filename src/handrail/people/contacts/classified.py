"""How much each field says about a person. What a worker writes, and who depends on the person, is sealed."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Task",
        plain="id case due_on for_user cause contact state made_at made_by ended_at ended_by version changed_at "
        "changed_by",
        identity="what end_words",
    ),
    **classify_fields(
        "Contact",
        plain="id case with_user every_days follows state made_at made_by version changed_at changed_by",
        personal="channel says on at_time interpreter",
        identity="despite about words",
    ),
    **classify_fields(
        "Closing",
        plain="id case closed_at closed_by reopened_at reopened_by",
        personal="because left_open",
        identity="words reopen_words",
    ),
    **classify_fields("Absence", plain="id made_at made_by taken_back_at", personal="user since until"),
    **classify_fields(
        "HandOver",
        plain="id case from_user from_body to_user to_body grant stays_on state asked_at answered_at answered_by",
        identity="note answer_words",
    ),
    **classify_fields(
        "Dependant",
        plain="id case said_at said_by version changed_at changed_by taken_out_at",
        personal="sort where at_risk",
        identity="called born_year where_words risk_words own_reference",
    ),
}
