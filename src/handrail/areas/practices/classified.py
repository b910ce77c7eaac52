"""How much each field says about a person: nothing about anybody who is supported; some about who sorted it."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Practice",
        plain="id key edition call body area area_as_told title words open_words kind before during after outside "
        "state since evidence evaluated safe_venue source_paragraph theme section suggested confirmed_by confirmed_at "
        "taken_out_at alike version",
    ),
    **classify_fields("PracticeWord", plain="id practice word"),
    **classify_fields("PracticeOutcome", plain="id practice outcome later words said_by said_at"),
    **classify_fields(
        "EditorText",
        plain="id call section source_paragraph about words why written_by written_at version",
    ),
}
