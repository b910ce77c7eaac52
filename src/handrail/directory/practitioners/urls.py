"""The addresses of posts, practitioners, their availability and trainings."""

from django.urls import URLPattern, path

from handrail.directory.practitioners.views import (
    availability,
    employers,
    posts,
    practitioners,
    register_files,
    trainings,
)

WHO = "practitioners/<uuid:practitioner_id>"
ROTA = f"{WHO}/availability"

urlpatterns: list[URLPattern] = [
    path("practitioners/", practitioners.PractitionersPage.as_view(), name="practitioners"),
    path("practitioners/add/", practitioners.AddPractitionerPage.as_view(), name="add_practitioner"),
    path("practitioners/register.csv", register_files.register_csv, name="register_csv"),
    path("practitioners/import/", register_files.ImportRegisterPage.as_view(), name="import_register"),
    path(
        "practitioners/import/template.csv",
        register_files.register_csv_template,
        name="register_csv_template",
    ),
    path(
        "practitioners/import/findings/",
        register_files.ImportRegisterReportPage.as_view(),
        name="import_register_report",
    ),
    path("practitioners/lapsing/", trainings.lapsing_training_and_vetting, name="lapsing"),
    path("practitioners/settings/", trainings.practitioner_deployment_settings, name="deployment_settings"),
    path(
        "practitioners/settings/set/",
        trainings.AddDeploymentSettingsPage.as_view(),
        name="set_deployment_settings",
    ),
    path("practitioners/trainings/", trainings.training_sessions, name="training_sessions"),
    path(
        "practitioners/trainings/add/",
        trainings.AddTrainingSessionPage.as_view(),
        name="add_training_session",
    ),
    path(
        "practitioners/trainings/<int:session_id>/attendance/",
        trainings.RecordTrainingAttendancePage.as_view(),
        name="record_attendance",
    ),
    path(f"{WHO}/", practitioners.practitioner, name="practitioner"),
    path(f"{WHO}/change/", practitioners.ChangePractitionerPage.as_view(), name="change_practitioner"),
    path(
        f"{WHO}/languages/add/",
        practitioners.AddPractitionerLanguagePage.as_view(),
        name="add_practitioner_language",
    ),
    path(
        f"{WHO}/languages/<int:language_id>/remove/",
        practitioners.RemovePractitionerLanguagePage.as_view(),
        name="remove_practitioner_language",
    ),
    path(
        f"{WHO}/trainings/add/",
        practitioners.AddPractitionerTrainingPage.as_view(),
        name="add_practitioner_training",
    ),
    path(f"{WHO}/employers/code/", employers.CreateEmployerLinkCodePage.as_view(), name="make_link_code"),
    path(
        f"{WHO}/employers/link/",
        employers.LinkPractitionerToOtherEmployerPage.as_view(),
        name="link_practitioner",
    ),
    path(f"{WHO}/employers/end/", employers.EndEmployerLinkPage.as_view(), name="end_employer_link"),
    path(f"{ROTA}/", availability.PractitionerAvailabilityPage.as_view(), name="practitioner_availability"),
    path(
        f"{ROTA}/<int:period_id>/remove/",
        availability.RemovePractitionerPeriodPage.as_view(),
        name="remove_practitioner_period",
    ),
    path("availability/", availability.OwnAvailabilityPage.as_view(), name="own_availability"),
    path(
        "availability/<int:period_id>/remove/",
        availability.RemoveOwnRotaPeriodPage.as_view(),
        name="remove_own_period",
    ),
    path("posts/", posts.posts, name="posts"),
    path("posts/add/", posts.AddPostPage.as_view(), name="add_post"),
    path("posts/<uuid:post_id>/", posts.post, name="post"),
    path("posts/<uuid:post_id>/change/", posts.ChangePostPage.as_view(), name="change_post"),
]
