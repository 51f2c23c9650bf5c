"""A case as one self-contained HTML file or as a folder of pages, to read, print and mail: no script, nothing
loaded from outside."""

from reportedly.dossier.contents import Dossier
from reportedly.dossier.folder import File, folder
from reportedly.dossier.page import Links, environment, render, render_relation, view
from reportedly.dossier.stemma import stemma

__all__ = ["Dossier", "File", "Links", "environment", "folder", "render", "render_relation", "stemma", "view"]
