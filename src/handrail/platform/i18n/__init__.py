"""Pages in Welsh: every text of a template, a form or a rule goes through one catalogue on its way to the page.

A template is written in English, as it reads. In English it is compiled untouched. For another language the same source
is compiled once more (template_translation.py): whole sentences, with their links and values in their places,
are looked up in the catalogue.
What rules and forms say arrives as `kernel.messages.Phrase`, or as a fixed text that the catalogue knows
(translation.py). A page of which any text is missing in Welsh is shown in English and says so (template_backend.py):
no page mixes languages silently.
"""
