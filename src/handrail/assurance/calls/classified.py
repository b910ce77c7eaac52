"""How much each field says about a person: nothing about anybody who is supported; some about who worked on it."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed(
        "Call",
        plain="id code title guidance asked_by recommendation asked_on deadline state to_policing_bodies "
        "to_chief_constables named complete_record asked_reported answered_reported answered_source published_at "
        "closed_at version changed_by changed_at",
    ),
    **classed("Call_named", plain="id call body"),
    **classed("Question", plain="id call number version kind words help options required left_out"),
    **classed("Asked", plain="id call body opened_at"),
    **classed(
        "Return",
        plain="id asked state nothing_to_add nothing_words version next_entry drafted_by drafted_at signed_by "
        "signed_at submitted_at first_submitted_at withdrawn_at withdrawn_why entered_later",
    ),
    **classed("Answer", plain="id to question value version changed_by changed_at"),
    **classed("ReturnEdition", plain="id of number content sha256 submitted_at signed_by"),
    **classed("Comment", plain="id on words at by"),
    **classed(
        "Entry",
        plain="id key of number area title words kind before during after outside state since evidence evaluated "
        "safe_venue section_hint source_paragraph version changed_by changed_at",
    ),
}
