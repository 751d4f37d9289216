"""Jinja2 templates with their translations put in when they are compiled.

A page says about two hundred things in the reader's language, nearly all of them the same each time. So each language
has an environment of its own, in which `_("Garden")` is the translated text already when the template is compiled, and
a sentence with placeholders is translated but for these. What depends on a number (`ngettext`) is looked up as usual.
"""

from collections.abc import MutableMapping
from copy import copy
from typing import Any

import jinja2
from django.template.backends.jinja2 import Jinja2
from django.template.backends.jinja2 import Template as Page
from django.utils.translation import get_language, gettext, override
from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from ours.compiling import Shorter, Template

_GETTEXT = {"_", "gettext"}


class Pages(Jinja2):
    """Django's Jinja2 backend with one environment for each language; `env` is one that is bound to none."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._engines: dict[str | None, Jinja2] = {}
        self._ready: dict[tuple[str | None, str], Page] = {}

    def get_template(self, template_name: str) -> Page:
        """The template in the active language, compiled once."""
        language = get_language()
        ready = self._ready.get((language, template_name))
        if ready is None:
            engine = self._engines.get(language) or self._engines.setdefault(language, self._in(language))
            ready = Jinja2.get_template(engine, template_name)
            self._ready[language, template_name] = ready
        return ready

    def _in(self, language: str | None) -> Jinja2:
        engine = copy(self)
        env: Any = self.env.overlay()
        env.language, env.bound = language, True
        engine.env = env
        return engine


class Environment(jinja2.Environment):
    """An environment that can be bound to a language: `bound` and `language` (a code, or None) on an overlay of it."""

    language: str | None = None
    bound = False
    code_generator_class = Shorter
    template_class = Template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> dict[str, Any]:
        """The names that every template knows, in a plain dict: ours are never changed after the beginning."""
        return {**self.globals, **(d or {})}

    def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """Compile a template, translated first if the environment is bound to a language."""
        if self.bound and isinstance(source, str):
            name, filename = (*args, None, None)[:2]
            name, filename = kwargs.get("name", name), kwargs.get("filename", filename)
            with override(self.language):
                source = _Translate().visit(self.parse(source, name, filename))
        return super().compile(source, *args, **kwargs)


class _Translate(NodeTransformer):
    """Puts translated text in the place of `_("…")` and of `{% trans %}` blocks."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        text = _constant(node)
        if text is None:
            return node
        translated = gettext(text)
        if not node.kwargs:
            return nodes.TemplateData(translated % {}, lineno=node.lineno)
        if translated.count("%") != translated.count("%(") or translated.count("%(") != translated.count(")s"):
            return node  # other ways of writing a value, or a sign of per cent: as Jinja2 does it
        said = nodes.TemplateData(translated, lineno=node.lineno)
        return nodes.Call(nodes.Name("filled", "load"), [said], node.kwargs, None, None, lineno=node.lineno)


def _constant(node: nodes.Call) -> str | None:
    """The words that the call wants translated, if that is what it is."""
    named = isinstance(node.node, nodes.Name) and node.node.name in _GETTEXT
    if not named or len(node.args) != 1 or node.dyn_args or node.dyn_kwargs:
        return None
    words = node.args[0]
    return words.value if isinstance(words, nodes.Const) and isinstance(words.value, str) else None


def filled(text: str, **values: Any) -> str:
    """A sentence with `%(name)s` filled in, escaped where the sentence itself is for HTML."""
    if isinstance(text, Markup):
        return Markup(str(text) % {name: escape(value) for name, value in values.items()})  # noqa: S704 - escaped
    return text % values
