"""Addresses of contacts, tasks, handovers, closing, stand-ins and dependants."""

from django.urls import URLPattern, path

from handrail.people.contacts.views import (
    absence_cover,
    closing,
    contacts,
    dependants,
    hand_overs,
    side_moves,
    stand_ins,
    tasks,
)

CASE = "cases/<str:reference>"

urlpatterns: list[URLPattern] = [
    path(f"{CASE}/work/", tasks.case_work, name="case_work"),
    path(f"{CASE}/tasks/add/", tasks.AddTaskPage.as_view(), name="add_task"),
    path(f"{CASE}/tasks/<uuid:task_id>/", tasks.EndTaskPage.as_view(), name="end_task"),
    path(f"{CASE}/tasks/<uuid:task_id>/change/", tasks.ChangeTaskPage.as_view(), name="change_task"),
    path(f"{CASE}/tasks/<uuid:task_id>/take/", tasks.take_task, name="take_task"),
    path(f"{CASE}/contact/plan/", contacts.PlanContactPage.as_view(), name="plan_contact"),
    path(f"{CASE}/contact/record/", contacts.RecordUnplannedContactPage.as_view(), name="record_contact"),
    path(f"{CASE}/contact/<uuid:contact_id>/", contacts.ContactOutcomePage.as_view(), name="contact_outcome"),
    path(
        f"{CASE}/contact/<uuid:contact_id>/change/",
        contacts.ChangePlannedContactPage.as_view(),
        name="move_contact",
    ),
    path(f"{CASE}/contact/<uuid:contact_id>/missed/", contacts.missed_contact_page, name="contact_missed"),
    path(f"{CASE}/close/", closing.CloseCasePage.as_view(), name="close_case"),
    path(f"{CASE}/open-again/", closing.ReopenCasePage.as_view(), name="reopen_case"),
    path(f"{CASE}/hand-over/", hand_overs.RequestHandOverPage.as_view(), name="hand_over"),
    path(
        f"{CASE}/hand-over/<uuid:hand_over_id>/",
        hand_overs.AnswerHandOverPage.as_view(),
        name="answer_hand_over",
    ),
    path(
        f"{CASE}/hand-over/<uuid:hand_over_id>/take-back/",
        hand_overs.take_back_hand_over,
        name="take_back_hand_over",
    ),
    path(
        f"{CASE}/other-side/",
        side_moves.MoveCaseToOtherSideOfOrganisationPage.as_view(),
        name="move_to_other_side",
    ),
    path(f"{CASE}/dependants/", dependants.show_dependants_of_case, name="dependants"),
    path(f"{CASE}/dependants/add/", dependants.AddDependantPage.as_view(), name="add_dependant"),
    path(
        f"{CASE}/dependants/follow/",
        dependants.answer_eligibility_question_from_dependants,
        name="follow_dependants",
    ),
    path(
        f"{CASE}/dependants/<uuid:dependant_id>/",
        dependants.ChangeDependantPage.as_view(),
        name="change_dependant",
    ),
    path(
        f"{CASE}/dependants/<uuid:dependant_id>/take-out/",
        dependants.remove_dependant_entered_by_mistake,
        name="take_out_dependant",
    ),
    path("contacts/", contacts.contacts_of_day, name="contacts_of_day"),
    path("cover/", absence_cover.stand_in_cover_page, name="cover"),
    path("cover/name/", stand_ins.NameStandInsPage.as_view(), name="name_stand_ins"),
    path("cover/away/", absence_cover.RecordAbsencePage.as_view(), name="say_away"),
    path("cover/away/<uuid:away_id>/back/", absence_cover.take_back_absence, name="back_again"),
    path("hand-overs/", hand_overs.show_own_hand_overs, name="hand_overs"),
]
