"""What comes in from outside, read once: numbers, dates, names, lists, before anything casts them.

`numbers`, `days` and `texts` are pure parsers. `fields` reads the values of every document of the app by the types of
its fields (asked by the door in `ownership`), `arguments` those of every whitelisted function by its annotations. What
can not be read is refused with a sentence that names the field and the row; it never becomes 0 or today.
"""
