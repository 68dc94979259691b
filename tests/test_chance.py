from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjdata.ingest.chance import Chance

purposes = st.text("abcdef", min_size=1, max_size=6)
shares = st.floats(min_value=1e-200, max_value=1.5)
weights = st.lists(
    st.just(0.0) | st.floats(min_value=1e-200, max_value=100), min_size=1, max_size=12
).filter(any)


def draws(chance: Chance) -> list[object]:
    return [chance.normal(), chance.lognormal(0.3), chance.binomial(50, 0.3)]


@given(purposes)
def test_the_same_seed_and_purpose_give_the_same_draws(purpose: str) -> None:
    assert draws(Chance("seed", purpose)) == draws(Chance("seed", purpose))
    assert draws(Chance("seed", purpose)) != draws(Chance("seed", purpose + "x"))
    assert draws(Chance("seed", purpose)) != draws(Chance("other", purpose))


def test_draws_are_the_same_on_every_machine() -> None:
    chance = Chance("a seed", "a purpose")
    assert chance.multinomial(1000, [1, 2, 7]) == [95, 210, 695]


@given(
    purposes,
    st.integers(min_value=0, max_value=5000),
    st.sampled_from([-0.5, 0.0, 1.0]) | shares | shares.map(lambda p: 1 - p),
)
def test_a_binomial_draw_lies_between_none_and_all(purpose: str, n: int, p: float) -> None:
    draw = Chance("seed", purpose).binomial(n, p)
    assert 0 <= draw <= n
    if p <= 0:
        assert draw == 0
    if p >= 1:
        assert draw == n


@pytest.mark.parametrize(("n", "p"), [(20, 0.4), (1000, 0.002), (1000, 0.998), (10000, 0.3)])
def test_binomial_draws_centre_on_their_mean(n: int, p: float) -> None:
    chance = Chance("seed", f"{n}/{p}")
    mean = statistics.fmean(chance.binomial(n, p) for _ in range(400))
    spread = (n * p * (1 - p)) ** 0.5
    assert abs(mean - n * p) < 5 * spread / 400**0.5


@given(purposes, st.integers(min_value=0, max_value=3000), weights)
def test_shares_add_up_to_the_total(purpose: str, total: int, given: list[float]) -> None:
    parts = Chance("seed", purpose).multinomial(total, given)
    assert sum(parts) == total
    assert len(parts) == len(given)
    assert all(part >= 0 for part in parts)


@given(purposes, st.data())
def test_bounded_shares_add_up_and_none_exceeds_its_room(purpose: str, data: st.DataObject) -> None:
    room = data.draw(st.lists(st.integers(min_value=0, max_value=40), min_size=1, max_size=8))
    given_ = data.draw(
        st.lists(st.floats(min_value=0, max_value=9), min_size=len(room), max_size=len(room))
    )
    total = data.draw(st.integers(min_value=0, max_value=sum(room)))
    parts = Chance("seed", purpose).bounded_shares(total, given_, room)
    assert sum(parts) == total
    assert all(0 <= part <= space for part, space in zip(parts, room, strict=True))


def test_more_than_the_rooms_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot hold the total"):
        Chance("seed", "x").bounded_shares(4, [1, 1], [1, 2])
