"""Whatever the database refuses, the error says what to do, and what was kept stays."""

import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import event, text

from riwaya import errors
from riwaya.errors import LedgerError
from riwaya.ledger import Ledger, backends, open_ledger, refusals, schema, tables
from tests import ledger_databases
from tests.ledger_samples import reading


def documents(ledger: Ledger) -> int:
    """Return how many documents the ledger holds."""
    return ledger.stats().rows["documents"]


def sqlite(tmp_path: Path) -> str:
    """Return the URL of an empty SQLite ledger."""
    return next(iter(ledger_databases.new("sqlite", tmp_path)))


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    """Neither a text nor another program's database is touched."""
    letter, other = tmp_path / "letter.db", tmp_path / "other.db"
    letter.write_text("Dear editor, " * 100)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    before = other.read_bytes()
    for file in (letter, other):
        with pytest.raises(errors.NotALedger) as refused:
            open_ledger(file)
        assert refused.value.advice
    assert letter.read_text() == "Dear editor, " * 100
    with sqlite3.connect(other) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)]
    assert len(other.read_bytes()) == len(before)


def test_a_newer_ledger_is_refused(ledger: Ledger, place: str) -> None:
    """What a later version has written is not guessed at."""
    with ledger.backend.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(errors.LedgerTooNew, match="9999"):
        open_ledger(place)


def test_a_ledger_that_is_not_there_is_made_only_on_purpose(tmp_path: Path) -> None:
    """Looking makes no file; adding makes it with its folder."""
    with pytest.raises(errors.LedgerUnreachable):
        open_ledger(tmp_path / "a" / "b.db", create=False)
    assert not (tmp_path / "a").exists()
    open_ledger(tmp_path / "a" / "b.db").close()
    assert (tmp_path / "a" / "b.db").exists()


@pytest.mark.parametrize(
    "where",
    ["mysql://u:secret@h/d", "nonsense://", "sqlite://", "postgresql+asyncpg://h/d", "a://[b"],
)
def test_an_unknown_address_is_refused(where: str) -> None:
    """An error names what can be given, and never repeats a password."""
    with pytest.raises(LedgerError) as refused:
        open_ledger(where)
    assert "postgresql://" in refused.value.advice
    assert "secret" not in str(refused.value)


def test_a_server_that_does_not_answer() -> None:
    """The error names the server without its password."""
    pytest.importorskip("psycopg")
    with pytest.raises(errors.LedgerUnreachable) as refused:
        open_ledger("postgresql://somebody:secret@127.0.0.1:1/ledger")
    assert "secret" not in refused.value.url + str(refused.value)


def test_another_writer_is_waited_for_and_then_named(
    ledger: Ledger, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who cannot write in time is told; reading goes on, and afterwards writing too."""
    ledger.add([reading(1)])
    monkeypatch.setenv("RIWAYA_DB_WAIT", "0.3")
    with open_ledger(place) as other, ledger.backend.writing():
        assert documents(other) == 1
        with pytest.raises(errors.LedgerBusy):
            other.add([reading(2)])
    with open_ledger(place) as other:
        assert other.add([reading(2)]).documents == 1


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """The batch that does not fit is left out whole; what came before is there and sound."""
    with open_ledger(sqlite(tmp_path)) as ledger:
        ledger.add([reading(1)])

        @event.listens_for(ledger.backend.engine, "connect")
        def limit(connection: sqlite3.Connection, _record: object) -> None:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 3}")

        ledger.backend.engine.dispose()
        with pytest.raises(errors.LedgerFull, match="room"):
            ledger.add([reading(n) for n in range(2, 100)])
        event.remove(ledger.backend.engine, "connect", limit)
        ledger.backend.engine.dispose()
        assert documents(ledger) == 1
        assert list(ledger.verify()) == []
        assert ledger.add([reading(n) for n in range(2, 100)]).documents == 98


def test_a_limit_of_the_system_loses_nothing(tmp_path: Path) -> None:
    """Where the system lets a file grow no more, the error says so, and the ledger is sound."""
    url = sqlite(tmp_path)
    code = f"""
        import resource
        from riwaya.ledger import open_ledger
        from riwaya.errors import LedgerError
        from tests.ledger_samples import reading
        ledger = open_ledger({url!r})
        ledger.add([reading(1)])
        resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))
        try:
            ledger.add(reading(n) for n in range(2, 2000))
        except LedgerError as error:
            print(error.message)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
        timeout=120,
    )
    assert "disk" in done.stdout, done.stdout + done.stderr
    with open_ledger(url) as ledger:
        assert documents(ledger) >= 1
        assert list(ledger.verify()) == []


