"""How the steps are run: on the connection, and in the transaction, that is handed over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
