"""Cases of an organisation's old records: read from its spreadsheet, tried without writing, imported, undone.

Never: a case that nobody decided on, a duplicate merged by itself, a rule about time of its own.
"""
