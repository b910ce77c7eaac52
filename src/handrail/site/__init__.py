"""The site: settings, addresses, the command line and the server that hold the packages together.

It holds no rule, keeps nothing and decides nothing about anybody.
"""
