"""The picture of what spreads to what: where each problem stands and how the links run. Plain Python.

Causes stand left of their effects, in columns; what hangs together stands together. A link that crosses a column has a
lane of its own there, so that no line runs through a box. Circles are drawn too: one link of each runs back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 212, 46  # of a box, in units of the drawing (pixels at its natural size)
COLUMN, ROW, LANE = 292, 60, 22  # from one column to the next; the height that a box, or a passing link, takes
GAP, EDGE = 26, 14  # between what does not hang together; around everything

Node = int
Slot = tuple[Node, Node, int] | Node  # a box, or the lane of a link (cause, effect) in one column


@dataclass(frozen=True)
class Picture:
    """Boxes by their upper left corner, links as SVG paths, and how much room it takes."""

    boxes: dict[Node, tuple[int, int]]
    paths: list[tuple[Node, Node, str]]
    width: int
    height: int


def draw(nodes: Sequence[Node], links: Iterable[tuple[Node, Node]]) -> Picture:
    """The picture of these problems (in the order in which they should stand, if nothing else decides) and links."""
    known = set(nodes)
    links = list(dict.fromkeys((a, b) for a, b in links if a in known and b in known and a != b))
    boxes: dict[Node, tuple[int, int]] = {}
    paths: list[tuple[Node, Node, str]] = []
    top, width = EDGE, 0
    for together in _together(nodes, links):
        inside = set(together)
        own = [(a, b) for a, b in links if a in inside]
        forward = _without_circles(together, own)
        level = _levels(together, forward)
        columns, chains = _columns(together, forward, level)
        _sort(columns, chains)
        heights = [sum(_height(slot) for slot in column) for column in columns]
        middle: dict[Slot, int] = {}
        for column, height in zip(columns, heights, strict=True):
            y = top + (max(heights) - height) // 2
            for slot in column:
                middle[slot] = y + _height(slot) // 2
                y += _height(slot)
        for node in together:
            boxes[node] = (EDGE + level[node] * COLUMN, middle[node] - HEIGHT // 2)
        for a, b in own:
            turned = (a, b) not in chains
            path = _path(chains[(b, a)] if turned else chains[(a, b)], middle, level, turned)
            paths.append((a, b, path))
        top += max(heights) + GAP
        width = max(width, EDGE + (len(columns) - 1) * COLUMN + WIDTH + EDGE)
    return Picture(boxes, paths, width, max(top - GAP + EDGE, 0) if boxes else 0)


def _together(nodes: Sequence[Node], links: Sequence[tuple[Node, Node]]) -> list[list[Node]]:
    """The parts that hang together, each in the order of `nodes`."""
    near: dict[Node, list[Node]] = {node: [] for node in nodes}
    for a, b in links:
        near[a].append(b)
        near[b].append(a)
    part: dict[Node, int] = {}
    for number, node in enumerate(nodes):
        edge = [] if node in part else [node]
        while edge:
            one = edge.pop()
            if one not in part:
                part[one] = number
                edge += near[one]
    found: dict[int, list[Node]] = {}
    for node in nodes:
        found.setdefault(part[node], []).append(node)
    return list(found.values())


def _without_circles(nodes: Sequence[Node], links: Sequence[tuple[Node, Node]]) -> list[tuple[Node, Node]]:
    """The links with one of each circle turned round, found by walking depth first. Each pair of problems once."""
    after: dict[Node, list[Node]] = {node: [] for node in nodes}
    entered = {b for _a, b in links}
    for a, b in links:
        after[a].append(b)
    turned: set[tuple[Node, Node]] = set()
    state: dict[Node, bool] = {}  # True while we are below it
    for start in sorted(nodes, key=lambda node: node in entered):
        if start in state:
            continue
        state[start] = True
        walk = [(start, iter(after[start]))]
        while walk:
            node, further = walk[-1]
            following = next(further, None)
            if following is None:
                state[node] = False
                walk.pop()
            elif following not in state:
                state[following] = True
                walk.append((following, iter(after[following])))
            elif state[following]:
                turned.add((node, following))
    return list(dict.fromkeys((b, a) if (a, b) in turned else (a, b) for a, b in links))


def _levels(nodes: Sequence[Node], links: Sequence[tuple[Node, Node]]) -> dict[Node, int]:
    """The column of each: one behind the last of its causes."""
    causes = dict.fromkeys(nodes, 0)
    after: dict[Node, list[Node]] = {node: [] for node in nodes}
    for a, b in links:
        causes[b] += 1
        after[a].append(b)
    level = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not causes[node]]
    while ready:
        node = ready.pop()
        for following in after[node]:
            level[following] = max(level[following], level[node] + 1)
            causes[following] -= 1
            if not causes[following]:
                ready.append(following)
    return level


Chains = dict[tuple[Node, Node], list[Slot]]


def _columns(
    nodes: Sequence[Node], links: Sequence[tuple[Node, Node]], level: dict[Node, int]
) -> tuple[list[list[Slot]], Chains]:
    """What stands in each column, and for each link its way from slot to slot."""
    columns: list[list[Slot]] = [[] for _ in range(max(level.values()) + 1)]
    for node in nodes:
        columns[level[node]].append(node)
    chains: Chains = {}
    for a, b in links:
        lanes: list[Slot] = [(a, b, number) for number in range(level[a] + 1, level[b])]
        for lane in lanes:
            assert isinstance(lane, tuple)
            columns[lane[2]].append(lane)
        chains[(a, b)] = [a, *lanes, b]
    return columns, chains


def _sort(columns: list[list[Slot]], chains: Chains) -> None:
    """Put each column in an order with few crossings: by the mean place of what it is linked with, to and fro."""
    before: dict[Slot, list[Slot]] = {}
    behind: dict[Slot, list[Slot]] = {}
    for chain in chains.values():
        for one, following in zip(chain, chain[1:], strict=False):
            behind.setdefault(one, []).append(following)
            before.setdefault(following, []).append(one)
    for turn in range(8):
        near = before if turn % 2 == 0 else behind
        for number in range(len(columns)) if turn % 2 == 0 else reversed(range(len(columns))):
            place = {slot: at for column in columns for at, slot in enumerate(column)}

            def mean(slot: Slot, near: dict[Slot, list[Slot]] = near, place: dict[Slot, int] = place) -> float:
                linked = near.get(slot)
                return sum(place[one] for one in linked) / len(linked) if linked else place[slot]

            columns[number].sort(key=mean)


def _height(slot: Slot) -> int:
    return LANE if isinstance(slot, tuple) else ROW


def _path(chain: list[Slot], middle: dict[Slot, int], level: dict[Node, int], turned: bool) -> str:
    """A line from the right edge of the first box through its lanes to the left edge of the last, or the other way."""
    start, last = chain[0], chain[-1]
    assert isinstance(start, int) and isinstance(last, int)
    x, y = EDGE + level[start] * COLUMN + WIDTH, middle[start]
    points = [(x, y)]
    for number, slot in enumerate(chain[1:], level[start] + 1):
        left = EDGE + number * COLUMN
        points.append((left, middle[slot]))
        if slot != last:
            points.append((left + WIDTH, middle[slot]))
    if turned:
        points.reverse()
    words = [f"M{points[0][0]} {points[0][1]}"]
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        half = (x1 + x2) // 2
        words.append(f"L{x2} {y2}" if y1 == y2 else f"C{half} {y1} {half} {y2} {x2} {y2}")
    return "".join(words)
