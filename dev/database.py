"""Our own MariaDB: data folder, socket and port inside the bench; durable, utf8mb4. A system server is left alone.

The root password is made up once and kept in `common_site_config.json`, where Frappe's own commands look for it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from dev import config, ports, process
from dev.layout import Bench
from dev.packages import program
from dev.problem import Problem
from dev.progress import say, step
from dev.shell import output, run

NAME = "MariaDB"
SERVICE = "mariadb"
SOCKET_LENGTH = 100

SERVER = """\
[mariadbd]
datadir={data}
socket={socket}
bind-address=127.0.0.1
character-set-server=utf8mb4
collation-server=utf8mb4_unicode_ci
innodb_flush_log_at_trx_commit=1
innodb_buffer_pool_size=256M
innodb_log_file_size=96M
innodb_lock_wait_timeout=50
max_allowed_packet=64M
performance_schema=OFF
skip-log-bin
"""
CLIENT = """\
[client]
user=root
password={password}
socket={socket}
default-character-set=utf8mb4
"""
SECURE = """\
DELETE FROM mysql.global_priv WHERE User='' OR (User='root' AND Host<>'localhost');
FLUSH PRIVILEGES;
ALTER USER 'root'@'localhost' IDENTIFIED BY '{password}';
CREATE OR REPLACE USER 'root'@'127.0.0.1' IDENTIFIED BY '{password}';
GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
"""


def _folder(bench: Bench) -> Path:
	return bench.root / "mariadb"


def socket_path(bench: Bench) -> Path:
	"""Inside the bench, or in the temporary folder when that path is too long for a socket."""
	inside = _folder(bench) / "server.sock"
	if len(str(inside)) <= SOCKET_LENGTH:
		return inside
	mark = hashlib.sha256(str(bench.root).encode()).hexdigest()[:8]
	return Path(tempfile.gettempdir()) / f"sales-mgmt-{mark}.sock"


def client(bench: Bench, name: str = "mariadb") -> list[str | Path]:
	"""The client program, or `mariadb-dump`, logged in as root."""
	return [program(name) or name, f"--defaults-file={_folder(bench) / 'client.cnf'}"]


def _as_root() -> list[str]:
	return ["--user=root"] if os.geteuid() == 0 else []


def initialise(bench: Bench) -> None:
	"""An empty server with one account, root; complete or not at all."""
	folder = _folder(bench)
	if (folder / "complete").exists():
		return
	shutil.rmtree(folder, ignore_errors=True)
	folder.mkdir(parents=True)
	password = secrets.token_hex(12)
	_private(folder / "secure.sql", SECURE.format(password=password))
	config.update(bench.config_file, root_password=password, db_host=ports.HOST)
	_write_options(bench)
	command = [
		program("mariadb-install-db") or "mariadb-install-db",
		f"--defaults-file={folder / 'server.cnf'}",
		f"--datadir={folder / 'data'}",
		"--auth-root-authentication-method=normal",
		"--skip-test-db",
		*_as_root(),
	]
	run(command, name=NAME, log=bench.log(SERVICE), sentence="MariaDB's data folder could not be made.")
	(folder / "complete").touch()


def _write_options(bench: Bench) -> None:
	"""The option files of server and client: written at every start, for a bench may be moved."""
	folder, socket = _folder(bench), socket_path(bench)
	_private(folder / "server.cnf", SERVER.format(data=folder / "data", socket=socket))
	password = config.common(bench)["root_password"]
	_private(folder / "client.cnf", CLIENT.format(password=password, socket=socket))


def _private(file: Path, text: str) -> None:
	file.touch(mode=0o600)
	file.write_text(text)


def start(bench: Bench) -> None:
	"""Running and answering, on the remembered port or, when a stranger took that, on a new one."""
	if process.running(bench, SERVICE):
		return
	with step(NAME):
		initialise(bench)
		_write_options(bench)
		_start(bench)


def _start(bench: Bench) -> None:
	port = config.common(bench).get("db_port")
	if port is None or not ports.is_free(port):
		new = ports.pick("db")
		if port:
			say(f"Port {port} is taken by another program; MariaDB moves to {new}.")
		config.update(bench.config_file, db_port=new)
		port = new
	folder = _folder(bench)
	command = [
		program("mariadbd") or "mariadbd",
		f"--defaults-file={folder / 'server.cnf'}",
		f"--port={port}",
		*_as_root(),
	]
	init_file = folder / "secure.sql"
	if init_file.exists():
		command.append(f"--init-file={init_file}")
	ping = [*client(bench), "--execute=SELECT 1"]
	process.start(bench, SERVICE, command, ready=lambda: output(ping) is not None)
	init_file.unlink(missing_ok=True)


def check_foreign(bench: Bench) -> None:
	"""The server of somebody else's bench answers."""
	values = config.common(bench)
	host, port = values.get("db_host") or ports.HOST, int(values.get("db_port") or 3306)
	if host in (ports.HOST, "localhost") and not ports.answers(port):
		raise Problem(f"The database of {bench.root} does not answer on port {port}: start it first.")


def root_password(bench: Bench) -> str:
	"""Root's password of the bench's database server, for making and dropping sites."""
	password = os.environ.get("DB_ROOT_PASSWORD") or config.common(bench).get("root_password")
	if not password:
		raise Problem(
			"To make a site in this bench its database root password is needed: set DB_ROOT_PASSWORD,"
			" or root_password in common_site_config.json."
		)
	return password
