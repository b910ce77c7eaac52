"""Everything that may stand in a mail, to be read in one sitting. A link is all that is added."""

from dataclasses import dataclass
from typing import Final

from handrail.platform.kernel.messages import lower_first, msg


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """One kind of message."""

    subject: str
    text: str
    is_urgent: bool = False  # never waits for the quiet hours to end, nor for other messages


MESSAGE_TEMPLATES: Final[dict[str, MessageTemplate]] = {
    "look_at_return": MessageTemplate(
        "Please look at your return",
        "A return of your organisation is not finished. Please look at it.",
    ),
    "sign_return": MessageTemplate(
        "A return waits for your signature",
        "A return of your organisation is ready to sign. Please read it.",
    ),
    "return_sent_back": MessageTemplate(
        "Please look at your return again",
        "A return of your organisation was sent back with a comment. Please look at it.",
    ),
    "return_asked": MessageTemplate(
        "Your organisation is asked for a return",
        "Your organisation is asked for a return. Please look at the questions and the deadline.",
    ),
    "look_at_action": MessageTemplate(
        "Please look at an action",
        "An action of your organisation is due. Please look at it.",
    ),
    "account_locked": MessageTemplate(
        "Sign-in to your account was stopped for half an hour",
        "A wrong password was entered for your account several times. If that was not you, tell your data protection"
        " lead. On a device that you have used before, you can sign in as usual.",
        is_urgent=True,
    ),
    "look_at_referral": MessageTemplate(
        "A referral has no answer yet",
        "A referral that your organisation sent has had no answer for some days. Please look at it.",
    ),
    "password_reset": MessageTemplate(
        "Choose a new password",
        "Somebody asked for a new password for your account. If that was you, follow the link within an hour. It works"
        " once. If it was not you, you do not need to do anything.",
        is_urgent=True,
    ),
    "password_changed": MessageTemplate(
        "Your password was changed",
        "The password of your account was changed, and you were signed out everywhere else. If that was not you, tell"
        " your data protection lead now.",
        is_urgent=True,
    ),
    "sign_in_changed": MessageTemplate(
        "How you sign in was changed",
        "An authenticator app, a passkey, recovery codes or another way to sign in to your account was added, changed"
        " or removed. If that was not you, tell your data protection lead now.",
        is_urgent=True,
    ),
    "invitation": MessageTemplate(
        "An account was made for you",
        "Your organisation made an account for you. Follow the link within 7 days to choose your password. It works"
        " once.",
        is_urgent=True,
    ),
    "invited": MessageTemplate(
        "You are invited to Handrail",
        "An organisation has invited you to work with Handrail. Follow the link to read who invites you, and to accept."
        " It works once, and for a few days. If you do not know why you get this, do nothing.",
        is_urgent=True,
    ),
    "emergency_access": MessageTemplate(
        "A case was opened in an emergency",
        "Somebody opened a case of your organisation in an emergency. Please look at their reason and review it.",
        is_urgent=True,
    ),
    "record_restricted": MessageTemplate(
        "A record shared with your organisation was restricted",
        "An organisation that shares a record with yours has restricted it: it is kept, and not used. You cannot read"
        " it on Handrail until the restriction ends. They will tell you whose record it is: do not use what you noted"
        " of it either, except to keep somebody safe or for a legal claim.",
        is_urgent=True,
    ),
    "restriction_ended": MessageTemplate(
        "A restriction has ended",
        "A record that is shared with your organisation was restricted, and may be used again. Please look at your list"
        " of cases.",
    ),
    "information_request": MessageTemplate(
        "Your organisation is asked for information",
        "Somebody asks your organisation for information about a person. Please read what they ask, and answer it.",
    ),
    "information_answered": MessageTemplate(
        "A request for information was answered",
        "A request for information that you made was answered. Please read the answer.",
    ),
    "deployment_asked": MessageTemplate(
        "You are asked to go to somebody",
        "A duty lead asks whether you can go. Please read when and where, and say yes or no.",
        is_urgent=True,
    ),
    "deployment_raised": MessageTemplate(
        "Somebody is needed for a person",
        "Your organisation identified a person, or somebody asked for help with one. Please look at the duty board.",
        is_urgent=True,
    ),
    "deployment_unmet": MessageTemplate(
        "Nobody could go to a person",
        "A request for somebody to be sent could not be met, and an interim contact was named. Please look at the duty"
        " board.",
        is_urgent=True,
    ),
    "advice_asked": MessageTemplate(
        "Your professional advice is asked for",
        "Somebody asks a co-ordinator of your organisation for professional advice. Please read it, and answer.",
    ),
    "advice_answered": MessageTemplate(
        "Your question was answered",
        "A co-ordinator has answered your question. Please read it, and say whether you used the advice.",
    ),
    "conference_asked": MessageTemplate(
        "A case conference is asked for",
        "Somebody asks for a case conference that you chair. Please read why, and accept or return it.",
        is_urgent=True,
    ),
    "conference_answered": MessageTemplate(
        "Your request for a case conference was answered",
        "The chair has answered your request for a case conference. Please look.",
    ),
    "conference_member": MessageTemplate(
        "You are asked to a case conference",
        "You are asked to a case conference for your organisation. Please sign the confidentiality statement first.",
    ),
    "conference_called": MessageTemplate(
        "A case conference is called",
        "A meeting of a case conference is called. Please look when it is.",
        is_urgent=True,
    ),
    "conference_action": MessageTemplate(
        "You have an action of a case conference",
        "A case conference set an action for your organisation. Please read what is to be done, and by when.",
    ),
    "conference_conflict": MessageTemplate(
        "Somebody stepped out of a case conference",
        "Somebody of your organisation stepped out of a case conference with a conflict of interest. Please look at who"
        " works on that case.",
        is_urgent=True,
    ),
    "conference_ended": MessageTemplate(
        "A case conference has ended",
        "A case conference at which you sit has ended. What you were given has ended with it: please destroy copies on"
        " paper.",
    ),
    "conference_moved": MessageTemplate(
        "A meeting of a case conference was moved",
        "A meeting of a case conference has a new time. Please look when it is.",
        is_urgent=True,
    ),
    "conference_not_done": MessageTemplate(
        "An action of a case conference was not done",
        "Your organisation did not do an action of a case conference. Please ask whoever sits there for you, and look.",
    ),
    "task_assigned": MessageTemplate(
        "You have a new task",
        "A colleague gave you a task on a case. Please look at My day.",
    ),
    "hand_over_asked": MessageTemplate(
        "You are asked to take over a case",
        "Somebody asks you, or your organisation, to take over a case. Please look at My day, and accept or decline.",
    ),
    "referral_received": MessageTemplate(
        "Your organisation has a new referral",
        "A person was referred to a service of your organisation. Please read the referral, and answer it.",
    ),
    "hold_ends": MessageTemplate(
        "A bed that you hold is about to be let go",
        "A hold on a place on one of your cases ends soon. Confirm it, hold it for longer or let it go.",
        is_urgent=True,
    ),
    "contact_missed": MessageTemplate(
        "A planned contact was not recorded",
        "A contact that you planned has no outcome yet. Please look at My day and say whether it took place.",
    ),
    "approve_quote": MessageTemplate(
        "Please read how your practice is quoted",
        "A report would quote a practice of your organisation. Please read the words before it is published.",
    ),
}
TO_CLOSED_ACCOUNTS: Final = frozenset({"invited"})
"""Kinds that are sent although the account is not open: the mail is how it opens."""
CLOSING: Final = "This mail says nothing more, on purpose. Sign in to read the rest."


def format_subject(kind: str) -> str:
    """The subject line."""
    return msg("Handrail: {subject}", subject=lower_first(MESSAGE_TEMPLATES[kind].subject))


def format_digest_subject(number: int) -> str:
    """The subject line of one mail for several messages."""
    return msg("Handrail: {number} things need your attention", number=number)


def format_digest_item(kind: str, link: str) -> str:
    """One message of several."""
    return msg("{text}\n{link}\n", text=MESSAGE_TEMPLATES[kind].text, link=link)


def format_body(kind: str, link: str) -> str:
    """The whole text of the mail."""
    return msg(
        "{text}\n\n{link}\n\n{closing}\n", text=MESSAGE_TEMPLATES[kind].text, link=link, closing=CLOSING
    )
