"""What templates show is text: the quick way to escape gives what the library's own way gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from reportedly.dossier.escaping import shown
from reportedly.dossier.page import WITHIN, environment


@given(st.text(alphabet=st.sampled_from("&<>\"'a \N{RIGHT DOUBLE QUOTATION MARK}\u200f")) | st.text())
def test_a_text_is_escaped_as_by_the_library(text: str) -> None:
    assert shown(text) == str(escape(text))


@pytest.mark.parametrize("value", [Markup("<b>&amp;</b>"), 7, 0.5, None, True, ["<", "&"]])
def test_any_value_is_shown_as_by_the_library(value: object) -> None:
    assert str(shown(value)) == str(escape(value))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ x }}", "&lt;b&gt;"),
        ("{% macro m(y) %}<i>{{ y }}</i>{% endmacro %}{{ m(x) }}{{ m(m(x)) }}", None),
        ('{% for y in [x, 3] %}<p title="{{ y ~ \'"\' }}">{% endfor %}', None),
        ("{% set z %}<u>{{ x }}</u>{% endset %}{{ z }}{{ z | length }}", None),
        ("{{ x | upper }}{{ x | safe }}{{ [x, '&'] | join(', ') }}{{ x | urlencode }}", None),
        ("{% autoescape false %}{{ x }}{% endautoescape %}{{ x }}", None),
    ],
)
def test_a_template_shows_what_it_would_show_without_it(template: str, expected: str | None) -> None:
    ours, plain = (environment(DictLoader({"t": template}), WITHIN) for _ in range(2))
    plain.code_generator_class = CodeGenerator
    made = ours.get_template("t").render(x="<b>")
    assert made == plain.get_template("t").render(x="<b>")
    assert expected is None or made == expected
