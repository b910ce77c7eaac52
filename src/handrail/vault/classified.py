"""How much each field says about a person: nothing, but the keys open what does."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed("BodyKey", plain="id body_code version made_at", secret="wrapped"),
    **classed("FileKey", plain="file_id body_code body_key made_at destroyed_at", secret="wrapped"),
}
