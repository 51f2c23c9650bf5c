"""One self-contained HTML file of a case, to read, print and mail: no script, nothing loaded from outside."""

from reportedly.dossier.contents import Dossier
from reportedly.dossier.page import Links, environment, render, render_relation, view

__all__ = ["Dossier", "Links", "environment", "render", "render_relation", "view"]
