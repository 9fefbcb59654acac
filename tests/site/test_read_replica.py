"""Reports may be read from a copy of the database: they ask it alone, and write nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import frappe
import frappe.database
import pytest
from build import OSLO, item, order
from frappe.desk import query_report
from limited import ours_and_theirs
from statements import recorded
from test_user_permissions_reports import REPORTS, YEAR

READS = re.compile(r"\s*\(*\s*(SELECT|WITH|SHOW|DESC)\b", re.IGNORECASE)
LOCKS = re.compile(r"\bFOR UPDATE\b|\bLOCK IN SHARE MODE\b|\bNEXTVAL\b", re.IGNORECASE)


def test_every_report_only_reads(site):
	"""With documents of every kind: whatever row a report comes upon."""
	ours_and_theirs()
	for report, asked in REPORTS.items():
		for filters in asked():
			with recorded() as sent:
				query_report.run(report, filters, ignore_prepared_report=True)
			assert len(sent) > 0
			assert [one for one in sent if not READS.match(one) or LOCKS.search(one)] == [], report


def forget_replica() -> None:
	"""As the next request finds it: Frappe reads from a replica once in a request."""
	for name in ("replica_db", "primary_db"):
		if hasattr(frappe.local, name):
			delattr(frappe.local, name)


@pytest.fixture
def replica(monkeypatch) -> Iterator[list[Any]]:
	"""The site with a second connection to read from, on which MariaDB refuses to write. Gives those that were opened."""
	opened, get_db = [], frappe.database.get_db

	def second(*args: Any, **values: Any) -> Any:
		connection = get_db(*args, **values)
		connection.connect()
		connection.sql("SET SESSION TRANSACTION READ ONLY")
		connection.commit()
		opened.append(connection)
		return connection

	conf, primary = frappe.local.conf, frappe.local.db
	before = dict(conf)
	host, port = conf.db_host or "127.0.0.1", conf.db_port or 3306
	conf.update(read_from_replica=1, replica_host=host, replica_db_port=port)
	monkeypatch.setattr(frappe.database, "get_db", second)
	yield opened
	frappe.local.db = primary
	conf.clear()
	conf.update(before)
	forget_replica()


def test_reports_are_read_from_the_replica(site, replica):
	"""What posted last on the primary, and is not copied yet, is not in them: each is answered by the copy alone."""
	primary = frappe.local.db
	for report, choices in REPORTS.items():
		for filters in choices():
			seen = len(replica)
			answer = query_report.run(report, filters, ignore_prepared_report=True)
			assert answer["columns"], report
			assert len(replica) == seen + 1, report
			assert frappe.local.db is primary
			forget_replica()


def test_what_is_not_copied_yet_is_not_reported(site, replica):
	name = order(item("1000", 7), customer=OSLO).name
	asked = {"customer": OSLO, "show": "All Lines of a Period", **YEAR}
	assert name not in frappe.as_json(query_report.run("Customer Order Detail", asked))
	forget_replica()
	frappe.local.conf.read_from_replica = 0
	assert name in frappe.as_json(query_report.run("Customer Order Detail", asked))


def test_the_replica_of_these_tests_refuses_to_write(site, replica):
	frappe.connect_replica()
	try:
		with pytest.raises(frappe.InReadOnlyMode):
			frappe.db.set_value("Customer", OSLO, "customer_name", "Written")
	finally:
		frappe.local.db.close()
