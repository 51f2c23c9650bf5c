"""Values shown as text, quickly: a page escapes thousands, and usually each becomes an object of its own."""

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


def shown(value: Any) -> str:
    """A value as it stands in a page: the characters of `markupsafe.escape`, as plain text."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return str.__str__(value)
    return str(value) if kind is int else escape(value)


def _escaped(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    if '"' in text or "'" in text:
        text = text.replace('"', "&#34;").replace("'", "&#39;")
    return text


class Escaping(CodeGenerator):
    """Templates that show their values by `shown`, which the environment has to have as a global."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.globals['shown'](")
