"""The address where a document can be paid, as values make it (domain A24).

PayPal's own form for payments to an account is addressed by a link; nothing is asked of PayPal to make one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode, urlsplit

PAYPAL = "https://www.paypal.com/cgi-bin/webscr"
PAYPAL_SANDBOX = "https://www.sandbox.paypal.com/cgi-bin/webscr"
PAYPAL_CURRENCIES = frozenset(
	"AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD".split()
)
WHOLE = frozenset(("HUF", "JPY", "TWD"))
"""Currencies that PayPal takes without decimals."""


@dataclass(frozen=True)
class PaymentRequest:
	"""What is to be paid: `amount` in `currency`, positive; `number` is what the customer sees on the document."""

	doctype: str
	name: str
	number: str
	customer: str
	amount: Decimal
	currency: str
	description: str


def paypal_link(request: PaymentRequest, account: str, sandbox: bool = False) -> str | None:
	"""The link of a payment to `account` (mail address or merchant ID). None where nothing is left to pay, and for a
	currency that PayPal does not take."""
	if request.amount <= 0 or request.currency not in PAYPAL_CURRENCIES:
		return None
	unit = Decimal(1) if request.currency in WHOLE else Decimal("0.01")
	amount = request.amount.quantize(unit, ROUND_HALF_UP)
	if not amount:
		return None
	values = {
		"cmd": "_xclick",
		"business": account,
		"amount": f"{amount:f}",
		"currency_code": request.currency,
		"invoice": request.number,
		"item_name": request.description,
	}
	return f"{PAYPAL_SANDBOX if sandbox else PAYPAL}?{urlencode(values)}"


def is_safe_link(url: object) -> bool:
	"""Whether an address may stand in a mail: encrypted, and one line of visible characters."""
	if not isinstance(url, str) or not url.isprintable() or " " in url:
		return False
	parts = urlsplit(url)
	return parts.scheme == "https" and bool(parts.hostname)
