"""Contacts, tasks, handing over, closing; papers and dependants."""
