"""Pages whose form holds a password: what was typed is never kept, and its errors are shown once."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from handrail.platform.ui.action_page import ActionPage

ERRORS = "errors_of_form"


class SecretInputActionPage(ActionPage, abstract=True):
    """As every page that acts; after an error its form is empty again."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check and act, and lead on or back to the empty form with what was wrong."""
        form = self._bind(request.POST, None)
        if form.is_valid():
            return self._act(form)
        request.session[ERRORS] = [
            request.path,
            [(name, str(text)) for name, texts in form.errors.items() for text in texts],
        ]
        return HttpResponseRedirect(request.path)

    def _show_again(self, **said: Any) -> HttpResponse:
        """Without what was typed."""
        self.request.session[ERRORS] = [self.request.path, [*said.get("errors", ())]]
        return HttpResponseRedirect(self.request.path)

    def _keep_as_draft(self, **said: Any) -> str:
        return self.request.path

    def _form_of_draft(self) -> forms.BaseForm:
        path, errors = self.request.session.pop(ERRORS, ("", ()))
        if path != self.request.path or not errors:
            return self.form_class(**self.get_form_kwargs())
        form = self.form_class(QueryDict(), **self.get_form_kwargs())
        form.full_clean()
        form.errors.clear()
        for name, text in errors:
            form.add_error(name if name in form.fields else None, text)
        return form
