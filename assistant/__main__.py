"""``python -m assistant`` is the command ``pd-assistant``."""

from assistant.cli import main

main()
