"""Several people at one site at the same time: real processes, each with a connection and transactions of its own.

A job is a function of a test module. It runs like a request: connected as Administrator, committed when it returns,
rolled back when it raises. Jobs run freely until they `meet()`: there each waits until every other job waits too or has
ended. So a test says which moments coincide, and nothing ever sleeps.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any
from unittest.mock import patch

import frappe
from build import contents
from forgetting import forget_documents

from sales_mgmt.posting.verify.books import verify

PATIENCE = 60
HERE, ENDED = "here", "ended"
_new_process = get_context("forkserver")
_new_process.set_forkserver_preload(["frappe.app", "pytest", "sales_mgmt.api"])
_idle: list[Worker] = []
_pipe: Connection | None = None


@dataclass(frozen=True)
class Outcome:
	"""What became of a job: its value, or its error with the codes of the findings. `killed`: it never answered."""

	value: Any = None
	error: str = ""
	message: str = ""
	codes: tuple[str, ...] = ()
	killed: bool = False


@dataclass
class Worker:
	process: Any
	pipe: Connection


def together(*jobs: tuple) -> list[Outcome]:
	"""Run jobs (function, *arguments) at the same time, each in a process of its own. Outcomes in their order."""
	workers = [_idle.pop() if _idle else _new_worker() for _ in jobs]
	for worker, job in zip(workers, jobs, strict=True):
		worker.pipe.send(job)
	outcomes: dict[int, Outcome] = {}
	waiting: set[int] = set()
	while len(outcomes) < len(workers):
		pipes = {workers[i].pipe: i for i in range(len(workers)) if i not in outcomes and i not in waiting}
		ready = wait(list(pipes), timeout=PATIENCE)
		if not ready:
			for worker in workers:
				worker.process.kill()
			raise AssertionError(f"nobody moved for {PATIENCE} seconds; waiting at a meeting: {waiting}")
		for pipe in ready:
			index = pipes[pipe]
			try:
				kind, outcome = pipe.recv()
			except EOFError:
				workers[index].process.join()
				kind, outcome = ENDED, Outcome(killed=True)
			if kind == HERE:
				waiting.add(index)
			else:
				outcomes[index] = outcome
		if len(waiting) + len(outcomes) == len(workers):
			for index in waiting:
				workers[index].pipe.send("go")
			waiting.clear()
	_idle.extend(worker for index, worker in enumerate(workers) if not outcomes[index].killed)
	return [outcomes[index] for index in range(len(workers))]


def _new_worker() -> Worker:
	ours, theirs = _new_process.Pipe()
	process = _new_process.Process(target=_serve, args=(theirs,), daemon=True)
	process.start()
	theirs.close()
	return Worker(process, ours)


def _serve(pipe: Connection) -> None:
	global _pipe
	_pipe = pipe
	os.chdir(os.environ["SALES_MGMT_SITES_PATH"])
	while True:
		try:
			function, *arguments = pipe.recv()
		except EOFError:
			return
		pipe.send((ENDED, _as_request(function, arguments)))


def _as_request(function: Callable, arguments: list) -> Outcome:
	frappe.init(os.environ["SALES_MGMT_SITE"], sites_path=os.environ["SALES_MGMT_SITES_PATH"])
	frappe.connect()
	frappe.set_user("Administrator")
	try:
		value = function(*arguments)
		frappe.db.commit()
		return Outcome(value)
	except Exception as error:
		frappe.db.rollback()
		codes = tuple(finding.code for finding in getattr(error, "findings", ()))
		return Outcome(error=type(error).__name__, message=str(error), codes=codes)
	finally:
		frappe.destroy()


def meet() -> None:
	"""Called in a job: wait for all others."""
	_pipe.send((HERE, None))
	_pipe.recv()


def die() -> None:
	"""Called in a job: as if the power went."""
	os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def at(target: str, do: Callable[[], None], *, after: bool = False, call: int = 1) -> Iterator[None]:
	"""In a job: `do` before (or after) the n-th call of the function `target`, given by its path."""
	module, _, name = target.rpartition(".")
	original = getattr(frappe.get_module(module), name)
	calls = 0

	def instead(*args: Any, **kwargs: Any) -> Any:
		nonlocal calls
		calls += 1
		mine = calls == call
		if mine and not after:
			do()
		result = original(*args, **kwargs)
		if mine and after:
			do()
		return result

	with patch(target, instead):
		yield


@contextmanager
def at_write(number: int | None, do: Callable[[], None]) -> Iterator[list[str]]:
	"""In a job: `do` before the n-th statement that writes. Yields the statements that wrote, as far as they came.

	Counted below everything that the program is made of, so a new step of a posting is a new number.
	"""
	database = type(frappe.local.db)
	original, seen = database.sql, []

	def instead(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
		text = str(query).strip()
		if text[:6].lower() in ("insert", "update", "delete"):
			seen.append(text)
			if len(seen) == number:
				do()
		return original(self, query, *args, **kwargs)

	with patch.object(database, "sql", instead):
		yield seen


def meeting(target: str | None, **kwargs: Any) -> Any:
	"""Meet before (or after) a call of `target`; no meeting at all for None."""
	return at(target, meet, **kwargs) if target else nullcontext()


@contextmanager
def swept() -> Iterator[None]:
	"""What is committed inside the block is gone afterwards, so that other tests find the site as it was."""
	before, rows, series = contents(), _names(), _counters()
	try:
		yield
	finally:
		frappe.db.rollback()
		for doctype, names in _names().items():
			if new := names - rows[doctype]:
				frappe.db.delete(doctype, {"name": ("in", sorted(new))})
		_restore(series)
		frappe.db.commit()
		forget_documents()
	assert contents() == before
	assert verify() == []


def _names() -> dict[str, set[str]]:
	return {doctype: set(frappe.get_all(doctype, pluck="name", limit=0)) for doctype in contents()}


def _counters() -> tuple[dict, dict]:
	lines = frappe.get_all("Number Series Line", fields=["name", "last_no_used"], as_list=True)
	table = frappe.qb.DocType("Series")
	return dict(lines), dict(frappe.qb.from_(table).select(table.name, table.current).run())


def _restore(counters: tuple[dict, dict]) -> None:
	for name, number in counters[0].items():
		frappe.db.set_value("Number Series Line", name, "last_no_used", number, update_modified=False)
	table = frappe.qb.DocType("Series")
	for name, current in counters[1].items():
		frappe.qb.update(table).set(table.current, current).where(table.name == name).run()
	frappe.qb.from_(table).delete().where(table.name.notin(sorted(counters[1]))).run()
