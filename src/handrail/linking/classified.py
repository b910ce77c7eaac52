"""How much each field says about a person. Words about people or places are sealed."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed(
        "Incident",
        plain="file owner area jurisdiction opened_at opened_by",
        personal="happened_on happened_at came_to_light",
    ),
    **classed("Opening", plain="token incident opened_at opened_by"),
    **classed("Member", plain="case opening", personal="incident"),
    **classed("Fact", plain="id incident kind said_at said_by", identity="words"),
    **classed("Copied", plain="id fact case kind copied_at copied_by", identity="words"),
    **classed(
        "Pair",
        plain="id across found_at decided_at decided_by version",
        personal="one two reasons verdict",
        identity="because",
    ),
    **classed("Side", plain="id body answer answered_at answered_by version", personal="pair case"),
    **classed(
        "Join",
        plain="id joined_at joined_by parted_at parted_by",
        personal="leading other",
        identity="because parted_because",
    ),
    **classed("LookAgain", plain="case asked_at"),
    **classed("LookedUntil", plain="id at"),
    **classed("OwnNote", plain="id case body written_at written_by", identity="answer words"),
}
