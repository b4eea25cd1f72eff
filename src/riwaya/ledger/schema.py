"""The schema: which version a database has, and the way to the newest one.

Each version is a module of ``migrations/versions``, named by its number (``v0001_first``); ``alembic`` runs them, in
one transaction. It is loaded only where there is something to do.

Imports ``errors`` and ``backends``.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect

from riwaya.errors import LedgerTooNew, NotALedger
from riwaya.ledger.backends import Backend

_MIGRATIONS = Path(__file__).with_name("migrations")
_VERSION = "SELECT version_num FROM alembic_version"


@cache
def newest() -> str:
    """Return the version that this Riwaya writes: ``0001``, ``0002``, ..."""
    return max(path.name[1:5] for path in (_MIGRATIONS / "versions").glob("v[0-9]*.py"))


def version(connection: Connection) -> str | None:
    """Return the version of a database, None where it is empty.

    Raises ``NotALedger`` where it holds something else.
    """
    names = set(inspect(connection).get_table_names())
    if "alembic_version" not in names or "originals" not in names:
        if names:
            raise NotALedger(
                "This database holds something else than a ledger.",
                advice="Name another file or database with --db; nothing was changed.",
            )
        return None
    found: str | None = connection.exec_driver_sql(_VERSION).scalar()
    return found


def is_current(backend: Backend) -> bool:
    """Tell whether a database has the newest version.

    Raises ``LedgerTooNew`` where a later Riwaya has written it, ``NotALedger`` where it holds something else.
    """
    with backend.reading() as connection:
        found = version(connection)
    if found is not None and found > newest():
        raise LedgerTooNew(
            f"The ledger has version {found}; this Riwaya knows {newest()} and earlier.",
            url=backend.name,
            advice="Install the newest Riwaya; nothing was changed.",
        )
    return found == newest()


def migrate(backend: Backend, to: str = "head") -> None:
    """Bring a database to the newest version, whole or not at all.

    Of a file with an older version, a copy stays beside it, named by that version.
    """
    _keep_old(backend)
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with backend.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _keep_old(backend: Backend) -> None:
    if not backend.is_sqlite:
        return  # a server's databases are for its own backups: the documentation says so
    with backend.reading() as connection:
        found = version(connection)
    copy = backend.path.with_name(f"{backend.path.name}.v{found}")
    if found is not None and not copy.exists():
        with backend.telling(), backend.engine.connect() as plain:
            plain.connection.cursor().execute("VACUUM INTO ?", (str(copy),))
