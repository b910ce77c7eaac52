"""How much each field says about a person. Answers, reasons and what was handed over are sealed with their own key."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Draft",
        plain="id case definition state started_at started_by changed_at changed_by made_by made_event",
        personal="made_as made_on",
        identity="why_aside",
    ),
    **classify_fields(
        "FormAnswer",
        plain="id draft version read from_case changed_at changed_by",
        personal="key unsure",
        identity="value",
    ),
    **classify_fields(
        "Handover",
        plain="id draft case to_body kinds handed_at handed_by reply replied_at replied_by",
        personal="route",
        identity="content words reply_words",
    ),
}
