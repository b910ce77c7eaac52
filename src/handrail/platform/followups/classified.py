"""How much each field says about a person: nothing about anybody who is supported; some about who works on it."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "FollowUp",
        plain="id what owner due_on state origin_kind origin_id origin_title kept_by shared_with promised_on "
        "raised_by raised_at version",
        personal="person",
    ),
    **classify_fields(
        "FollowUpUpdate", plain="id about number state words evidence due_was due_on body at by"
    ),
}
