"""What all printed documents share: the layout and its macros (Jinja), the style, and the way to a PDF.

A print format of this app is a few lines that extend `layout.html` and say what is particular to its document.
"""
