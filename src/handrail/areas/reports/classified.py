"""How much each field says about a person: nothing about anybody who is supported; some about who worked on it."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields("Report", plain="id slug call title above version changed_by changed_at"),
    **classify_fields(
        "ReportSection",
        plain="id report code kind number heading level words draft shown version changed_by changed_at",
    ),
    **classify_fields(
        "ReportEntry",
        plain="id section report number anchor practice edition text original wording withheld quote asked_at "
        "answered_by answered_at suggested version changed_by changed_at",
    ),
    **classify_fields(
        "Edition", plain="id report number published_at published_by note content sha256 release"
    ),
    **classify_fields("EditionFile", plain="id edition format size sha256 content"),
    **classify_fields("EditionEntry", plain="id edition anchor practice body from_return"),
}
