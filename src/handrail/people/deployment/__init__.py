"""Deployment: who is sent to a person, with which languages, and why.

`rules` is pure: a request and candidates in, a shortlist with reasons out. Posts, practitioners and their
availability are in `directory/practitioners`.

Never: decides. The lead does, and an overridden suggestion asks why.
"""
