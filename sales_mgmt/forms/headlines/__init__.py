"""The most important sentence or two at the top of a form."""
