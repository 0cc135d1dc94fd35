"""Principle 14: which claims rest on which, in an order in which each can be judged after all that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from handoff.model.claim import Claim

Below = Callable[[Claim], Sequence[Claim]]
"""What a claim rests on directly."""


def from_the_bottom(claims: Sequence[Claim], below: Below) -> Iterator[list[Claim]]:
    """Every claim once, what it rests on first; claims that rest on each other come together.

    Tarjan's strongly connected components (SIAM J. Comput. 1(2), 1972), without recursion, so that a chain may be long.
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[Claim] = []
    on_path: set[str] = set()
    for root in claims:
        if root.id in number:
            continue
        if not below(root):
            number[root.id] = len(number)
            yield [root]
            continue
        work: list[tuple[Claim, Iterator[Claim]]] = [_enter(root, below, number, low, path, on_path)]
        while work:
            claim, rest = work[-1]
            deeper = next((one for one in rest if one.id not in number or one.id in on_path), None)
            if deeper is None:
                work.pop()
                if work:
                    above = work[-1][0]
                    low[above.id] = min(low[above.id], low[claim.id])
                if low[claim.id] == number[claim.id]:
                    yield _component(claim, path, on_path)
            elif deeper.id in number:
                low[claim.id] = min(low[claim.id], number[deeper.id])
            else:
                work.append(_enter(deeper, below, number, low, path, on_path))


def _enter(
    claim: Claim, below: Below, number: dict[str, int], low: dict[str, int], path: list[Claim], on_path: set[str]
) -> tuple[Claim, Iterator[Claim]]:
    number[claim.id] = low[claim.id] = len(number)
    path.append(claim)
    on_path.add(claim.id)
    return claim, iter(below(claim))


def _component(root: Claim, path: list[Claim], on_path: set[str]) -> list[Claim]:
    members: list[Claim] = []
    while not members or members[-1].id != root.id:
        members.append(path.pop())
        on_path.discard(members[-1].id)
    return members
