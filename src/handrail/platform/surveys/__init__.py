"""Surveys of the whole product: questions, a public link, paper; answers that name nobody.

    survey = create_survey(Survey(kind="forum", title=…, purpose=…, opens_on=…, closes_on=…), by=actor)
    add_survey_question(SurveyQuestion(survey=survey, kind="one", text=…, options=[…]), by=actor)
    open_survey(survey.pk, seen=survey.version, by=actor)

Results are in `insight/survey_results`: drawn once under the disclosure control when the survey closes.
"""
