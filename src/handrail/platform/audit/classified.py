"""How much each field says about a person. The trail names workers, never the person whose file it was."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Record",
        plain="id at user_id body_code body_name role verb about outcome shown mac",
        personal="user_name why",
    ),
    **classify_fields("Link", plain="sequence record_id is_head digest"),
}
