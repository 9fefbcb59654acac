"""When a version is kept without anybody asking for it (domain A33). Pure.

| What happens | Quote | Order (return order: `archive_return_orders`) |
|---|---|---|
| converted, lost | as `archive_quotes` says | – |
| released, reopened, posted | – | with `archive_orders` |
| deleted | as `archive_quotes` says | with `archive_orders` |

A version shows the document as it was before what is given as the reason.
"""

NEVER, QUESTION, ALWAYS = "Never", "Question", "Always"


def keeps_quote(policy: str | None, answer: bool) -> bool:
	"""`answer`: what the person said, which counts where the company leaves it to them."""
	return policy == ALWAYS or (policy == QUESTION and answer)
