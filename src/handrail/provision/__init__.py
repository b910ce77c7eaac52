"""Provision: what a person was given: a place, money, a bag; every one an offer in casework.

Never: spends a pound, a bed or a bag twice.
"""
