"""How much each field says about a person: nothing, services are offered by organisations."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed(
        "Service",
        plain="id provider name kind state before during after outside everywhere areas languages hours how_to_refer "
        "cost_note pro_bono safe_house",
    ),
    **classed("Service_areas", plain="id service area"),
    **classed("Service_languages", plain="id service language"),
}
