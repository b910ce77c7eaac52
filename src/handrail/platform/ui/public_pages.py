"""Pages for anybody: help and accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.platform.ui.access_control import public

HELP = (
    (
        "",
        "Handrail carries a person from first contact to recovery. It prepares referrals; it sends nothing itself.",
    ),
    ("Somebody is in danger now", "Ring 999 first. The page will wait, and every answer is saved as you go."),
    (
        "You cannot see a case",
        "You see the cases that you are named on, and what others share with your organisation. Ask your duty lead "
        "to name you, or the organisation that holds the case to share what you need.",
    ),
    ("You have lost your authenticator", "Use one of your recovery codes, or ask your data protection lead."),
    (
        "A date looks wrong",
        "Open “Why, and the source” beneath it. It says which event started it, the rule and how sure we are.",
    ),
)
ACCESSIBILITY = (
    ("", "Every page is made to meet the Web Content Accessibility Guidelines 2.2 at level AA."),
    (
        "What we test",
        "Every page with an automatic checker, by keyboard alone, at phone width, and without JavaScript.",
    ),
    ("What we have not tested", "Pages have not yet been tried by people who use screen readers every day."),
    ("Tell us", "Tell your organisation’s administrator what gets in your way; they can reach us."),
)


@public("says how to use the product, and nothing about anybody")
def help_page(request: HttpRequest) -> HttpResponse:
    """Help in a few lines."""
    return render(request, "text.html", {"heading": "Help", "paragraphs": HELP})


@public("says how accessible the product is")
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "text.html", {"heading": "Accessibility", "paragraphs": ACCESSIBILITY})
