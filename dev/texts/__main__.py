"""`python3 -m dev.texts` says what is not translated; with `tidy` it also sorts the files and drops what is not used."""

from __future__ import annotations

import sys

from dev.texts import catalog
from dev.texts.collect import collect


def main(arguments: list[str]) -> int:
	texts, unreadable = collect()
	translations = catalog.load(catalog.LANGUAGES[0])
	used = {text.key for text in texts}
	missing = [text for text in texts if text.key not in translations]
	for call in unreadable:
		print(f"{call.place}: {call.why}")
	for text in missing:
		print(f"{text.place}: {text.source!r}" + (f" ({text.context})" if text.context else ""))
	stale = sorted(set(translations) - used)
	for source, context in stale:
		print(f"not used any more: {source!r}" + (f" ({context})" if context else ""))
	print(f"{len(texts)} texts, {len(missing)} without a translation, {len(stale)} not used any more.")
	if "tidy" in arguments:
		catalog.store({key: value for key, value in translations.items() if key in used})
	return 1 if missing or unreadable else 0


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
