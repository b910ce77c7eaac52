"""What can be done, shown and listed, each said once: `RecordAct`, `RecordPage`, `RecordList`.

A room declares; pages, addresses, forms, checks, the trail and buttons come of the declarations. An act knows no
request: its page is derived from it (`act_pages.py`), and everybody else calls `run`.
"""
