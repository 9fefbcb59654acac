"""People who work elsewhere than at the Desk: through REST."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import APIRequestContext

from dev.demo.company import PASSWORD


def enter(requests: APIRequestContext, url: str, user: str, password: str = PASSWORD) -> None:
	post(requests, f"{url}/api/method/login", {"usr": user, "pwd": password})


def post(requests: APIRequestContext, path: str, values: dict[str, Any]) -> dict[str, Any]:
	answer = requests.post(path, data=values)
	assert answer.ok, answer.text()
	return answer.json()
