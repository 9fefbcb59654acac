"""Who owns the transaction: only one that holds nothing yet is begun again after a deadlock."""

import frappe
import pytest

from sales_mgmt.transactions.retry import PostingsMet, with_retries


def meeting(times):
	"""Work that meets somebody else `times` times. Returns it and the list of its runs."""
	runs = []

	def work():
		runs.append(True)
		if len(runs) <= times:
			raise frappe.QueryDeadlockError
		return "done"

	return work, runs


def note():
	return frappe.get_doc({"doctype": "ToDo", "description": "written by the caller"}).insert().name


@pytest.fixture(autouse=True)
def nothing_written_yet():
	frappe.db.rollback()
	yield
	frappe.db.rollback()


def test_what_holds_nothing_yet_is_tried_again():
	work, runs = meeting(times=2)
	assert with_retries(work) == "done"
	assert len(runs) == 3


def test_what_the_caller_wrote_is_not_lost_by_trying_again():
	note()
	work, runs = meeting(times=1)
	with pytest.raises(PostingsMet):
		with_retries(work)
	assert len(runs) == 1


@pytest.mark.parametrize("by", ["rollback", "sql"])
def test_what_the_caller_wrote_before_a_savepoint_counts(by):
	"""Frappe begins to count anew when somebody returns to a savepoint, yet what came before it is still there."""
	kept = note()
	frappe.db.savepoint("theirs")
	note()
	if by == "rollback":
		frappe.db.rollback(save_point="theirs")
	else:
		frappe.db.sql("ROLLBACK TO SAVEPOINT theirs")
	work, runs = meeting(times=1)
	with pytest.raises(PostingsMet):
		with_retries(work)
	assert len(runs) == 1
	assert frappe.db.exists("ToDo", kept)


def test_a_whole_rollback_leaves_nothing_to_lose():
	note()
	frappe.db.savepoint("theirs")
	frappe.db.rollback(save_point="theirs")
	frappe.db.rollback()
	work, runs = meeting(times=1)
	assert with_retries(work) == "done"
	assert len(runs) == 2
