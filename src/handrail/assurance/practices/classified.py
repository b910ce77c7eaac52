"""How much each field says about a person: nothing about anybody who is supported; some about who sorted it."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed(
        "Practice",
        plain="id key edition call body area area_as_told title words open_words kind before during after outside "
        "state since evidence evaluated safe_venue source_paragraph theme section suggested confirmed_by confirmed_at "
        "taken_out_at alike version",
    ),
    **classed("PracticeWord", plain="id practice word"),
    **classed("Outcome", plain="id practice outcome later words said_by said_at"),
    **classed(
        "EditorText",
        plain="id call section source_paragraph about words why written_by written_at version",
    ),
}
