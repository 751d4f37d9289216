"""Every guard in the code, and the mutants of A5: one of them taken out or turned round, the rest as it is.

A guard is what decides who comes in: a condition before a 404 or a refusal, what `allow` asks, a rule and its parts, a
condition of a queryset that fetches through the person, the parent that something is fetched from. The mutant of a
function has the place of the original while it runs; nothing is written to the disk.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import ours

OURS = Path(ours.__file__).parent

# Where all conditions are guards; with names, only in these functions.
WHOLE: dict[str, tuple[str, ...]] = {
    **{str(path.relative_to(OURS)): () for path in sorted(OURS.glob("*/*rules.py"))},
    "people/access.py": (),
    "people/door.py": ("run", "allow"),
    "people/entrance.py": ("redeem", "_who_may_come_in", "enter_by_way", "seat_behind", "sign_out_device"),
    "people/middleware.py": ("_acting", "seat_of"),
    "people/models.py": ("taken", "is_firm_owner"),
    "people/reading.py": ("seats_of", "clients_for", "engagements_of"),
    "people/sessions.py": ("<lambda>",),
    "problem/access.py": (),
    "problem/engagements.py": (),
    "aside/reading.py": (),
    "cases/access.py": (),
    "cases/reading.py": ("link_of",),
    "listen/intake_reading.py": ("engagements_for", "request_at", "answer_at", "attachment_at"),
    "listen/tray_reading.py": ("mail_for", "engagements_for", "problems_of", "tray_of"),
    "portfolio/scope.py": ("engagements", "_of_place", "scope_for", "experts_of", "clients_of"),
    "post/passes.py": ("find", "use"),
    "post/replies.py": ("why_void",),
    "post/views.py": ("_readable",),
    "prove/inlet_acts.py": ("find",),
    "prove/pulse_acts.py": ("find", "_belongs"),
    "table/live.py": ("stream", "_may_still"),
}
FILTERS = ("filter", "exclude")
# Everywhere: what narrows to what a seat may see, and conditions of a queryset that speak of the seat.
VISIBLE = ("visible_problems", "visible_clients", "visible_engagements", "visible_seats", "visible_cases", "crewed")
OF_THE_SEAT = ("seat", "seat.firm_id", "seat.firm", "seat.client_id", "seat.client", "seat.side")
FETCHING = ("get_object_or_404", "get_list_or_404")
PARENTS = ("problem", "found", "client", "organisation")  # names of what something is fetched from


@dataclass(frozen=True)
class Mutant:
    """One change to one guard: the `number`th that can be made in `path`."""

    path: str  # below ours/
    number: int
    function: str
    line: int
    change: str  # in words, with the code

    @property
    def name(self) -> str:
        return f"{self.path}:{self.line} {self.function}: {self.change}"

    @property
    def room(self) -> str:
        return self.path.split("/")[0]


@dataclass
class Change:
    """A change that can be made to a tree: `plant` puts it in."""

    function: str
    line: int
    words: str
    plant: Callable[[], None]


@cache
def _source(path: str) -> str:
    """As it was when this process began: files may be written meanwhile."""
    return (OURS / path).read_text()


def mutants() -> list[Mutant]:
    """All of them, in the order of the files."""
    found = []
    for path in sorted(OURS.glob("*/**/*.py")):
        inside = str(path.relative_to(OURS))
        if not inside.startswith(("cli/", "migrations/", "coach/", "meaning/")):
            changes = changes_in(ast.parse(_source(inside)), inside)
            found += [Mutant(inside, n, one.function, one.line, one.words) for n, one in enumerate(changes)]
    return found


def planted(mutant: Mutant) -> ast.Module:
    """The tree of the file with this change."""
    tree = ast.parse(_source(mutant.path))
    list(changes_in(tree, mutant.path))[mutant.number].plant()
    return ast.fix_missing_locations(tree)


def changes_in(tree: ast.Module, path: str) -> Iterator[Change]:
    """The changes that can be made to the guards of a file."""
    for function, holder, node in _walk(tree, ""):
        names = WHOLE.get(path)
        whole = names is not None and bool(function) and (not names or function in names)
        for words, instead in _of(node, whole):
            yield Change(function, node.lineno, words, lambda holder=holder, instead=instead: holder(instead))


def _walk(node: ast.AST, function: str) -> Iterator[tuple[str, Callable, ast.AST]]:
    for field, value in ast.iter_fields(node):
        for place, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST):
                continue
            inside = function
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                inside = child.name
            elif isinstance(child, ast.Lambda):
                inside = function or "<lambda>"

            def put(instead: ast.AST, field: str = field, place: int | None = place) -> None:
                if place is None:
                    setattr(node, field, instead)
                else:
                    getattr(node, field)[place] = instead

            if isinstance(child, (ast.expr, ast.stmt)):
                yield inside, put, child
            yield from _walk(child, inside)


def _of(node: ast.AST, whole: bool) -> Iterator[tuple[str, ast.AST]]:
    """(in words, what stands there instead) for one place."""
    if isinstance(node, ast.Call):
        yield from _of_call(node, whole)
    elif isinstance(node, ast.If) and (_refuses(node.body) or (whole and _leaves(node.body))):
        yield from _of_condition(node, "test", "never", value=False)
    elif whole and isinstance(node, ast.IfExp):
        yield from _of_condition(node, "test", "always", value=True)
    elif whole and isinstance(node, ast.Return) and isinstance(node.value, (ast.Compare, ast.BoolOp)):
        yield from _of_condition(node, "value", "always", value=True)
    elif whole and isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
        for place, one in enumerate(node.generators):
            for condition in one.ifs:
                rest = [other for other in one.ifs if other is not condition]
                generators = [*node.generators[:place], _with(one, "ifs", rest), *node.generators[place + 1 :]]
                yield f"all, not only where {_said(condition)}", _with(node, "generators", generators)


def _of_condition(node: ast.AST, field: str, words: str, *, value: bool) -> Iterator[tuple[str, ast.AST]]:
    condition = getattr(node, field)
    yield f"{words}: {_said(condition)}", _with(node, field, _ignored(condition, value=value))
    yield f"turned round: {_said(condition)}", _with(node, field, ast.UnaryOp(ast.Not(), condition))
    if isinstance(condition, ast.BoolOp):
        yield from ((words, _with(node, field, rest)) for words, rest in _parts(condition))


def _of_call(node: ast.Call, whole: bool) -> Iterator[tuple[str, ast.AST]]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if name == "allow" and not (isinstance(node.args[0], ast.Constant)):
        asked, sentence = node.args
        yield f"allowed always: {_said(asked)}", _call(node, [_ignored(asked, value=True), sentence])
        yield f"turned round: {_said(asked)}", _call(node, [ast.UnaryOp(ast.Not(), asked), sentence])
        if isinstance(asked, ast.BoolOp):
            yield from ((words, _call(node, [rest, sentence])) for words, rest in _parts(asked))
    if name in VISIBLE:
        everything = "values('engagement_id')" if name == "crewed" else "all()"
        text = f"{ast.unparse(node)}.model._default_manager.{everything}"
        yield f"all, not only {_said(node)}", ast.copy_location(ast.parse(text, mode="eval").body, node)
    if name == "may_see":
        yield f"always: {_said(node)}", _ignored(node, value=True)
    if method in FILTERS and not whole:
        for one in node.keywords:
            if _said(one.value).removeprefix("request.") in OF_THE_SEAT:
                rest = [other for other in node.keywords if other is not one]
                yield f"without {one.arg}={_said(one.value)}", _call(node, node.args, rest)
    if name in FETCHING or (whole and method in FILTERS):
        first = 1 if name else 0
        for place, one in enumerate(node.args[first:], first):
            yield f"without {_said(one)}", _call(node, node.args[:place] + node.args[place + 1 :])
        for one in node.keywords:
            if one.arg not in ("pk", "question", None):
                rest = [other for other in node.keywords if other is not one]
                yield f"without {one.arg}={_said(one.value)}", _call(node, node.args, rest)
    if name in FETCHING and (parent := _parent(node.args[0])):
        everywhere = f"{parent}.model._default_manager"
        text = ast.unparse(node.args[0]).replace(parent, everywhere, 1)
        yield f"from all, not of {parent}", _call(node, [ast.parse(text, mode="eval").body, *node.args[1:]])


def _parent(node: ast.expr) -> str:
    """`problem.steps` in `problem.steps.select_related("by")`: what is fetched from, if that belongs to something."""
    while isinstance(node, (ast.Call, ast.Attribute)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return ast.unparse(node) if node.value.id in PARENTS else ""
        node = node.func if isinstance(node, ast.Call) else node.value
    return ""


def _parts(node: ast.BoolOp) -> Iterator[tuple[str, ast.expr]]:
    """The condition without each of its parts."""
    for place, part in enumerate(node.values):
        rest = node.values[:place] + node.values[place + 1 :]
        yield f"without {_said(part)}", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _refuses(body: list[ast.stmt]) -> bool:
    return isinstance(body[-1], ast.Raise) and "Http404" in ast.unparse(body[-1])


def _leaves(body: list[ast.stmt]) -> bool:
    return isinstance(body[-1], (ast.Return, ast.Raise))


def _ignored(node: ast.expr, *, value: bool) -> ast.expr:
    """The value, whatever `node` says; it is still worked out, so that the function keeps the names it closes over."""
    return ast.Subscript(ast.Tuple([node, ast.Constant(value)], ast.Load()), ast.Constant(1), ast.Load())


def _with(node: ast.AST, field: str, value: Any) -> Any:
    fields = {name: getattr(node, name) for name in node._fields} | {field: value}
    made = type(node)(**fields)
    return ast.copy_location(made, node) if hasattr(node, "lineno") else made


def _call(node: ast.Call, args: list[ast.expr], keywords: list[ast.keyword] | None = None) -> ast.expr:
    """The call with other arguments, after those it had were worked out."""
    kept = node.keywords if keywords is None else keywords
    gone = [one for one in node.args if one not in args]
    gone += [one.value for one in node.keywords if one not in kept]
    call = ast.Call(node.func, args, kept)
    if not gone:
        return ast.copy_location(call, node)
    both = ast.Tuple([*gone, call], ast.Load())
    return ast.copy_location(ast.Subscript(both, ast.Constant(len(gone)), ast.Load()), node)


def _said(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:90]
