"""The kernel: plain values that every package may use, such as dates, working days, numbers for rows and refusals.

It knows nothing of cases, bodies or databases, never asks the machine for the day, and never imports Django.
"""
