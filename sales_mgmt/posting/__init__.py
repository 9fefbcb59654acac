"""Posting: facts → plan → writer. The only code that writes ledgers.

`core` is pure: it decides from values and imports no frappe. The modules beside it are the shell: they gather facts,
lock, take numbers and write what the core has planned.
"""
