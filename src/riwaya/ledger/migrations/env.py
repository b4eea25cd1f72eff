"""What ``alembic`` runs around a migration: the transaction is the caller's."""

from alembic import context

from riwaya.ledger.tables import metadata


def run() -> None:
    """Run what is to be run on the connection that ``schema.migrate`` brings."""
    context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
    context.run_migrations()


if __name__ == "env_py":  # the name under which alembic runs this file
    run()
