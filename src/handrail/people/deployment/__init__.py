"""Deployment: who is sent to a person, with which languages, and why.

`rules`, `languages` and `assignment` are pure: a request and candidates in, a shortlist with reasons out. Requests,
deployments, interpreters, informed choices and professional advice are tables of this room. Posts, practitioners and
their availability are in `directory/practitioners`.

Never: decides. The lead does, and an overridden suggestion asks why.
"""
