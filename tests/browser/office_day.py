"""Today where the test company is: its site stands in Norway, whatever the clock of this machine is set to."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

TIME_ZONE = "Europe/Oslo"


def today() -> datetime.date:
	return datetime.datetime.now(ZoneInfo(TIME_ZONE)).date()
