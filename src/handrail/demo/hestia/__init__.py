"""The call of 2021: what the progress update of the local policing bodies tells, entered as returns.

The facts are real and published; the words are ours. Nothing here is about anybody who is supported.
"""
