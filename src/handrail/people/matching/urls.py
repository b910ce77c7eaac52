"""Incidents with many people; perhaps the same person."""

from django.urls import URLPattern, path

from handrail.people.matching.views import incident_opening, incidents, own_notes, pairs

CASE = "cases/<str:reference>"
INCIDENT = "incidents/<uuid:incident_id>"

urlpatterns: list[URLPattern] = [
    path("incidents/", incidents.incident_list, name="incidents"),
    path("incidents/open/", incident_opening.open_incident, name="open_incident"),
    path(f"{INCIDENT}/", incidents.incident, name="incident"),
    path(f"{INCIDENT}/people/", incident_opening.incident_people, name="incident_people"),
    path(f"{INCIDENT}/fact/", incidents.incident_fact, name="incident_fact"),
    path(f"{INCIDENT}/copy/", incidents.incident_copy, name="incident_copy"),
    path(f"{INCIDENT}/name/", incidents.incident_name, name="incident_name"),
    path(f"{INCIDENT}/share/", incidents.incident_share, name="incident_share"),
    path(f"{INCIDENT}/share/<int:grant_id>/end/", incidents.incident_end, name="incident_end"),
    path(f"{CASE}/same-person/", pairs.same_person, name="same_person"),
    path(f"{CASE}/same-person/<uuid:pair_id>/", pairs.compare, name="compare"),
    path(f"{CASE}/joined/<uuid:join_id>/part/", pairs.part_records, name="part_records"),
    path(f"{CASE}/note/", own_notes.own_note, name="own_note"),
    path("likenesses/", pairs.likenesses, name="likenesses"),
    path("likenesses/<uuid:side_id>/", pairs.likeness, name="likeness"),
]
