"""The command line: one module a group of commands; it calls the case and holds no algorithm."""

from reportedly.cli.app import main

__all__ = ["main"]
