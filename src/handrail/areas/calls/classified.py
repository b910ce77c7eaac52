"""How much each field says about a person: nothing about anybody who is supported; some about who worked on it."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Call",
        plain="id code title guidance asked_by recommendation asked_on deadline state to_policing_bodies "
        "to_chief_constables named complete_record asked_reported answered_reported answered_source published_at "
        "closed_at version changed_by changed_at",
    ),
    **classify_fields("Call_named", plain="id call body"),
    **classify_fields(
        "CallQuestion", plain="id call number version kind words help options required left_out"
    ),
    **classify_fields("CallRecipient", plain="id call body opened_at"),
    **classify_fields(
        "Return",
        plain="id asked state nothing_to_add nothing_words version next_entry drafted_by drafted_at signed_by "
        "signed_at submitted_at first_submitted_at withdrawn_at withdrawn_why entered_later",
    ),
    **classify_fields("ReturnAnswer", plain="id to question value version changed_by changed_at"),
    **classify_fields("ReturnEdition", plain="id of number content sha256 submitted_at signed_by"),
    **classify_fields("ReturnComment", plain="id on words at by"),
    **classify_fields(
        "ReturnEntry",
        plain="id key of number area title words kind before during after outside state since evidence evaluated "
        "safe_venue section_hint source_paragraph version changed_by changed_at",
    ),
}
