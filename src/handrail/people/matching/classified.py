"""How much each field says about a person. Words about people or places are sealed."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "Incident",
        plain="file owner area jurisdiction opened_at opened_by",
        personal="happened_on happened_at came_to_light",
    ),
    **classify_fields("IncidentOpening", plain="token incident opened_at opened_by"),
    **classify_fields("IncidentMember", plain="case opening", personal="incident"),
    **classify_fields("IncidentFact", plain="id incident kind said_at said_by", identity="words"),
    **classify_fields("CopiedFact", plain="id fact case kind copied_at copied_by", identity="words"),
    **classify_fields(
        "CasePair",
        plain="id across found_at decided_at decided_by version",
        personal="one two reasons verdict",
        identity="because",
    ),
    **classify_fields(
        "PairSide", plain="id body answer answered_at answered_by version", personal="pair case"
    ),
    **classify_fields(
        "CaseJoin",
        plain="id joined_at joined_by parted_at parted_by",
        personal="leading other",
        identity="because parted_because",
    ),
    **classify_fields("RematchRequest", plain="case asked_at"),
    **classify_fields("MatchSweepProgress", plain="id at"),
    **classify_fields("OwnNote", plain="id case body written_at written_by", identity="answer words"),
}
