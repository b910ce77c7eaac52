"""How much each field says about a person: services are offered by organisations, and say nothing of those helped.

A single worker's name and number are about somebody at work: kept apart, and never published.
"""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Service",
        plain="id key provider keeper name description kind state waits_for expected_on before during after outside "
        "nrm_point ages min_age max_age genders dependants public_funds status_rule rule_note everywhere areas "
        "languages interpreters capacity_rule capacity free_now free_on hours cost cost_pence cost_note pro_bono "
        "how_to_refer contact_phone contact_email website address town postcode safe_house public source source_id "
        "pilot_until assured_on changed_at version",
        personal="changed_by",
    ),
    **classify_fields("Service_areas", plain="id service area"),
    **classify_fields("Service_languages", plain="id service language"),
    **classify_fields(
        "ServiceStatus", plain="id service state since waits_for note said_at", personal="said_by"
    ),
    **classify_fields("ServiceImport", plain="id body source read_at done_at added", personal="rows read_by"),
    **classify_fields("ServiceContact", plain="service", personal="name phone email"),
}