def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    """It can be read; writing says what is missing."""
    url = sqlite(tmp_path)
    with open_ledger(url) as ledger:
        ledger.add([reading(1)])
    read_only = url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true"
    with open_ledger(read_only) as ledger:
        assert documents(ledger) == 1
        with pytest.raises(errors.LedgerReadOnly):
            ledger.add([reading(2)])
        assert documents(ledger) == 1


def test_a_connection_that_is_cut_is_made_again(tmp_path: Path) -> None:
    """Where the server ends a connection in the middle, nothing of that batch stays, and the next one works."""
    for url in ledger_databases.new("postgresql", tmp_path):
        with open_ledger(url) as ledger, open_ledger(url) as other:
            ledger.add([reading(1)])
            with pytest.raises(errors.LedgerUnreachable), ledger.backend.writing() as connection:
                connection.execute(tables.documents.update().values(headline="x"))
                pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
                with other.backend.reading() as outside:
                    outside.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")
                connection.exec_driver_sql("SELECT 1")
            assert ledger.add([reading(2)]).documents == 1
            assert next(iter(ledger.documents())) == reading(1).document


def test_a_migration_is_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration that fails on its way leaves no table behind."""
    from alembic import op

    made = op.create_index

    def fails(name: str, *rest: object, **more: object) -> None:
        if name == "ix_statements_document":
            raise RuntimeError("power failed")
        made(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(op, "create_index", fails)
    file = tmp_path / "new.db"
    with pytest.raises(RuntimeError, match="power"):
        open_ledger(file)
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    monkeypatch.undo()
    open_ledger(file).close()


def test_an_older_ledger_is_brought_up_and_a_copy_kept(tmp_path: Path) -> None:
    """Opening it is enough; the copy is what it was, and no later opening writes another."""
    file = tmp_path / "old.db"
    backend = backends.at(file)
    backend.prepare(create=True)
    schema.migrate(backend, "0001")
    backend.close()
    for _ in range(2):
        with open_ledger(file) as ledger, ledger.backend.reading() as connection:
            assert schema.version(connection) == schema.newest() > "0001"
    copies = [path.name for path in tmp_path.iterdir() if ".v" in path.name]
    assert copies == ["old.db.v0001"]
    with sqlite3.connect(tmp_path / copies[0]) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            ("0001",)
        ]


def test_migrations_make_the_tables_that_the_program_knows(ledger: Ledger) -> None:
    """Column for column, index for index."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    groups = (*tables.KEPT, *tables.INDEXED, *tables.DERIVED)
    known = {table.name for table in groups}

    def ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        of = getattr(thing, "table", None)
        return (name if kind == "table" else getattr(of, "name", None)) in known

    with ledger.backend.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_type": False}
        )
        assert compare_metadata(context, tables.metadata) == []
        assert schema.version(connection) == schema.newest()


def test_every_refusal_says_what_to_do() -> None:
    """Each kind of error of the database has its own words and advice."""
    told = [*refusals._SQLITE.values(), *refusals._POSTGRESQL.values()]
    assert all(issubclass(one.kind, LedgerError) and one.advice for one in told)
    assert {one.kind for one in told} >= {
        errors.LedgerBusy,
        errors.LedgerFull,
        errors.LedgerReadOnly,
        errors.LedgerUnreachable,
        errors.LedgerDamaged,
        errors.NotALedger,
    }


def test_the_default_place_is_the_users_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """``RIWAYA_DB`` goes before the folder of the user's data."""
    monkeypatch.delenv("RIWAYA_DB", raising=False)
    monkeypatch.setenv("RIWAYA_DATA", str(tmp_path))
    assert backends.at().path == tmp_path / "ledger.db"
    monkeypatch.setenv("RIWAYA_DB", str(tmp_path / "other.db"))
    assert backends.at().path == tmp_path / "other.db"
    assert isinstance(backends.at().engine, sqlalchemy.Engine)
