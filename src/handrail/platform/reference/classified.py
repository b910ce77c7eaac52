"""How much each field says about a person: here nothing, these are facts about places and organisations."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

_SOURCED = "source confidence note"
FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Area",
        plain=f"{_SOURCED} code name name_cy region nation force_name force_name_cy form_name tile_x tile_y",
    ),
    **classify_fields("AreaName", plain="key name area"),
    **classify_fields(
        "Body",
        plain=f"{_SOURCED} id code name name_cy kind area parent prefix first_responder duty_to_notify duty_basis "
        "form_name valid_from valid_to",
    ),
    **classify_fields(
        "Governance",
        plain=f"{_SOURCED} id area body body_name kind title_of_lead valid_from valid_to from_precision "
        "to_precision from_confidence to_confidence planned end_planned",
    ),
    **classify_fields("Language", plain=f"{_SOURCED} tag name name_cy signed"),
    **classify_fields("LanguageName", plain="key name language note"),
    **classify_fields("Purpose", plain="id invented seed begun_at finished_at"),
}
