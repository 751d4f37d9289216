"""Meaning as the weights give it, where they are installed; and that nothing is asked of them where they are not."""

import numpy as np
import pytest

from ours.meaning import encoder as encoding
from ours.meaning import plain, quick
from ours.meaning.encoder import Encoder

NEAR = ("Where is my card?", "My card has not arrived yet.")
FAR = "The oven in the bakery is too hot."
MODELS = {"quick": (quick.find, quick.Quick), "plain": (plain.find, plain.Plain)}


@pytest.fixture(scope="module", params=MODELS)
def encoder(request):
    find, model = MODELS[request.param]
    file = find()
    if file is None:
        pytest.skip("The weights are not installed.")
    return Encoder(model(file))


def test_meanings_have_length_one(encoder):
    found = encoder.encode([*NEAR, FAR, ""])
    assert found.shape == (4, 384)
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 1, 1, 1], abs=1e-5)


def test_what_means_the_same_is_near(encoder):
    one, other, far = encoder.encode([*NEAR, FAR])
    assert one @ other > 0.6 > 0.3 > one @ far


def test_a_text_means_the_same_among_others_and_with_several_threads(encoder):
    texts = [*NEAR, FAR, "word " * 300, *[f"Number {number} is here." for number in range(30)]]
    together = encoder.encode(texts, threads=2)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert (together * alone).sum(axis=1).min() > 0.999


def test_both_ways_to_run_it_agree():
    files = [find() for find, _model in MODELS.values()]
    if None in files:
        pytest.skip("Only one of the packages is installed, or none.")
    one, other = (Encoder(model(file)) for (_find, model), file in zip(MODELS.values(), files, strict=True))
    texts = [*NEAR, FAR]
    assert (one.encode(texts) * other.encode(texts)).sum(axis=1).min() > 0.998


def test_without_weights_there_is_no_encoder(monkeypatch):
    monkeypatch.setattr(quick, "find", lambda: None)
    monkeypatch.setattr(plain, "find", lambda: None)
    encoding._find.cache_clear()
    encoding.encoder.cache_clear()
    try:
        assert encoding.installed() is False
        assert encoding.encoder() is None
    finally:
        encoding._find.cache_clear()
        encoding.encoder.cache_clear()
