"""Demo: an invented caseload on real rules, real police areas and real languages.

Words: the *plan* is the caseload as plain values; *loading* writes it through the same actions that people use.
Every person, address, decision, charity and worker in it is invented, and the pages say so. Telephone numbers
come from the ranges kept for drama.

Never: a real person, a place where anyone lives, or a load into a database that holds real cases.
"""
