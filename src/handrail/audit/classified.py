"""How much each field says about a person. The trail names workers, never the person whose file it was."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed(
        "Record",
        plain="id at user_id body_code body_name role verb about outcome shown mac",
        personal="user_name why",
    ),
    **classed("Link", plain="sequence record_id is_head digest"),
}
