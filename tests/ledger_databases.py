"""Databases for the tests of the ledger: an SQLite file, and a PostgreSQL server that somebody runs or that we start.

``RIWAYA_TEST_PG`` names a server by its URL, with the right to make databases. Without it, one is started from Debian's
packages in a temporary folder; where there are none, the tests on PostgreSQL are skipped with that reason.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy.engine import make_url

from riwaya.ledger import open_ledger

_TEMPLATE = f"riwaya_template_{os.getpid()}"
_NUMBERS = count(1)


def new(kind: str, folder: Path) -> Iterator[str]:
    """Yield the URL of a new ledger without documents; a database of a server is dropped afterwards."""
    if kind == "sqlite":
        path = folder / f"ledger-{next(_NUMBERS)}.db"
        shutil.copyfile(_empty_file(), path)
        yield f"sqlite:///{path}"
        return
    yield from _database(server())


@cache
def _empty_file() -> Path:
    path = Path(tempfile.mkdtemp(prefix="riwaya-ledger-"), "empty.db")
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    open_ledger(path).close()
    # a copy of the file alone must be whole
    with sqlalchemy.create_engine(f"sqlite:///{path}").connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def _database(url: str) -> Iterator[str]:
    name = f"riwaya_{os.getpid()}_{next(_NUMBERS)}"
    _run(url, f'CREATE DATABASE "{name}" TEMPLATE "{_template(url)}"')
    try:
        yield _with(url, name)
    finally:
        _run(url, f'DROP DATABASE "{name}" WITH (FORCE)')


@cache
def _template(url: str) -> str:
    _run(url, f"CREATE DATABASE \"{_TEMPLATE}\" ENCODING 'UTF8' TEMPLATE template0")
    atexit.register(_run, url, f'DROP DATABASE IF EXISTS "{_TEMPLATE}" WITH (FORCE)')
    open_ledger(_with(url, _TEMPLATE)).close()
    return _TEMPLATE


def _with(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def _run(url: str, statement: str) -> None:
    engine = sqlalchemy.create_engine(
        make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@cache
def server() -> str:
    """Return the URL of a PostgreSQL server, or skip the test with the reason why there is none."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: riwaya[postgres]")
    stated = os.environ.get("RIWAYA_TEST_PG")
    if stated:
        return stated
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("no PostgreSQL: set RIWAYA_TEST_PG, or apt-get install postgresql")
    return _start(programs[-1].parent)


def _start(programs: Path) -> str:
    """Start a server that listens on a socket in a temporary folder, and stop it when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="riwaya-pg-"))
    user = _other_user()
    if user is not None:  # the server refuses to be run by root
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(program: str, *words: str) -> None:
        subprocess.run(
            [programs / program, *words],
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=120,
        )

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "riwaya", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
    settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")

    def stop() -> None:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return f"postgresql://riwaya@/postgres?host={folder}"


def _other_user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    names = {user.pw_name: user for user in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]
