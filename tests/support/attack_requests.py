"""Somebody signed in who asks what is not theirs, and what is noted of each answer."""

import random
import re
import traceback
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.test import Client
from django.utils import timezone

from handrail.people.conferences.text_choices import ConferenceItemKind
from handrail.platform.access import policy
from handrail.platform.access.models import File, User
from handrail.platform.access.roles import ROLES
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.models import Record
from handrail.platform.outbox.actions.delivery import deliver_messages
from handrail.platform.outbox.models import Message
from support import conferences, information_requests
from support.attack_markers import Marker, opens, read_answer
from support.cast import PARTS, sign_in
from support.housing import ADDRESS
from support.matching_pages import SAID_BY_POLICE
from support.permission_checks import kept_by_browsers
from support.worlds import rolled_back

BESIDE_THE_FILE = {
    "answered a question about a link": "the keeper of two separate files answers for cases not theirs to open",
    "answered a request about a named person: cannot answer": "a lead answers what was sent to them",
    "withdrew a request about a named person": "whoever asked takes their own request back",
    **dict.fromkeys(
        (
            "approved a request for money",
            "refused a request for money",
            "checked the receipts for a request for money",
            "reviewed money spent first",
        ),
        "the office that owns the fund decides on what was asked of it, and never sees the case",
    ),
    "stepped out of a conference": "members leave a table at which they sit, also where the case is not open to them",
}
"""What is recorded about a file by somebody to whom it is not open, each with its reason."""
OTHER_OWN_WORDS = ("One date decides it", "Her employer was asked first", "linked")
"""The rest of the officer's request, and the answer of their own note."""
OPENED_BY_A_FINER_RULE: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "members of a conference": (
        frozenset({"colleague", "partner", "housing"}),
        frozenset(
            {
                conferences.WORDS,
                conferences.PLACE,
                conferences.MINUTES,
                conferences.ACTION,
                conferences.LOWERS,
            }
        ),
    ),
    "an officer who is named to go on a visit": (
        frozenset({"officer"}),
        frozenset({conferences.VISIT_PURPOSE, conferences.VISIT_PLACE, conferences.PLAN}),
    ),
    "a member to whom an item was disclosed": (
        frozenset({"partner"}),
        frozenset({conferences.SECRETS[ConferenceItemKind.HEALTH]}),
    ),
    "who asked": (
        frozenset({"officer"}),
        frozenset(
            {
                *(information_requests.WHAT, information_requests.ENQUIRY, information_requests.HANDLING),
                *(*information_requests.WHO, SAID_BY_POLICE, *OTHER_OWN_WORDS),
            }
        ),
    ),
    "who answers for the organisation, and works on the case of the stay": (
        frozenset({"lead"}),
        frozenset({information_requests.NAMED, information_requests.BORN, ADDRESS}),
    ),
}
"""Words that the policy on a file does not open and a room does: to which parts, and which words, by why."""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def is_opened_by_a_finer_rule(part: str | None, text: str) -> bool:
    """Whether a room shows these very words to this part, beside the policy on the file."""
    return any(part in parts and text in texts for parts, texts in OPENED_BY_A_FINER_RULE.values())


@dataclass(slots=True)
class Tally:
    """What was tried by one person in one room, and what was found."""

    part: str
    room: str
    signed_in: Counter[str] = field(default_factory=Counter)
    without_session: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AttackedRoom:
    """A room with its planted words: sealed texts of people's files, and others that few may read."""

    name: str
    markers: tuple[Marker, ...]
    secrets: tuple[str, ...]
    readers: frozenset[str] | None
    is_about_people: bool

    def is_closed_to(self, part: str | None) -> bool:
        """Whether the part may meet no planted word in the room: whoever has no way in to any file, and in a room whose
        readers are named, everybody else.
        """
        if part is None or part in (self.readers or ()):
            return part is None
        if self.is_about_people:
            return not ROLES[PARTS[part][2]].ways
        return self.readers is not None


