"""The developer tool: a bench, a site and a running Desk on a machine that has none.

Runs on the system's own Python (3.10 or newer) with the standard library only: `python3 -m dev VERB`, which the
Makefile calls. What it makes lives in `.bench/`. Code in `dev/inside/` and `dev/demo/` runs on the bench's Python.
"""
