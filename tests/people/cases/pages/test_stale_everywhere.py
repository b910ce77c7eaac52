"""Every form about a case that changes something carries the version it was made from, and an old one is refused.

Walks all addresses: a form that is filled in from what is kept, and a form with a version. Both versions are shown.
"""

from html.parser import HTMLParser

from support.case_pages import browser, pages

NEVER_CHANGED = {
    "correct_event": "a correction follows the earlier line, and the second of two is refused by name",
    "make_offer": "starts with today’s day alone",
    "need_met": "starts with today’s day alone, and the second of two is told what the first said",
    "record_event": "starts with today’s day alone",
    "answer": "an answer follows an earlier one and changes none",
    "open_question": "the six questions of whoever opens the case, before anybody else works on it",
}
OLD = {"facts": "pilot_area", "reach": "00000000-0000-4000-8000-000000000000"}
"""What a page said that was opened before somebody else saved, where that is no number."""
CHANGED = {"answer_offer": {"answer": "accepted"}, "facts": {"facts": ["unaccompanied"]}}
PARTS_OF_A_DAY = ("-day", "-month", "-year")


class Form(HTMLParser):
    """The fields of a page's main form, as a browser would send them untouched."""

    def __init__(self):
        super().__init__()
        self.fields, self.text, self.select, self.inside = {}, None, None, False

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self.inside = "data-warn-before-leaving" in told
        if not self.inside:
            return
        name, kind = told.get("name"), told.get("type", "text")
        if tag == "input" and name and kind not in ("radio", "checkbox"):
            self.fields[name] = told.get("value", "")
        elif tag == "input" and name and "checked" in told:
            self.fields[name] = told.get("value", "on")
        elif tag == "textarea":
            self.text = name
            self.fields[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in told:
            self.fields[self.select] = told.get("value", "")

    def handle_data(self, data):
        if self.text:
            self.fields[self.text] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.text = None
        if tag == "form":
            self.inside = False


def forms(client, full):
    """Each page about a case that has a form, with its fields."""
    for name, path in pages(full):
        response = client.get(path)
        if path.startswith("/cases/") and response.status_code == 200 and not response.streaming:
            form = Form()
            form.feed(response.content.decode())
            if form.fields:
                form.fields.pop("csrfmiddlewaretoken", None)
                yield name, path, form.fields


def test_a_form_that_is_filled_in_from_what_is_kept_carries_its_version(full, cast):
    without = []
    for name, _, fields in forms(browser(cast, "worker"), full):
        typed = [
            value
            for field, value in fields.items()
            if value and field != "once" and not field.endswith(PARTS_OF_A_DAY)
        ]
        if typed and "seen" not in fields and name not in NEVER_CHANGED:
            without.append((name, typed))
    assert without == []


def test_an_old_version_is_refused_and_both_are_shown(full, cast):
    client, tried, wrong = browser(cast, "worker"), [], []
    for name, path, fields in forms(client, full):
        if "seen" not in fields:
            continue
        old = OLD.get(name) or ("0" if fields["seen"].isdecimal() else f"{cast.colleague.pk}-")
        tried.append(name)
        said = CHANGED.get(name, {})
        answer = client.post(path, fields | said | {"seen": old}, follow=True)
        page = answer.content.decode()
        if "Save mine over theirs" not in page:
            wrong.append((name, answer.status_code))
    assert wrong == []
    assert {"answer_offer", "offer_result", "safety_plan", "who", "contacts", "facts", "reach"} <= {*tried}
