"""Help for each role: what to do first, a picture of the page that it begins with, who to ask."""

from typing import Final, NamedTuple

from handrail.platform.access.roles import Role


class HelpPicture(NamedTuple):
    """A picture of invented data: a file beside the style sheet, what it shows, its size in pixels."""

    file: str
    alt: str
    width: int = 960
    height: int = 600


class RoleHelp(NamedTuple):
    """Help for one role. `ask` are the roles of the reader's own organisation to turn to, the first one first."""

    does: str
    steps: tuple[str, ...]
    picture: HelpPicture
    ask: tuple[Role, ...]


MY_DAY: Final = HelpPicture(
    "help/my-day.jpg",
    "My day: what to do, most urgent first, with one button each; contacts of today beside it.",
)
CASE: Final = HelpPicture(
    "help/case.jpg",
    "Overview of a case: danger and how to reach the person first, then where they are and the next three things.",
)
PLACE: Final = HelpPicture(
    "help/place-tonight.jpg", "Find a place tonight: three questions in a row, then the three best places."
)
TONIGHT: Final = HelpPicture(
    "help/tonight.jpg", "Tonight: bed spaces that are free, holds with the time left, stays that end."
)
FOR_YOU: Final = HelpPicture(
    "help/for-you.jpg", "For you: what to decide, sign or answer, and what is overdue. No person is on it."
)
LEAD: Final = HelpPicture(
    "help/duty-board.jpg", "The duty board: who waits for somebody to be sent, and since when."
)
DATA: Final = HelpPicture(
    "help/data-protection.jpg", "What needs a review: requests for a copy, holds, erasures that wait."
)
STAFF: Final = HelpPicture("help/administration.jpg", "People of the organisation with their roles.")

OPEN: Final = "A person comes: open a case. Danger is asked first; each answer is saved as you go."
DAY: Final = "Start at My day. The first row is the most urgent; its button opens the act itself."
CONSENT: Final = "Ask each question of consent separately. Whatever they say, help goes on."
HELP: Final = {
    Role.NAVIGATOR: RoleHelp(
        "You stay beside a person from first contact to recovery.",
        (
            DAY,
            OPEN,
            CONSENT,
            "On a case, Record what happened; Handrail works out what is due and by which rule.",
        ),
        MY_DAY,
        (Role.DUTY_LEAD, Role.DATA_PROTECTION),
    ),
    Role.LIAISON_OFFICER: RoleHelp(
        "You keep the victim informed during the investigation.",
        (DAY, "On a case, Justice holds the rights of the victim and when each was given.", CONSENT),
        CASE,
        (Role.CO_ORDINATOR, Role.DUTY_LEAD),
    ),
    Role.CO_ORDINATOR: RoleHelp(
        "You decide who is sent to a person, and advise colleagues.",
        (
            "The duty board shows who waits. Open a request to see who fits, and by which rule others do not.",
            "Plan a shift to see all open requests at once; one press asks everybody who is ticked.",
            "Answer requests for advice; they need name nobody.",
        ),
        LEAD,
        (Role.DUTY_LEAD, Role.DATA_PROTECTION),
    ),
    Role.ADVISER: RoleHelp(
        "You advise a person on what they agreed to share with you.",
        (DAY, "Services, then Referrals: accept a referral or decline it, with the reason."),
        MY_DAY,
        (Role.DUTY_LEAD,),
    ),
    Role.OFFICER: RoleHelp(
        "You meet a person first, or report what you found.",
        (
            OPEN,
            "Find a place tonight: answer three questions, hold a place for 30 minutes, confirm it.",
            "The referral form or a Duty to Notify report is prepared on the case; you send it yourself.",
        ),
        PLACE,
        (Role.DUTY_LEAD, Role.CO_ORDINATOR),
    ),
    Role.SUPPORT_WORKER: RoleHelp(
        "You go to people who ask for support, and work with them.",
        (DAY, "Keep your availability under Team: the duty board asks only those who are free.", CONSENT),
        MY_DAY,
        (Role.DUTY_LEAD, Role.CO_ORDINATOR),
    ),
    Role.HOUSING: RoleHelp(
        "You keep places and say who may use them.",
        (
            "Tonight shows free bed spaces, holds with the time left and stays that end.",
            "Our places: add units, withdraw one, warn of one. An address is shown only to who holds a bed.",
            "Agreements say who is responsible and who pays; confirm those that others wrote down.",
        ),
        TONIGHT,
        (Role.DUTY_LEAD, Role.ADMINISTRATOR),
    ),
    Role.DUTY_LEAD: RoleHelp(
        "You answer for your team’s cases, day and night.",
        (
            "My day begins with what nobody else has done: gaps in cover, checks to sign, requests to approve.",
            "Team: name cover for whoever is away.",
            "A colleague cannot see a case: name them on it, or refuse with a reason.",
        ),
        LEAD,
        (Role.DATA_PROTECTION, Role.ADMINISTRATOR),
    ),
    Role.COMMISSIONER: RoleHelp(
        "You commission services, and hold bodies to what they promised. You never see a person.",
        (
            "For you lists what to decide, answer or sign.",
            "Figures are published and rounded; each has its definition beside it.",
            "Commissioning: funds, contracts, what is missing.",
        ),
        FOR_YOU,
        (Role.SIGNATORY, Role.ADMINISTRATOR),
    ),
    Role.SIGNATORY: RoleHelp(
        "You sign what your organisation answers.",
        (
            "For you lists what waits for your signature.",
            "Nobody signs what they wrote: a colleague writes, you sign.",
        ),
        FOR_YOU,
        (Role.COMMISSIONER, Role.ADMINISTRATOR),
    ),
    Role.FORCE_LEAD: RoleHelp(
        "You answer for your force: plans, actions, requests.",
        ("For you lists what is due.", "Requests and oversight: report to a board, update your actions."),
        FOR_YOU,
        (Role.SIGNATORY, Role.ADMINISTRATOR),
    ),
    Role.BOARD: RoleHelp(
        "You read what a board needs.",
        ("For you leads to the newest board pack.", "Every chart has its table and its definition."),
        FOR_YOU,
        (Role.COMMISSIONER, Role.ADMINISTRATOR),
    ),
    Role.COLLATOR: RoleHelp(
        "You ask bodies for information and publish what they answer.",
        (
            "Requests: ask, follow who has answered, send a return back.",
            "Reports: put practices in order, ask bodies about their words, publish an edition.",
        ),
        FOR_YOU,
        (Role.ADMINISTRATOR,),
    ),
    Role.DATA_PROTECTION: RoleHelp(
        "You watch over people’s data.",
        (
            "Your home lists what needs a review: access in an emergency, requests for a copy, erasures.",
            "The access log of a case shows who opened it, and who was refused.",
        ),
        DATA,
        (Role.DUTY_LEAD, Role.ADMINISTRATOR),
    ),
    Role.ADMINISTRATOR: RoleHelp(
        "You look after the people of your organisation and their roles. You see no case.",
        (
            "People: invite somebody, add a role, end an account.",
            "Confirm once a year that everybody still needs access.",
        ),
        STAFF,
        (Role.DATA_PROTECTION,),
    ),
    Role.PLATFORM_ADMINISTRATOR: RoleHelp(
        "You add organisations and invite their first administrator. You see no case.",
        (
            "Organisations: add one; its letters begin the references of its cases.",
            "Invite its first administrator.",
        ),
        STAFF,
        (Role.ADMINISTRATOR,),
    ),
}
