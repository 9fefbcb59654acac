"""Crafted requests of a clerk over real HTTP: every answer is below 500 and, where it refuses, a sentence."""

import inspect
import json
from random import Random
from typing import Any

import frappe
import pytest
from build import BERGEN, goods, item, order, quote
from fuzzing import (
	PYTHON,
	crafted_arguments,
	crafted_change,
	crafted_document,
	parts,
	put_back,
	short,
)
from processes import swept
from requests import Response, Session
from test_incoming_arguments import actions
from test_races_http import URL, session

from dev.demo import company

WRITTEN = ("Sales Order", "Sales Quote", "Sales Return Order", "Customer", "Recurring Sales Lines")
LEAVE_THE_REQUEST = {
	"post_later", "retry_posting", "send_document", "send_documents", "post_batch", "create_recurring_invoices",
}  # fmt: skip
"""A worker, or a mail server, goes on with these after the answer."""
BROKEN = ("[", "{", '{"doctype": ', "null", "[]", "1", '"x"', '{"a": NaN}', "\x00", "", "{}", '{"doc": "["}')


@pytest.fixture(scope="module", autouse=True)
def clean(site):
	with swept(), put_back():
		yield


@pytest.fixture(scope="module")
def clerk(clean) -> Session:
	return session(company.CLERK)


@pytest.fixture(scope="module")
def documents(clean) -> dict[str, str]:
	"""One document of each kind that the clerk works on."""
	pieces = goods(stock=5)
	made = {
		"Sales Order": order(item(pieces, 2), customer=BERGEN).name,
		"Sales Quote": quote(item(pieces, 1), customer=BERGEN).name,
		"Customer": BERGEN,
	}
	frappe.db.commit()
	return made


def wrong_with(answer: Response, what: Any) -> str | None:
	"""None where a person can read the answer."""
	try:
		body = answer.json()
	except ValueError:
		body = {}
	messages = [json.loads(each) for each in json.loads(body.get("_server_messages") or "[]")]
	said = (
		" ".join(str(each.get("message")) for each in messages) or body.get("exception", "").partition(":")[2]
	)
	refused = answer.status_code >= 400
	if answer.status_code >= 500 or (refused and not said.strip()) or PYTHON.search(said):
		return f"{short(what)}\n  {answer.status_code} {said[:300] or answer.text[-400:]}"
	return None


@pytest.mark.soak(reduced=45, full=1000)
def test_crafted_calls_of_a_clerk(clerk, documents, size: int):
	functions = [function for function in actions() if function.__name__ not in LEAVE_THE_REQUEST]
	wrong, answered = [], 0
	for number, chance in parts(size, "http calls"):
		function = functions[number % len(functions)]
		path = f"{function.__module__}.{function.__name__}"
		sent = crafted_arguments(chance, working(function, chance, documents), arguments_of(function))
		answer = clerk.post(f"{URL}/api/method/{path}", data=as_json(sent), headers=JSON, timeout=60)
		answered += answer.ok
		wrong.append(wrong_with(answer, (path, sent)))
	assert "\n\n".join(filter(None, wrong)) == ""
	assert answered > size / 30


JSON = {"Content-Type": "application/json", "Accept": "application/json"}


def as_json(value: Any) -> bytes:
	"""As a program in any language might write it: NaN, half characters and all."""
	return json.dumps(value, default=str).encode()


def arguments_of(function: Any) -> list[str]:
	return list(inspect.signature(function).parameters)


def working(function: Any, chance: Random, documents: dict[str, str]) -> dict[str, Any]:
	"""Arguments that mean something: names of the clerk's documents, days, and lines."""
	doctype = chance.choice(list(documents))
	known = {
		"doctype": doctype, "name": documents[doctype], "docname": documents[doctype], "order": documents["Sales Order"],
		"quote": documents["Sales Quote"], "customer": BERGEN, "customers": [BERGEN], "names": [documents[doctype]],
		"doc": {"doctype": doctype, "customer": BERGEN, "lines": [{"type": "Item", "item": "1000", "quantity": 1}]},
		"posting_date": "2026-03-02", "start": "2026-03-01", "end": "2026-03-31", "from_date": "2026-01-01",
		"to_date": "2026-12-31", "reason": "Too late", "text": "1000\t1", "filters": {"customer": BERGEN},
		"source_doctype": doctype, "source": documents[doctype], "target_doctype": "Sales Quote", "amount": 5,
		"lines": [{"row": "x", "quantity": 1}], "customer_name": "New", "ship": 1, "page": {"name": "Sales"},
		"report_name": "Order Backlog", "fields": ["name"],
	}  # fmt: skip
	return {name: known[name] for name in arguments_of(function) if name in known}


@pytest.mark.soak(reduced=45, full=1000)
def test_crafted_documents_of_a_clerk(clerk, documents, size: int):
	wrong, stored = [], 0
	for number, chance in parts(size, "http documents"):
		if chance.random() < 0.5:
			sent = crafted_document(chance, chance.choice(WRITTEN), number)
			answer = clerk.post(
				f"{URL}/api/resource/{sent['doctype']}", data=as_json(sent), headers=JSON, timeout=60
			)
		else:
			doctype = chance.choice(list(documents))
			sent = crafted_change(chance, doctype, documents[doctype])
			answer = clerk.put(
				f"{URL}/api/resource/{doctype}/{documents[doctype]}",
				data=as_json(sent),
				headers=JSON,
				timeout=60,
			)
			frappe.db.rollback()
		stored += answer.ok
		wrong.append(wrong_with(answer, sent))
	assert "\n\n".join(filter(None, wrong)) == ""
	assert stored > size / 20


@pytest.mark.soak(reduced=45, full=1000)
def test_broken_json_of_a_clerk(clerk, documents, size: int):
	"""As the value of each argument that takes JSON."""
	wrong = []
	for number, chance in parts(size // 2, "http json"):
		function = chance.choice([each for each in actions() if each.__name__ not in LEAVE_THE_REQUEST])
		path, names = f"{function.__module__}.{function.__name__}", arguments_of(function)
		sent = {**working(function, chance, documents)}
		if names:
			sent[chance.choice(names)] = chance.choice(BROKEN)
		form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in sent.items()}
		answer = clerk.post(
			f"{URL}/api/method/{path}", data=form, headers={"Accept": "application/json"}, timeout=60
		)
		wrong.append(wrong_with(answer, (number, path, form)))
	assert "\n\n".join(filter(None, wrong)) == ""
