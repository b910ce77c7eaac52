"""How much each field says about a person. Answers, reasons and what was handed over are sealed with their own key."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed(
        "Draft",
        plain="id case definition state started_at started_by changed_at changed_by made_by made_event",
        personal="made_as made_on",
        identity="why_aside",
    ),
    **classed(
        "Answer",
        plain="id draft version read from_case changed_at changed_by",
        personal="key unsure",
        identity="value",
    ),
    **classed(
        "Handover",
        plain="id draft case to_body kinds handed_at handed_by reply replied_at replied_by",
        personal="route",
        identity="content words reply_words",
    ),
}
