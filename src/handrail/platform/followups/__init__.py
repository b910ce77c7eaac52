"""Follow-ups: actions that somebody promised, chased the same way wherever they were promised.

Never: anything about a person who is supported.
"""
