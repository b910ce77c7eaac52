"""How much each field says about a person: nothing about anybody who is supported; some about who worked on it."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed("Report", plain="id slug call title above version changed_by changed_at"),
    **classed(
        "Section",
        plain="id report code kind number heading level words draft shown version changed_by changed_at",
    ),
    **classed(
        "Entry",
        plain="id section report number anchor practice edition text original wording withheld quote asked_at "
        "answered_by answered_at suggested version changed_by changed_at",
    ),
    **classed("Edition", plain="id report number published_at published_by note content sha256 release"),
    **classed("EditionFile", plain="id edition format size sha256 content"),
    **classed("EditionEntry", plain="id edition anchor practice body from_return"),
}