class Attacker:
    """One browser, with a token for its forms; without an account for None. All that is done is rolled back."""

    def __init__(self, part: str | None, user: User | None, room: AttackedRoom, lines: list[str]) -> None:
        self.user, self.lines = user, lines
        self.tally = Tally(part or "nobody", room.name)
        self.by_text: dict[str, list[Marker]] = {}
        for marker in room.markers:
            self.by_text.setdefault(marker.text, []).append(marker)
        self.chance = random.Random(f"{part} {room.name}")
        self.reads_by_room = part in (room.readers or ())
        self.secrets = room.secrets if room.is_closed_to(part) else ()
        self.client = Client(enforce_csrf_checks=True)
        self.token = ""
        self.begin_session()
        self.mine = self._list_open_files()

    def begin_session(self) -> None:
        """Sign in, anew where a session ended."""
        if self.user is not None:
            sign_in(self.client, self.user)
        page = self.client.get("/" if self.user else "/account/login/", follow=True).content.decode()
        found = TOKEN.search(page)
        self.token = found[1] if found else ""

    def ask(self, kind: str, method: str, path: str, data: Any = None) -> Any:
        """Send one request, and a second where a form leads on; note what any of it says.

        Args:
            kind: of attack, for the report.
            method: "get" or "post".
            path: with or without parameters.
            data: parameters, or what is posted.

        Returns:
            The first answer, or None where the server failed.
        """
        with rolled_back():
            before, last = (
                Message.objects.count(),
                Record.objects.order_by("-id").values_list("id", flat=True).first(),
            )
            lines = len(self.lines)
            mail.outbox.clear()
            answer = self._send(kind, method, path, data)
            led_on = answer is not None and answer.status_code == 302 and method == "post"
            if led_on and not self._leads_to_sign_in(answer):
                self._send("followed", "get", answer.headers["Location"], None, typed=f"{path} {data}")
            if Message.objects.count() != before:
                deliver_messages()
            for one in mail.outbox:
                self._look(
                    f"{one.subject}\n{one.body}\n{one.extra_headers}",
                    "mail",
                    f"{method} {path}",
                    f"{data}",
                    True,
                )
            for line in self.lines[lines:]:
                self._look(line, "log", f"{method} {path}", f"{data} {path}", True)
            self._look_at_acts(last, method, path)
        if answer is not None and self.user is not None and self._leads_to_sign_in(answer):
            self.begin_session()
        return answer

    def _send(self, kind: str, method: str, path: str, data: Any, typed: str = "") -> Any:
        try:
            if method == "get":
                answer = self.client.get(path, data or {})
            else:
                answer = self.client.post(path, {"csrfmiddlewaretoken": self.token} | dict(data or {}))
            said = read_answer(answer)
        except Exception:
            self.tally.failures.append(
                f"{kind}: {method} {path} {str(data)[:300]}\n{traceback.format_exc()[-1200:]}"
            )
            return None
        self._count(kind, answer)
        if answer.status_code >= 500:
            self.tally.failures.append(
                f"{kind}: {method} {path} {str(data)[:300]} answered {answer.status_code}"
            )
        asked = f"{typed} {path} {data}"
        self._look(said, "answer", f"{kind}: {method} {path} {str(data)[:80]}", asked, False)
        self._look(kept_by_browsers(answer), "title or address", f"{kind}: {method} {path}", asked, True)
        return answer

    def _count(self, kind: str, answer: Any) -> None:
        if self.user is None or self._leads_to_sign_in(answer):
            self.tally.without_session[kind] += 1
            return
        self.tally.signed_in[kind] += 1
        self.tally.statuses[answer.status_code] += 1
        if answer.status_code == 200 and not answer.headers.get("Content-Type", "").startswith("text/html"):
            self.tally.read["file"] += 1

    @staticmethod
    def _leads_to_sign_in(answer: Any) -> bool:
        return answer.status_code == 302 and answer.headers["Location"].startswith("/account/")

    def _look(self, said: str, where: str, request: str, typed: str, is_for_nobody: bool) -> None:
        """Note each marker that is said and was not typed, unless the policy opens it to whoever asked.

        Mails, log lines, titles and addresses may hold no marker, whoever asked. A room may name readers who read it
        beside the policy: a data protection lead, while a person's request for a copy is open.
        """
        self.tally.read[where] += 1
        for secret in self.secrets:
            if secret in said and secret not in typed:
                self.tally.leaks.append(
                    f"{self.tally.part}: planted in the room, in the {where}: {request}: {secret[:60]!r}"
                )
        for text, markers in self.by_text.items():
            if text not in said or text in typed:
                continue
            actor = self.user.actor if self.user and not is_for_nobody else None
            if not is_for_nobody and (
                self.reads_by_room
                or is_opened_by_a_finer_rule(self.tally.part, text)
                or any(opens(marker, actor) for marker in markers)
            ):
                self.tally.read["sealed text that is open to its reader"] += 1
            else:
                self.tally.leaks.append(
                    f"{self.tally.part}: {markers[0].column} in the {where}: {request}: {text[:60]!r}"
                )

    def _look_at_acts(self, last: Any, method: str, path: str) -> None:
        """A record of something done on a file that was not open before, and was not opened by this very act."""
        done = Record.objects.filter(outcome="done", about__in=self._list_files())
        if last:
            done = done.filter(id__gt=last)
        for about, verb in done.values_list("about", "verb"):
            if verb in BESIDE_THE_FILE or about in self.mine or about in self._list_open_files():
                continue
            self.tally.acts.append(f"{verb}: {method} {path}")

    @staticmethod
    def _list_files() -> set[Any]:
        with acting_as_system(SystemActor.LOADER):
            return set(File.objects.values_list("pk", flat=True))

    def _list_open_files(self) -> set[Any]:
        if self.user is None:
            return set()
        with acting_as_system(SystemActor.LOADER):
            visible = policy.visible_files_q(self.user.actor, timezone.localdate())
            return set(File.objects.filter(visible).values_list("pk", flat=True))
