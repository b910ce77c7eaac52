"""Pages for anybody: help and accessibility."""

from typing import Final, TypedDict

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
        ("In a new case, Continue saves each answer. On other pages, press Save before you leave."),
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
    """What help.html shows. `mine` is the reader's role, `people` those of their organisation to ask."""

    paragraphs: tuple[tuple[str, str], ...]
    roles: list[tuple[str, str]]  # name, address
    mine: str
    help: RoleHelp | None
    role_name: str
    ask: list[tuple[str, list[str]]]  # role, names of those who hold it in the reader's organisation


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
    shown: HelpPageContext = {
        "paragraphs": HELP,
        "roles": [(each.card.name, reverse("help_role", args=[each.value])) for each in HELP_BY_ROLE],
        "mine": reverse("help_role", args=[actor.role.value]) if actor else "",
        "help": found,
        "role_name": role.card.name if role else "",
        "ask": _list_colleagues_to_ask_by_role(actor, found.ask) if found else [],
    }
    around = get_layout_context_for_anybody(request, actor, "help")
    return render(request, "help.html", {**around, **shown})


def _list_colleagues_to_ask_by_role(
    actor: Actor | None, roles: tuple[Role, ...]
) -> list[tuple[str, list[str]]]:
    """Each role that somebody of the reader's organisation holds, with names; without a reader the roles alone."""
    if actor is None:
        return [(role.card.name, []) for role in roles]
    names: dict[str, list[str]] = {}
    codes = [role.value for role in roles]
    rows = User.objects.filter(is_active=True, body=actor.body_id, role__in=codes).order_by("name")
    for code, name in rows.values_list("role", "name"):
        names.setdefault(code, []).append(name)
    return [(role.card.name, names[role.value][:MOST_NAMES]) for role in roles if role.value in names]


@public("says how accessible the product is")
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "text.html", {"heading": "Accessibility", "paragraphs": ACCESSIBILITY})
