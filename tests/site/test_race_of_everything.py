"""Four people at once, in random order, over orders, invoices, credit memos, payments, undo and the queue.

No deadlock reaches anybody; what was tried again is counted and shown; afterwards the books are sound and no number is missing.
15 seconds in `make test`, 120 in `make soak`.
"""

from collections import Counter

import frappe
import pytest
from build import goods
from everything_at_once import STEPS, race_for
from invariants import check_books
from processes import together
from racing import customer, last_number, numbers_after

from sales_mgmt.posting.verify.books import verify

PEOPLE, ROUND, SEED = 4, 15, 11
SERIES = {
	"posted_invoice_series": ("Sales Invoice", "posted_no"),
	"posted_credit_memo_series": ("Sales Credit Memo", "posted_no"),
	"posted_shipment_series": ("Sales Shipment", "name"),
	"payment_series": ("Customer Payment", "posted_no"),
}


pytestmark = pytest.mark.usefixtures("swept_up")


@pytest.mark.soak(reduced=15, full=120)
def test_no_deadlock_reaches_anybody(size):
	customers = [customer() for _ in range(3)]
	items = [goods(stock=100_000) for _ in range(5)]
	frappe.db.commit()
	before = {setting: last_number(setting) for setting in SERIES}
	done, refused, retried, wrong = Counter(), Counter(), Counter(), []
	for turn in range(max(1, size // ROUND)):
		jobs = [
			(race_for, min(ROUND, size), customers, items, f"{SEED}/{turn}/{who}") for who in range(PEOPLE)
		]
		for outcome in together(*jobs):
			assert not outcome.error, outcome
			done += outcome.value["done"]
			refused += outcome.value["refused"]
			retried += outcome.value["retried"]
			wrong += outcome.value["wrong"]
		frappe.db.rollback()
		assert verify() == []
	print(
		f"\n{size} s, seed {SEED}: {done.total()} steps done, {refused.total()} refused, tried again: {dict(retried)}"
	)
	print(", ".join(f"{name} {count}" for name, count in done.most_common()))
	assert not wrong, "\n".join(f"{step}: {error}" for step, error in wrong)
	assert len(done) > len(set(STEPS)) / 2
	assert retried.total() < done.total()
	check_books()
	for setting, (doctype, field) in SERIES.items():
		numbers = frappe.get_all(doctype, {"customer": ("in", customers), "docstatus": 1}, pluck=field)
		assert sorted(numbers) == numbers_after(before[setting], len(numbers)), setting
