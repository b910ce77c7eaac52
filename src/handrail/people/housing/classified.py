"""How much each field says about a person: who stays where is sealed or plain numbers; words about them are sealed."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields(
        "PlaceBrief",
        plain="case version said_at said_by risks_asked",
        personal="beds children pets access",
        identity="risks risk_words",
    ),
    **classify_fields("CheckDraft", plain="id case place answered changed_at changed_by", identity="answers"),
    **classify_fields(
        "SuitabilityCheck",
        plain="id case place signed_at signed_by suitable overruled_at overruled_by",
        personal="ground_floor staff_told identity_asked card_asked mixed_use known_risk flagged far_enough "
        "signed_name",
        identity="who_checks note overruled_why",
    ),
    **classify_fields(
        "Stay",
        plain="id case unit place_kind beds state first_night last_night held_at held_until held_by held_for "
        "moving_from check_signed agreement offer confirmed_at confirmed_by standing answers_for payer pays_from rule "
        "night_pence unsuitable_from unsuitable_why ended_at ended_by ended_why let_go_why version",
        identity="unsuitable_words end_words",
    ),
    **classify_fields("StayNight", plain="id stay unit space night"),
    **classify_fields(
        "MissingEpisode",
        plain="id stay recorded_at recorded_by",
        personal="missing_at told_police found_at",
        identity="words found_words",
    ),
    **classify_fields("LostEvidence", plain="id stay told_police recorded_at recorded_by", identity="words"),
    **classify_fields(
        "HousingRefusal",
        plain="id case body body_words why refused_at area phase recorded_at recorded_by",
        identity="words said_by",
    ),
    **classify_fields(
        "Dispute",
        plain="id case between other tonight payer pays_from rule area phase opened_at opened_by settled_at settled_by "
        "settled_body",
        identity="says other_says settled_words",
    ),
    **classify_fields(
        "NothingFits",
        plain="id case missing night area phase recorded_at recorded_by",
        identity="words slept",
    ),
    **classify_fields("ChildWatch", plain="id case began_at began_by placed_at placed_by"),
    **classify_fields("ChildCall", plain="id watch sort at by", identity="words"),
    **classify_fields(
        "ReviewAction", plain="id body gap words by_day made_at made_by done_on outcome", personal="who"
    ),
}
