"""The web server that answers is our own, or another port is taken."""

from __future__ import annotations

import http.server
import threading
from pathlib import Path

import pytest

from dev import ports, services
from dev.inside import web
from dev.layout import Bench
from dev.problem import Problem

STRANGER = b"pong"


@pytest.fixture
def stranger():
	"""Somebody else's server, which answers every address as if all were well."""

	class Answer(http.server.BaseHTTPRequestHandler):
		def do_GET(self):
			self.send_response(200)
			self.end_headers()
			self.wfile.write(STRANGER)

		def log_message(self, *_args):
			pass

	server = http.server.ThreadingHTTPServer((ports.HOST, 0), Answer)
	threading.Thread(target=server.serve_forever, daemon=True).start()
	yield server.server_address[1]
	server.shutdown()


def test_a_stranger_who_answers_is_not_taken_for_ours(stranger):
	url = f"http://{ports.HOST}:{stranger}"
	assert services._answers(url)
	assert not services._is_ours(url, "a word of ours")


def test_nobody_is_not_taken_for_ours():
	assert not services._is_ours(f"http://{ports.HOST}:{ports.pick('test_web')}", "a word of ours")


def test_our_server_says_the_word_and_leaves_all_else_to_the_desk():
	heard = []
	application = web.telling_who(lambda environ, start: [b"desk"], "a word of ours")
	start = lambda status, headers: heard.append(status)  # noqa: E731
	assert application({"PATH_INFO": services.WHO}, start) == [b"a word of ours"]
	assert application({"PATH_INFO": "/app"}, start) == [b"desk"]
	assert (heard, services.WHO) == (["200 OK"], web.WHO)


def test_who_comes_second_moves_on(stranger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
	"""The port was free a moment ago; by now somebody else's server answers there."""
	bench = Bench(root=tmp_path, home=tmp_path, own=True)
	begun = []

	def start(_bench, name, command, *, ready, cwd, env):
		begun.append(int(command[-1]))
		if begun[-1] == stranger:
			assert not ready()
			raise Problem(f"{name} ended at once")

	monkeypatch.setattr(services.process, "start", start)
	monkeypatch.setattr(ports, "pick", lambda kind, taken=(): 9)
	assert services._begin_web(bench, "demo.localhost", stranger, kind="web") == 9
	assert begun == [stranger, 9]


def test_a_server_that_can_not_start_at_all_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
	bench = Bench(root=tmp_path, home=tmp_path, own=True)

	def start(_bench, name, *_args, **_kwargs):
		raise Problem(f"{name} ended at once")

	monkeypatch.setattr(services.process, "start", start)
	with pytest.raises(Problem, match="ended at once"):
		services._begin_web(bench, "demo.localhost", ports.pick("web"), kind="web")
