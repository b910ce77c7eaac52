"""The addresses of conferences and joint visits."""

from django.urls import URLPattern, path

from handrail.people.conferences.views import (
    agendas,
    areas,
    asking,
    meetings,
    members,
    moving,
    papers,
    reading,
    tellings,
    visits,
)

ONE = "conferences/<uuid:conference_id>"
CASE = "cases/<str:reference>"

urlpatterns: list[URLPattern] = [
    path("conferences/", reading.show_conferences, name="conferences"),
    path("conferences/areas/", areas.show_conference_areas, name="conference_areas"),
    path("conferences/areas/add/", areas.AddConferenceAreaPage.as_view(), name="add_conference_area"),
    path(
        "conferences/areas/<uuid:area_id>/",
        areas.ChangeConferenceAreaPage.as_view(),
        name="change_conference_area",
    ),
    path(
        "conferences/areas/<uuid:area_id>/agenda/", agendas.show_conference_agenda, name="conference_agenda"
    ),
    path(
        "conferences/areas/<uuid:area_id>/agenda/call/",
        agendas.CallRegularMeetingPage.as_view(),
        name="call_regular_meeting",
    ),
    path(f"{ONE}/", reading.show_conference, name="conference"),
    path(f"{ONE}/actions/", reading.show_conference_actions, name="conference_actions"),
    path(f"{ONE}/shared/", papers.show_disclosure_record, name="conference_disclosures"),
    path(f"{ONE}/answer/", asking.AcceptOrReturnConferencePage.as_view(), name="answer_conference"),
    path(f"{ONE}/person/", asking.PersonParticipationPage.as_view(), name="conference_person"),
    path(f"{ONE}/agencies/", asking.ConsentToTellAgencyPage.as_view(), name="conference_agency_answer"),
    path(f"{ONE}/sign/", members.SignConfidentialityStatementPage.as_view(), name="sign_conference"),
    path(
        f"{ONE}/members/add/", members.ChooseMemberOrganisationPage.as_view(), name="conference_member_body"
    ),
    path(
        f"{ONE}/members/add/<slug:body_code>/",
        members.AddConferenceMemberPage.as_view(),
        name="conference_member",
    ),
    path(
        f"{ONE}/members/<uuid:member_id>/signed/",
        members.RecordPaperSignaturePage.as_view(),
        name="note_conference_signature",
    ),
    path(
        f"{ONE}/members/<uuid:member_id>/leave/",
        members.RecordMemberLeavingPage.as_view(),
        name="leave_conference",
    ),
    path(f"{ONE}/step-out/", members.WithdrawSelfFromConferencePage.as_view(), name="conference_step_out"),
    path(f"{ONE}/items/add/", members.AddConferenceItemPage.as_view(), name="put_conference_item"),
    path(
        f"{ONE}/items/<uuid:item_id>/cut/",
        members.SetItemVisibilityToMembersPage.as_view(),
        name="cut_conference_item",
    ),
    path(f"{ONE}/meetings/call/", meetings.CallMeetingPage.as_view(), name="call_conference"),
    path(
        f"{ONE}/meetings/<uuid:meeting_id>/minutes/",
        meetings.RecordMeetingPage.as_view(),
        name="conference_minutes",
    ),
    path(
        f"{ONE}/meetings/<uuid:meeting_id>/told/",
        tellings.RecordPersonToldOfMeetingPage.as_view(),
        name="conference_told",
    ),
    path(
        f"{ONE}/meetings/<uuid:meeting_id>/move/",
        meetings.RescheduleMeetingPage.as_view(),
        name="move_conference_meeting",
    ),
    path(
        f"{ONE}/meetings/<uuid:meeting_id>/",
        papers.show_conference_meeting_minutes,
        name="conference_meeting",
    ),
    path(
        f"{ONE}/members/<uuid:member_id>/paper/",
        papers.show_disclosure_to_member_without_account,
        name="conference_paper_slice",
    ),
    path(f"{ONE}/actions/add/", meetings.AddConferenceActionPage.as_view(), name="set_conference_action"),
    path(
        f"{ONE}/actions/<uuid:action_id>/end/",
        meetings.RecordConferenceActionEndPage.as_view(),
        name="end_conference_action",
    ),
    path(f"{ONE}/hand-over/", moving.HandConferenceToAreaPage.as_view(), name="hand_over_conference"),
    path(f"{ONE}/earlier/", moving.show_earlier_conference, name="earlier_conference"),
    path(f"{ONE}/review/", moving.RecordBasisReviewPage.as_view(), name="review_conference_basis"),
    path(f"{ONE}/end/", meetings.EndConferencePage.as_view(), name="end_conference"),
    path(f"{CASE}/conferences/ask/", asking.RequestConferencePage.as_view(), name="ask_conference"),
    path(
        f"{CASE}/joint-visits/agree/", visits.RecordAgreedJointVisitPage.as_view(), name="agree_joint_visit"
    ),
    path(f"{CASE}/joint-visits/<uuid:visit_id>/", visits.show_joint_visit, name="joint_visit"),
    path(
        f"{CASE}/joint-visits/<uuid:visit_id>/who-goes/",
        visits.SetJointVisitCompanionPage.as_view(),
        name="set_joint_visit_companion",
    ),
    path("joint-visits/<uuid:visit_id>/", visits.show_joined_visit, name="joined_visit"),
    path(
        f"{CASE}/joint-visits/<uuid:visit_id>/record/",
        visits.RecordJointVisitResultPage.as_view(),
        name="record_joint_visit",
    ),
]
