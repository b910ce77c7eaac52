"""How much each field says about a person: nothing, but the keys open what does."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields("BodyKey", plain="id body_code version made_at", secret="wrapped"),
    **classify_fields("FileKey", plain="file_id body_code body_key made_at destroyed_at", secret="wrapped"),
}
