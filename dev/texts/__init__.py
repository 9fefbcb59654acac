"""Every text of the app that a user may see, and its translations. Pure: reads files, needs no site.

`python3 -m dev.texts` says what lacks a Norwegian translation; see docs/translating.md.
"""
