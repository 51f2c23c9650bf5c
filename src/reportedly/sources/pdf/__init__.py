"""PDF files to text in the order of reading, with page and box kept for every run."""

from reportedly.sources.pdf.rendering import render_pdf

__all__ = ["render_pdf"]
