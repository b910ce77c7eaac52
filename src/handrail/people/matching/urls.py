"""Incidents with many people; perhaps the same person."""

from django.urls import URLPattern, path

from handrail.people.matching.views import incident_opening, incidents, pairs, police_force_notes

CASE = "cases/<str:reference>"
INCIDENT = "incidents/<uuid:incident_id>"

urlpatterns: list[URLPattern] = [
    path("incidents/", incidents.incident_list, name="incidents"),
    path("incidents/open/", incident_opening.OpenIncidentPage.as_view(), name="open_incident"),
    path(f"{INCIDENT}/", incidents.incident, name="incident"),
    path(f"{INCIDENT}/people/", incident_opening.AddIncidentPeoplePage.as_view(), name="incident_people"),
    path(f"{INCIDENT}/fact/", incidents.AddIncidentFactPage.as_view(), name="incident_fact"),
    path(f"{INCIDENT}/copy/", incidents.CopyIncidentFactsPage.as_view(), name="incident_copy"),
    path(f"{INCIDENT}/name/", incidents.GrantColleagueIncidentAccessPage.as_view(), name="incident_name"),
    path(f"{INCIDENT}/share/", incidents.ShareIncidentPage.as_view(), name="incident_share"),
    path(
        f"{INCIDENT}/share/<int:grant_id>/end/",
        incidents.EndIncidentAccessPage.as_view(),
        name="incident_end",
    ),
    path(f"{CASE}/same-person/", pairs.PossibleDuplicateCasesPage.as_view(), name="same_person"),
    path(f"{CASE}/same-person/<uuid:pair_id>/", pairs.CasePairVerdictPage.as_view(), name="compare"),
    path(f"{CASE}/joined/<uuid:join_id>/part/", pairs.SeparateJoinedCasesPage.as_view(), name="part_records"),
    path(f"{CASE}/note/", police_force_notes.OwnForceNotesPage.as_view(), name="own_note"),
    path("likenesses/", pairs.show_possible_matches_within_and_across_bodies, name="likenesses"),
    path("likenesses/<uuid:side_id>/", pairs.AnswerWillingnessToSpeakPage.as_view(), name="likeness"),
]
