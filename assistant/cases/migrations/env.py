"""How the steps are run: on the connection, and in the transaction, that is handed over."""

from alembic import context

handed = context.config.attributes
context.configure(connection=handed["connection"], version_table=handed["done"])
context.run_migrations()
