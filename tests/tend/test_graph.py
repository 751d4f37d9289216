"""The picture: no box over another, no line through a box, the same each time; also with 200 problems and circles."""

import random
import re

import pytest

from ours.tend.graph import EDGE, HEIGHT, WIDTH, draw
from ours.tend.wrapping import wrapped


def some(seed, size, links):
    dice = random.Random(seed)
    nodes = [1000 + one for one in range(size)]
    return nodes, [(dice.choice(nodes), dice.choice(nodes)) for _ in range(links)]


def points(path):
    """The corner points of a path, curves as straight lines: those stay between two columns."""
    found = []
    for letter, numbers in re.findall(r"([MLC])([^MLC]+)", path):
        values = [int(one) for one in numbers.split()]
        found.append((letter, *values[-2:]))
    return found


@pytest.mark.parametrize("seed", range(5))
def test_two_hundred_problems_do_not_lie_on_each_other(seed):
    nodes, links = some(seed, 200, 260)
    picture = draw(nodes, links)
    assert set(picture.boxes) == set(nodes)
    for one, (x, y) in picture.boxes.items():
        assert x >= EDGE and x + WIDTH + EDGE <= picture.width and y >= 0 and y + HEIGHT <= picture.height
        for other, (x2, y2) in picture.boxes.items():
            assert one == other or abs(x - x2) >= WIDTH or abs(y - y2) >= HEIGHT + 4


@pytest.mark.parametrize("seed", range(5))
def test_a_line_goes_from_box_to_box_and_through_none(seed):
    nodes, links = some(seed, 60, 90)
    picture = draw(nodes, links)
    for a, b, path in picture.paths:
        corners = points(path)
        edges = {(x + side, y + HEIGHT // 2) for x, y in (picture.boxes[a],) for side in (0, WIDTH)}
        assert corners[0][1:] in edges
        assert corners[-1][1:] in {(x + side, y + HEIGHT // 2) for x, y in (picture.boxes[b],) for side in (0, WIDTH)}
        for (_, x1, y1), (letter, x2, _y2) in zip(corners, corners[1:], strict=False):
            if letter == "L" and abs(x2 - x1) == WIDTH:  # a lane through a column
                inside = [one for one, (x, y) in picture.boxes.items() if x == min(x1, x2) and y < y1 < y + HEIGHT]
                assert inside == []


def test_causes_stand_left_of_their_effects():
    picture = draw([1, 2, 3, 4], [(1, 2), (2, 3), (1, 3), (3, 4)])
    columns = [picture.boxes[one][0] for one in (1, 2, 3, 4)]
    assert columns == sorted(set(columns))


def test_a_circle_is_drawn_with_every_link():
    picture = draw([1, 2, 3], [(1, 2), (2, 3), (3, 1), (2, 1)])
    assert [(a, b) for a, b, _path in picture.paths] == [(1, 2), (2, 3), (3, 1), (2, 1)]
    assert [picture.boxes[one][0] for one in (1, 2, 3)] == sorted(picture.boxes[one][0] for one in (1, 2, 3))


def test_nothing_and_the_same_again():
    assert draw([], []) == draw([], [])
    assert (draw([], []).width, draw([], []).height) == (0, 0)
    nodes, links = some(3, 50, 60)
    assert draw(nodes, links) == draw(nodes, links)


def test_words_in_a_box():
    assert wrapped("We do not know how many people come.", 16, 2) == ["We do not know", "how many people…"]
    assert wrapped("Posts.", 16, 2) == ["Posts."]
    assert wrapped("Donaudampfschifffahrt", 10, 2) == ["Donaudamp…"]
    assert wrapped("", 10, 2) == []
