"""How much each field says about a person. What a paper holds, and what it is called, is sealed."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Paper",
        plain="id file type size parts added_at added_by scan scanned_at found taken_back_at taken_back_by",
        personal="kind",
        identity="name description checksum taken_back_because",
    ),
    **classify_fields("Part", plain="id paper number", identity="content"),
}
