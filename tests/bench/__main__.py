"""`make bench` runs this on the bench site, with the bench's Python, inside `sites/`, as Administrator.

`make bench ARGS="quick"` measures small documents only and writes nothing, `ARGS="reports"` reports over large books only.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

if __name__ == "__main__":
	import measure

	if "reports" in sys.argv:
		measure.measure_reports()
	else:
		measure.main(quick="quick" in sys.argv)
