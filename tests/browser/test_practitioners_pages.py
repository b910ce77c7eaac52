"""Every page of posts, practitioners, rota and trainings; and a rota that is kept on a phone."""

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.directory.practitioners.urls import urlpatterns
from support.practitioners import a_register, practitioner_arguments

OWN = ("own_availability", "remove_own_period")
FILES = {"register_csv", "register_csv_template", "import_register_report"}
"""Downloads, and the findings of a file, which tests/directory/practitioners asks for."""


def test_every_page_of_practitioners_can_be_used(cast, desk):
    arguments = practitioner_arguments(a_register(cast))
    names = {str(pattern.name) for pattern in urlpatterns} - FILES
    lead, worker = Walker(desk(cast.lead)), Walker(desk(cast.worker))
    wrong = []
    for name in sorted(names):
        wrong += fault(worker if name in OWN else lead, reverse(name, args=arguments.get(name, [])))
    wrong += fault(Walker(desk(cast.commissioner)), reverse("posts"))
    assert wrong == []


def test_a_navigator_keeps_their_rota_on_a_phone(cast, phone):
    a_register(cast)
    worker = Walker(phone(cast.worker))
    worker.go(reverse("own_availability"))
    worker.choose("What it is", "Away")
    worker.fill("From", "22:00")
    worker.fill("To", "6:30am")
    worker.fill("Repeat for how many weeks (optional)", "2")
    worker.press("Add")
    worker.says("Added: 2 entries.", "10pm to 6:30am")
