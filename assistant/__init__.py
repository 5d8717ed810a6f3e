"""The Position Description Assistant."""

__version__ = "0.1.0"
