"""What surveys found: drawn once under the disclosure control when a survey closes, and frozen.

result = close_survey(survey.pk, seen=survey.version, by=actor)   # actions.py
result = find_survey_result(survey.pk)                            # queries.py; None while it is open
present_survey_result(result)                                     # presenters.py: lines and charts for a page
"""
