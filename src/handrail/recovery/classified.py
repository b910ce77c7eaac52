"""How much each field says about a person. All words are sealed with the person’s own key."""

from handrail.kernel.classes import Class, classed

FIELDS: dict[str, Class] = {
    **classed("Goal", plain="id case opened_at opened_by"),
    **classed(
        "GoalVersion",
        plain="id goal number is_newest written_at written_by",
        personal="said_on state state_on",
        identity="words first steps helpers state_words",
    ),
    **classed("GoalNeed", plain="id version need"),
    **classed(
        "LookBack",
        plain="id case recorded_at recorded_by",
        personal="outcome on silent placed asker",
        identity="words",
    ),
    **classed(
        "Hesitation", plain="id case recorded_at recorded_by", personal="about said_on", identity="words"
    ),
    **classed("HesitationReason", plain="id hesitation", personal="code"),
    **classed(
        "WhatChanged", plain="id hesitation recorded_at recorded_by", personal="turned on", identity="words"
    ),
    **classed("ChangeCause", plain="id change", personal="code"),
    **classed(
        "LocalProvider",
        plain="id case body added_at added_by ended_at ended_by",
        personal="since until",
        identity="contact ended_because",
    ),
    **classed(
        "Feedback",
        plain="id case recorded_at recorded_by answered_by answer_by",
        personal="kind said_on about wish answered_on",
        identity="words answer",
    ),
}
