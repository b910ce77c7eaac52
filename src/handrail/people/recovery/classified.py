"""How much each field says about a person. All words are sealed with the person’s own key."""

from handrail.platform.kernel.sensitivity import Sensitivity, classify_fields

FIELDS: dict[str, Sensitivity] = {
    **classify_fields("Goal", plain="id case opened_at opened_by"),
    **classify_fields(
        "GoalVersion",
        plain="id goal number is_newest written_at written_by",
        personal="said_on state state_on",
        identity="words first steps helpers state_words",
    ),
    **classify_fields("GoalNeed", plain="id version need"),
    **classify_fields(
        "OutcomeReview",
        plain="id case recorded_at recorded_by",
        personal="outcome on silent placed asker",
        identity="words",
    ),
    **classify_fields(
        "Hesitation", plain="id case recorded_at recorded_by", personal="about said_on", identity="words"
    ),
    **classify_fields("HesitationReason", plain="id hesitation", personal="code"),
    **classify_fields(
        "HesitationChange",
        plain="id hesitation recorded_at recorded_by",
        personal="turned on",
        identity="words",
    ),
    **classify_fields("ChangeCause", plain="id change", personal="code"),
    **classify_fields(
        "LocalProvider",
        plain="id case body added_at added_by ended_at ended_by",
        personal="since until",
        identity="contact ended_because",
    ),
    **classify_fields(
        "CaseFeedback",
        plain="id case recorded_at recorded_by answered_by answer_by",
        personal="kind said_on about wish answered_on",
        identity="words answer",
    ),
}
