"""PDF files to text in the order of reading, with page and box kept for every run."""

from reportedly.sources.pdf.rendering import looks_like_pdf, render_pdf

__all__ = ["looks_like_pdf", "render_pdf"]
