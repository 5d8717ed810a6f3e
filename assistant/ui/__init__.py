"""The chat: a thin skin over the verbs of :mod:`assistant.desk`. It holds no rule of the trade."""
