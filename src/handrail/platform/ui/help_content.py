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
    "My day: what to do, most urgent first, with one button each. Today’s contacts are beside it.",
)
CASE: Final = HelpPicture(
    "help/case.jpg",
    "Overview of a case: danger and how to reach the person first, then progress and next steps.",
)
PLACE: Final = HelpPicture(
    "help/place-tonight.jpg", "Find a place tonight: three questions in a row, then the three best places."
)
TONIGHT: Final = HelpPicture(
    "help/tonight.jpg", "Tonight: free bed spaces, holds with the time left, stays that end."
)
FOR_YOU: Final = HelpPicture(
    "help/for-you.jpg",
    ("For you: what to decide, sign or answer, and what is overdue."),
)
MEMBER: Final = HelpPicture(
    "help/partnership-member.jpg",
    "For you: an action to report on, one to accept or decline, the next meeting.",
)
LEAD: Final = HelpPicture(
    "help/duty-board.jpg", "Deployment shows who is waiting for a practitioner, and since when."
)
DATA: Final = HelpPicture(
    "help/data-protection.jpg", "What needs a review: requests for a copy, legal holds, erasures waiting."
)
STAFF: Final = HelpPicture("help/administration.jpg", "People of the organisation with their roles.")

OPEN: Final = "When a person comes to you, open a case. Danger comes first. Each answer is saved as you go."
DAY: Final = "Start at My day. The first row is the most urgent. Its button takes you to the task."
PLACES: Final = "Places shows who of your people needs a place, and whose stay ends."
CONSENT: Final = "Ask for each consent separately. Help continues, whatever they say."
HELP: Final = {
    Role.NAVIGATOR: RoleHelp(
        "You support a person from first contact to recovery.",
        (
            DAY,
            OPEN,
            CONSENT,
            "On a case, use Record what happened. Handrail works out what is due and under which rule.",
            PLACES,
        ),
        MY_DAY,
        (Role.DUTY_LEAD, Role.DATA_PROTECTION),
    ),
    Role.LIAISON_OFFICER: RoleHelp(
        "You keep the victim informed during the police investigation.",
        (DAY, "On a case, Justice shows the victim’s rights and when each was given.", CONSENT),
        CASE,
        (Role.CO_ORDINATOR, Role.DUTY_LEAD),
    ),
    Role.CO_ORDINATOR: RoleHelp(
        "You give specialist support to victims and witnesses, and advise colleagues.",
        (
            DAY,
            "On a case, Justice shows the victim’s rights and when each was given.",
            "Answer requests for advice. They do not need to name anyone.",
        ),
        MY_DAY,
        (Role.DUTY_LEAD, Role.DATA_PROTECTION),
    ),
    Role.ADVISER: RoleHelp(
        "You advise people, using only what each person has agreed to share with you.",
        (DAY, "Under Services, open Referrals. Accept each referral, or decline it with a reason."),
        MY_DAY,
        (Role.DUTY_LEAD,),
    ),
    Role.OFFICER: RoleHelp(
        "You refer people to the NRM or send a Duty to Notify report.",
        (
            OPEN,
            "Find a place tonight: answer three questions, hold a place for 30 minutes, then confirm it.",
            PLACES,
            "You prepare the referral form or a Duty to Notify report on the case, then send it yourself.",
        ),
        PLACE,
        (Role.DUTY_LEAD, Role.CO_ORDINATOR),
    ),
    Role.SUPPORT_WORKER: RoleHelp(
        "You visit people who ask for support, and you work with them.",
        (
            DAY,
            ("Keep your availability up to date under Team. Only people who are free are asked."),
            PLACES,
            CONSENT,
        ),
        MY_DAY,
        (Role.DUTY_LEAD, Role.CO_ORDINATOR),
    ),
    Role.HOUSING: RoleHelp(
        "You manage places and decide who can use them.",
        (
            "Tonight shows free bed spaces, holds with the time left and stays that end.",
            (
                "Places: add units, withdraw one, or add a warning. Only someone holding a bed "
                "can see the address."
            ),
            (
                "Agreements say who is responsible and who pays. Confirm those that other "
                "organisations recorded."
            ),
        ),
        TONIGHT,
        (Role.DUTY_LEAD, Role.ADMINISTRATOR),
    ),
    Role.DUTY_LEAD: RoleHelp(
        "You are responsible for your team’s cases, day and night.",
        (
            ("My day begins with Now: whoever has no bed, is missing or is in danger. Gaps in cover follow."),
            "Team: name cover for absences.",
            "If a colleague cannot see a case, name them on it, or refuse and give a reason.",
            "Your account: say whether your team may call people from their devices.",
            "Contradictions: see which records cannot all be right, and what to do about each.",
        ),
        LEAD,
        (Role.DATA_PROTECTION, Role.ADMINISTRATOR),
    ),
    Role.COMMISSIONER: RoleHelp(
        (
            "You commission services, and check that organisations do what they promised. You never "
            "see case records."
        ),
        (
            "For you lists what to decide, answer or sign.",
            "Figures are rounded before they are published. Each has its definition beside it.",
            "Under Commissioning you find funds and contracts. Unmet need is under Figures.",
        ),
        FOR_YOU,
        (Role.SIGNATORY, Role.ADMINISTRATOR),
    ),
    Role.SIGNATORY: RoleHelp(
        "You sign off your organisation’s answers.",
        (
            "For you lists what is waiting for your signature.",
            "A colleague writes; you sign.",
        ),
        FOR_YOU,
        (Role.COMMISSIONER, Role.ADMINISTRATOR),
    ),
    Role.FORCE_LEAD: RoleHelp(
        "You are responsible for your force’s plans, actions and requests.",
        ("For you lists what is due.", "Requests and oversight: report to a board, update your actions."),
        FOR_YOU,
        (Role.SIGNATORY, Role.ADMINISTRATOR),
    ),
    Role.BOARD: RoleHelp(
        "You read the papers for your board.",
        ("See “All board packs”.", "Every chart has its table and its definition."),
        FOR_YOU,
        (Role.COMMISSIONER, Role.ADMINISTRATOR),
    ),
    Role.COLLATOR: RoleHelp(
        "You request information from organisations and publish their answers.",
        (
            "Requests: request information, see who has answered, send a return back.",
            "Reports: put practices in order, ask organisations about the wording, publish an edition.",
        ),
        FOR_YOU,
        (Role.ADMINISTRATOR,),
    ),
    Role.PARTNERSHIP_MEMBER: RoleHelp(
        "You sit on boards and forums for your organisation. You do not see cases.",
        (
            "For you lists seats offered to your organisation, actions to accept or decline, and meetings.",
            "Boards and forums: read the papers of your groups, and say what was done about an action.",
            "You choose which actions to accept. If you decline one, say why.",
        ),
        MEMBER,
        (Role.ADMINISTRATOR,),
    ),
    Role.DATA_PROTECTION: RoleHelp(
        "You protect people’s personal data.",
        (
            "Your home page lists what needs a review: emergency access, requests for a copy, erasures.",
            "The access log of a case shows who opened it, and who was refused.",
        ),
        DATA,
        (Role.DUTY_LEAD, Role.ADMINISTRATOR),
    ),
    Role.ADMINISTRATOR: RoleHelp(
        "You manage your organisation’s accounts and roles. You do not see cases.",
        (
            "Staff: invite someone, add a role, close an account.",
            "Confirm once a year that everyone still needs access.",
            "Phone call settings: say whether your team may call people from their devices.",
            "Contradictions: see which records cannot all be right, and what to do about each.",
        ),
        STAFF,
        (Role.DATA_PROTECTION,),
    ),
    Role.PLATFORM_ADMINISTRATOR: RoleHelp(
        "You add organisations and invite their first administrator. You do not see cases.",
        (
            "Organisations: add an organisation. Its letters start its case references.",
            "Invite its first administrator.",
            "Contradictions: see how many records cannot all be right.",
        ),
        STAFF,
        (Role.ADMINISTRATOR,),
    ),
}
