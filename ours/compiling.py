"""Python that Jinja2 templates are compiled to, with shorter ways for what a page does hundreds of times.

At each call Jinja2 looks whether the function wants the context, it makes a `Markup` of each text before the text is
joined to the page, and it loads the parts that a page is made of anew for each page. Here calls are direct, texts are
escaped to plain strings, and the parts are kept. What a template means stays the same (`docs/decisions/pages.md`).
"""

from collections.abc import Callable, MutableMapping
from functools import partial
from types import CodeType
from typing import Any

import jinja2
import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Undefined
from jinja2.utils import missing
from markupsafe import Markup, escape

# Markup() asks first whether its text has a way to be HTML; a text that is HTML already need not be asked.
marked: Callable[[str], Markup] = partial(str.__new__, Markup)
# From version 3 on MarkupSafe has this in C, and nothing else.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", None) or escape
_WITH_CONTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext"}  # these want the context
_OF_DICTS = frozenset(dir(dict))


def written(value: Any) -> str:
    """What stands on the page for a value: as `escape` says it, but a plain string, because it is joined at once."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return value
    return "" if kind is Undefined else escape(value)


def looking(undefined: type[Undefined]) -> Callable[[Any, str], Any]:
    """The function for `value.name`: an attribute or else an item, for a dict the item first.

    What a dict lacks is asked for so often that each missing name has one `Undefined`, instead of one for each time.
    """
    absent: dict[str, Undefined] = {}

    def look(value: Any, name: str) -> Any:
        if type(value) is dict:
            found = value.get(name, missing)
            if found is not missing:
                return found
            if name not in _OF_DICTS:
                if name not in absent:
                    absent[name] = undefined(obj={}, name=name)
                return absent[name]
        try:
            return getattr(value, name)
        except AttributeError:
            pass
        try:
            return value[name]
        except (TypeError, LookupError, AttributeError):
            return undefined(obj=value, name=name)

    return look


def macro_of(run: Callable[..., str], name: str, names: tuple[str, ...], takes_caller: bool) -> Callable[..., str]:
    """What a template calls for a macro, where what the macro returns is HTML.

    `run` takes all arguments in the order of `names`, `missing` for each one that is not given; after them comes the
    caller if it takes one.
    """
    count = len(names)
    unsaid = [(missing,) * (count - given) for given in range(count + 1)]
    nobody = Undefined("No caller defined", name="caller")

    def call(*args: Any, **kwargs: Any) -> str:
        given = len(args)
        if given > count:
            raise TypeError(f"macro {name!r} takes not more than {count} argument(s)")
        if given < count:
            args += tuple([kwargs.pop(one, missing) for one in names[given:]]) if kwargs else unsaid[given]
        if takes_caller:
            args += (kwargs.pop("caller", nobody),)
        if kwargs:
            raise TypeError(f"macro {name!r} takes no keyword argument {next(iter(kwargs))!r}")
        return marked(run(*args))

    return call


class Shorter(CodeGenerator):
    """Jinja2's compiler with the shorter ways."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call without asking what the function wants to be given besides."""
        named = node.node.name if isinstance(node.node, nodes.Name) else ""
        if named in _WITH_CONTEXT or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """`value.name`."""
        self.write("look(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """The macro as a plain function, unless it takes whatever it is given."""
        names = tuple(argument.name for argument in macro_ref.node.args)
        plain = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and "caller" not in names
        if not plain or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
            return
        name = getattr(macro_ref.node, "name", None)
        self.write(f"macro_of(macro, {name!r}, {names!r}, {macro_ref.accesses_caller!r})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("written(")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context or not isinstance(node.template, nodes.Const):
            super()._import_common(node, frame)
        else:
            self.write(f"part({node.template.value!r})")


class Template(jinja2.Template):
    """A template whose code knows the shorter ways."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> "Template":
        """As Jinja2 does it, with more names for the code to use."""
        kept: dict[str, Any] = {}

        def part(name: str) -> Any:
            if name not in kept:
                kept[name] = environment.get_template(name)._get_default_module()
            return kept[name]

        namespace = {
            "environment": environment,
            "__file__": code.co_filename,
            "look": looking(environment.undefined),
            "written": written,
            "macro_of": macro_of,
            "part": part,
        }
        exec(code, namespace)  # noqa: S102 - the code of our own templates
        made: Template = cls._from_namespace(environment, namespace, globals)  # type: ignore[assignment]
        made._uptodate = uptodate
        return made
