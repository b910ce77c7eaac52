"""How much each field says about a person: services are offered by organisations, and say nothing of those helped.

A single worker's name and number are about somebody at work: kept apart, and never published.
"""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed(
        "Service",
        plain="id key provider keeper name description kind state waits_for expected_on before during after outside "
        "nrm_point ages min_age max_age genders dependants public_funds status_rule rule_note everywhere areas "
        "languages interpreters capacity_rule capacity free_now free_on hours cost cost_pence cost_note pro_bono "
        "how_to_refer contact_phone contact_email website address town postcode safe_house public source source_id "
        "pilot_until assured_on changed_at version",
        personal="changed_by",
    ),
    **classed("Service_areas", plain="id service area"),
    **classed("Service_languages", plain="id service language"),
    **classed("Standing", plain="id service state since waits_for note said_at", personal="said_by"),
    **classed("Arrival", plain="id body source read_at done_at added", personal="rows read_by"),
    **classed("ServiceContact", plain="service", personal="name phone email"),
}
