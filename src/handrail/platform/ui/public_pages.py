"""Pages for anybody: help and accessibility."""

from typing import Final, TypedDict

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.ui.access_control import get_actor, public
from handrail.platform.ui.help_content import HELP as HELP_BY_ROLE
from handrail.platform.ui.help_content import RoleHelp
from handrail.platform.ui.navigation import get_layout_context_for_anybody

MOST_NAMES: Final = 5
ROLES_OF_LAST_RESORT: Final = (Role.DUTY_LEAD, Role.ADMINISTRATOR)

HELP = (
    (
        "",
        (
            "Handrail helps you support a person from first contact to recovery. It prepares "
            "referrals; you send them."
        ),
    ),
    (
        "Someone is in danger now",
        "Ring 999 first. Handrail can wait.",
    ),
    (
        "Saving your work",
        (
            "In a new case, Continue saves each answer. On other pages, press the button at the end before you leave."
        ),
    ),
    (
        "You cannot see a case",
        (
            "Ask your duty lead to add you to it, or ask the organisation that holds it to share what you need."
        ),
    ),
    (
        "You have lost your authenticator app or device",
        "Use a recovery code or a passkey, or ask your administrator to reset your sign-in.",
    ),
    (
        "A date looks wrong",
        ("Open “Why” under the date to see where it comes from, the rule and how sure we are."),
    ),
)
ACCESSIBILITY = (
    ("", "Every page is made to meet the Web Content Accessibility Guidelines 2.2 at level AA."),
    (
        "What we test",
        (
            "Every page is tested with an automatic checker, by keyboard alone, at phone width and "
            "without JavaScript."
        ),
    ),
    ("What we have not tested", "Pages have not yet been tried by people who use screen readers every day."),
    ("Contact us", "Tell your organisation’s administrator what gets in your way. They can reach us."),
)


class HelpPageContext(TypedDict):
    """What help.html shows. `mine` is the reader's role, `ask` whom they turn to, `support` who runs Handrail here.

    `support` is empty where somebody of the reader's organisation can be asked, or nobody is known.
    """

    paragraphs: tuple[tuple[str, str], ...]
    roles: list[tuple[str, str]]  # name, address
    mine: str
    help: RoleHelp | None
    role_name: str
    ask: list[tuple[str, list[str]]]  # role, names and work numbers of those who hold it
    support: str
    nobody_known: bool


@public("says how to use the product, and nothing about anybody")
def help_page(request: HttpRequest) -> HttpResponse:
    """Help in a few lines, and the pages for each role."""
    return _render_help_page(request, None)


@public("says how a role uses the product, and nothing about anybody")
def help_for_role(request: HttpRequest, role: str) -> HttpResponse:
    """What the role does first, with a picture, and who to ask."""
    if role not in set(Role):
        raise Http404
    return _render_help_page(request, Role(role))


def _render_help_page(request: HttpRequest, role: Role | None) -> HttpResponse:
    actor = get_actor(request)
    found = HELP_BY_ROLE[role] if role else None
    ask = _list_people_to_ask_by_role(actor, found.ask) if found else []
    support = "" if ask else settings.SUPPORT_CONTACT
    shown: HelpPageContext = {
        "paragraphs": HELP,
        "roles": [(each.card.name, reverse("help_role", args=[each.value])) for each in HELP_BY_ROLE],
        "mine": reverse("help_role", args=[actor.role.value]) if actor else "",
        "help": found,
        "role_name": role.card.name if role else "",
        "ask": ask,
        "support": support,
        "nobody_known": not ask and not support,
    }
    around = get_layout_context_for_anybody(request, actor, "help")
    return render(request, "help.html", {**around, **shown})


def _list_people_to_ask_by_role(actor: Actor | None, roles: tuple[Role, ...]) -> list[tuple[str, list[str]]]:
    """Whom to ask, by role, with their work numbers; without a reader the roles alone.

    Those of the reader's organisation who hold one of the roles; else its duty leads and administrators; else, unless a
    support contact is set, whoever administers the platform. Never the reader.
    """
    if actor is None:
        return [(role.card.name, []) for role in roles]
    own = Q(body=actor.body_id, role__in={role.value for role in (*roles, *ROLES_OF_LAST_RESORT)})
    rows = User.objects.filter(own | Q(role=Role.PLATFORM_ADMINISTRATOR.value), is_active=True)
    colleagues: dict[Role, list[str]] = {}
    administrators: list[str] = []
    for code, body, name, phone in (
        rows.exclude(pk=actor.user_id).order_by("name").values_list("role", "body", "name", "work_phone")
    ):
        said = f"{name}, {phone}" if phone else name
        if body == actor.body_id:
            colleagues.setdefault(Role(code), []).append(said)
        if code == Role.PLATFORM_ADMINISTRATOR:
            administrators.append(said)
    for wanted in (roles, ROLES_OF_LAST_RESORT):
        if found := [
            (each.card.name, colleagues[each][:MOST_NAMES]) for each in wanted if each in colleagues
        ]:
            return found
    if settings.SUPPORT_CONTACT or not administrators:
        return []
    return [(Role.PLATFORM_ADMINISTRATOR.card.name, administrators[:MOST_NAMES])]


@public("says how accessible the product is")
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "text.html", {"heading": "Accessibility", "paragraphs": ACCESSIBILITY})
