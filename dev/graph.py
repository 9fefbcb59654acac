"""Running steps at the same time: each waits only for the steps it names.

After the first failure no further step starts; those under way end on their own, so that the next run finds their
work done. Then the first failure is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
	"""A named step and the names of those that must be done before; names not in the run count as done."""

	name: str
	action: Callable[[], None]
	after: tuple[str, ...] = ()


def run_all(tasks: Sequence[Task]) -> None:
	"""Run every task, in parallel where `after` allows."""
	waiting = {task.name: task for task in tasks}
	running: dict[Future[None], str] = {}
	failure: BaseException | None = None
	with ThreadPoolExecutor(max_workers=len(tasks) or 1) as pool:
		while waiting or running:
			open_names = set(waiting) | set(running.values())
			for task in [] if failure else list(waiting.values()):
				if not open_names & set(task.after):
					running[pool.submit(task.action)] = task.name
					del waiting[task.name]
			if not running:
				break
			done, _ = wait(running, return_when=FIRST_COMPLETED)
			for future in done:
				del running[future]
				failure = failure or future.exception()
	if failure:
		raise failure
	if waiting:
		raise ValueError(f"steps wait for each other: {', '.join(waiting)}")
