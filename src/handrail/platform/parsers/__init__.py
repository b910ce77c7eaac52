"""Parsers of files and feeds that came from outside, each run in a child process with limits.

Never: a parser of its own, a table, Django. The process that reads files has no keys, no settings and no database.
"""
