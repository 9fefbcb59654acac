"""`python3 -m dev VERB [ARGUMENTS]`: finds the bench, runs the verb; a problem is one sentence and a non-zero exit."""

from __future__ import annotations

import sys
from collections.abc import Callable

from dev import verbs
from dev.layout import find_bench
from dev.problem import Problem
from dev.shell import end_on_signals

PLAIN: dict[str, Callable[..., int]] = {
	"demo": verbs.demo,
	"docs": verbs.docs,
	"serve": verbs.serve,
	"migrate": verbs.migrate,
	"assets": verbs.assets,
	"reset": verbs.reset,
	"console": verbs.console,
	"lint": verbs.lint,
	"stop": verbs.stop,
	"clean": verbs.clean,
}
WITH_ARGUMENTS: dict[str, Callable[..., int]] = {
	"test": verbs.test,
	"soak": verbs.soak,
	"unit": verbs.unit,
	"run": verbs.run_script,
	"bench": verbs.measure,
	"bench-cmd": verbs.bench_cmd,
}


def main(words: list[str]) -> int:
	verb, *arguments = words or [""]
	try:
		bench = find_bench()
		if verb in PLAIN:
			return PLAIN[verb](bench)
		if verb in WITH_ARGUMENTS:
			return WITH_ARGUMENTS[verb](bench, arguments)
		raise Problem(f"Verbs: {', '.join(sorted(PLAIN | WITH_ARGUMENTS))}.")
	except Problem as problem:
		if tail := problem.tail():
			print(tail, file=sys.stderr)
		print(problem.sentence, file=sys.stderr)
		return 1
	except KeyboardInterrupt:
		print("Interrupted; the next run goes on from here.", file=sys.stderr)
		return 130


if __name__ == "__main__":
	end_on_signals()
	sys.exit(main(sys.argv[1:]))
