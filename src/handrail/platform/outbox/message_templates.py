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
        "Your organisation’s return is not finished. Please look at it.",
    ),
    "sign_return": MessageTemplate(
        "A return is waiting for your signature",
        "Your organisation’s return is ready to sign. Please read it.",
    ),
    "sign_pack": MessageTemplate(
        "A board pack is waiting for your signature",
        "A board pack of your organisation is ready to sign. Please read it.",
    ),
    "return_sent_back": MessageTemplate(
        "Please look at your return again",
        "Your organisation’s return was sent back with a comment. Please look at it.",
    ),
    "return_asked": MessageTemplate(
        "Your organisation is asked for a return",
        "Your organisation has a request for information. Please read the questions and the deadline.",
    ),
    "look_at_action": MessageTemplate(
        "Please look at an action",
        "One of your organisation’s actions is due. Please look at it.",
    ),
    "account_locked": MessageTemplate(
        "Sign-in to your account was stopped for half an hour",
        "A wrong password was entered for your account several times. If it was not you, tell your "
        "data protection lead. You can sign in as usual on a device you have used before.",
        is_urgent=True,
    ),
    "look_at_referral": MessageTemplate(
        "A referral has no answer yet",
        "A referral your organisation sent has had no answer for some days. Please check it.",
    ),
    "password_reset": MessageTemplate(
        "Choose a new password",
        "Someone asked for a new password for your account. If it was you, follow the link within an "
        "hour. It works once. If it was not you, you do not need to do anything.",
        is_urgent=True,
    ),
    "password_changed": MessageTemplate(
        "Your password was changed",
        "Your password was changed, and you were signed out everywhere else. If it was not you, tell "
        "your data protection lead now.",
        is_urgent=True,
    ),
    "sign_in_changed": MessageTemplate(
        "How you sign in was changed",
        "An authenticator app, passkey, recovery codes or another way to sign in to your account was "
        "added, changed or removed. If it was not you, tell your data protection lead now.",
        is_urgent=True,
    ),
    "erasure_waiting": MessageTemplate(
        "A request to erase a record waits for you",
        "A colleague has asked to erase a record. A second person must approve or refuse it.",
    ),
    "invitation": MessageTemplate(
        "Your account is ready",
        "Your organisation created an account for you. Follow the link within 7 days to choose your "
        "password. It works once.",
        is_urgent=True,
    ),
    "invited": MessageTemplate(
        "You are invited to Handrail",
        "An organisation has invited you to use Handrail. Follow the link to see who invites you and "
        "to accept. It works once, for a few days. If you do not know why you got this, do nothing.",
        is_urgent=True,
    ),
    "emergency_access": MessageTemplate(
        "A case was opened in an emergency",
        "Someone opened one of your organisation’s cases in an emergency. Please read their reason and review it.",
        is_urgent=True,
    ),
    "record_restricted": MessageTemplate(
        "A record shared with your organisation was restricted",
        "An organisation that shares a record with yours has restricted it: it is kept but not used. "
        "You cannot read it on Handrail until the restriction ends. They will tell you whose record "
        "it is. Do not use notes you made about it either, except to keep someone safe or for a legal claim.",
        is_urgent=True,
    ),
    "restriction_ended": MessageTemplate(
        "A restriction has ended",
        "A restricted record shared with your organisation can be used again. Please check your list of cases.",
    ),
    "information_request": MessageTemplate(
        "Your organisation is asked for information",
        "Someone has asked your organisation for information about a person. Please read and answer it.",
    ),
    "counselling_approval": MessageTemplate(
        "A request for counselling notes waits for your approval",
        "An officer in your force has drafted a request for counselling notes. It is not sent unless you approve it.",
    ),
    "counselling_decided": MessageTemplate(
        "Your request for counselling notes was decided on",
        "A senior officer has decided on your request for counselling notes. Please read the decision.",
    ),
    "information_answered": MessageTemplate(
        "A request for information was answered",
        "A request for information you made has been answered. Please read the answer.",
    ),
    "deployment_asked": MessageTemplate(
        "You are asked to go to someone",
        "A duty lead asks whether you can go to someone. Please read when and where, then say yes or no.",
        is_urgent=True,
    ),
    "deployment_raised": MessageTemplate(
        "A practitioner is needed",
        "Your organisation identified a person, or someone asked for help with one. Please check the duty board.",
        is_urgent=True,
    ),
    "deployment_unmet": MessageTemplate(
        "No one could go to a person",
        "A request for a practitioner could not be met, and an interim contact was named. Please check the duty board.",
        is_urgent=True,
    ),
    "advice_asked": MessageTemplate(
        "Your professional advice is asked for",
        "Someone has asked a co-ordinator in your organisation for advice. Please answer.",
    ),
    "advice_answered": MessageTemplate(
        "Your question was answered",
        "A co-ordinator has answered your question. Please read it, and say whether you used the advice.",
    ),
    "conference_asked": MessageTemplate(
        "Case conference requested",
        "Someone has asked for a case conference you chair. Please read why, and accept or return it.",
        is_urgent=True,
    ),
    "conference_answered": MessageTemplate(
        "Your request for a case conference was answered",
        "The chair has answered your request for a case conference. Please look.",
    ),
    "conference_member": MessageTemplate(
        "You are invited to a case conference",
        "You are invited to a case conference for your organisation. Please sign the confidentiality statement first.",
    ),
    "conference_called": MessageTemplate(
        "A case conference is called",
        "A case conference meeting has been arranged. Please check when it is.",
        is_urgent=True,
    ),
    "conference_action": MessageTemplate(
        "You have a case conference action",
        "A case conference set an action for your organisation. Please read what to do and by when.",
    ),
    "conference_conflict": MessageTemplate(
        "Somebody left a case conference",
        "Someone in your organisation left a case conference because of a conflict of interest. Please check who "
        "works on that case.",
        is_urgent=True,
    ),
    "conference_ended": MessageTemplate(
        "A case conference has ended",
        "A case conference you sit on has ended, and so has your access to what was shared. Please destroy paper "
        "copies.",
    ),
    "conference_moved": MessageTemplate(
        "A meeting of a case conference was moved",
        "A meeting of a case conference has a new time. Please look when it is.",
        is_urgent=True,
    ),
    "conference_not_done": MessageTemplate(
        "A case conference action was not done",
        "Your organisation has not done an action from a case conference. Please check with your member of the "
        "conference.",
    ),
    "conference_no_lead": MessageTemplate(
        "A case conference action was not done",
        "An organisation has not done an action from a case conference that you chair, and has no lead on Handrail "
        "who could be told. Please check with its member of the conference.",
    ),
    "task_assigned": MessageTemplate(
        "You have a new task",
        "A colleague gave you a task on a case. Please look at My day.",
    ),
    "hand_over_asked": MessageTemplate(
        "You are asked to take over a case",
        "Someone has asked you, or your organisation, to take over a case. Please go to My day, and accept or decline.",
    ),
    "referral_received": MessageTemplate(
        "Your organisation has a new referral",
        "A person has been referred to one of your organisation’s services. Please accept or decline the referral.",
    ),
    "hold_ends": MessageTemplate(
        "A bed you hold is about to be released",
        "A hold on a place on one of your cases ends soon. Confirm it, hold it for longer or release it.",
        is_urgent=True,
    ),
    "contact_missed": MessageTemplate(
        "A planned contact was not recorded",
        "A contact you planned has no outcome yet. Please go to My day and record whether it took place.",
    ),
    "group_invited": MessageTemplate(
        "Your organisation is invited to a board or forum",
        "Your organisation is invited to a board or forum. Please read its terms, and accept or decline the seat.",
    ),
    "group_meeting": MessageTemplate(
        "A meeting of a board or forum is called",
        "A meeting of a board or forum is arranged. Please read the date and the papers.",
    ),
    "group_action": MessageTemplate(
        "An action of a board or forum is offered to you",
        "A board or forum offers your organisation an action. Please accept or decline it.",
    ),
    "group_escalated": MessageTemplate(
        "An action was escalated to your board",
        "A group asks your board about an action that it cannot settle. Please answer.",
    ),
    "group_answered": MessageTemplate(
        "An action of a board or forum was answered",
        "A board or forum has answered your question or offer. Please read it.",
    ),
    "group_answer_due": MessageTemplate(
        "A group waits for your board’s answer",
        "A group asked your board about an action and has had no answer. Please answer.",
    ),
    "group_look_back": MessageTemplate(
        "Please look back on an intensification",
        "An intensification is due for review. Please record what lasted and what changed.",
    ),
    "outreach_overdue": MessageTemplate(
        "No one confirmed a safe return",
        "Workers on an outreach session are not back on time. Ring them now. If you cannot reach them, ring 999.",
        is_urgent=True,
    ),
    "approve_quote": MessageTemplate(
        "Please check how your practice is quoted",
        "A report will quote one of your organisation’s practices. Please check the wording before it is published.",
    ),
}
TO_CLOSED_ACCOUNTS: Final = frozenset({"invited"})
"""Kinds that are sent although the account is not open: the mail is how it opens."""
CLOSING: Final = "For safety, this email has no details. Sign in to read more."
CLOSING_WITHOUT_ACCOUNT: Final = "For safety, this email has no details. The link leads to them."
WITHOUT_ACCOUNT: Final = frozenset({"invited", "invitation"})
"""Kinds for somebody who cannot sign in yet."""


def format_mail_subject(kind: str) -> str:
    """The subject line."""
    return msg("Handrail: {subject}", subject=lower_first(MESSAGE_TEMPLATES[kind].subject))


def format_digest_subject(number: int) -> str:
    """The subject line of one mail for several messages."""
    return msg("Handrail: {number} things need your attention", number=number)


def format_digest_item_of_mail(kind: str, link: str) -> str:
    """One message of several."""
    return msg("{text}\n{link}\n", text=MESSAGE_TEMPLATES[kind].text, link=link)


def format_mail_body(kind: str, link: str) -> str:
    """The whole text of the mail."""
    return msg(
        "{text}\n\n{link}\n\n{closing}\n",
        text=MESSAGE_TEMPLATES[kind].text,
        link=link,
        closing=CLOSING_WITHOUT_ACCOUNT if kind in WITHOUT_ACCOUNT else CLOSING,
    )


def format_text_message(kind: str, link: str) -> str:
    """The whole of a text message: what kind of thing, and where."""
    return msg("Handrail: {text}\n{link}", text=MESSAGE_TEMPLATES[kind].subject, link=link)
