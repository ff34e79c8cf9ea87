"""Tickets for files that wait: kept in the session of whoever had the file made, so they end when he signs out."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from taizhang.apps.runs import parcels
from taizhang.apps.runs.parcels import Ticket

_KEPT = "tickets"
_MOST = 8
"""More files than that nobody waits for at once; the oldest gives way."""


def hand_ticket(request: HttpRequest, purpose: str, lifetime: timedelta) -> Ticket:
    """Write a ticket into this session, in place of an earlier one for the same purpose."""
    held = _held(request)
    given_up = [held.pop(purpose)] if purpose in held else []
    while len(held) >= _MOST:
        given_up.append(held.pop(next(iter(held))))
    for one in given_up:
        parcels.drop(Ticket(**one))
    ticket = Ticket.fresh(lifetime)
    request.session[_KEPT] = {**held, purpose: asdict(ticket)}
    return ticket


def ticket_of(request: HttpRequest, purpose: str) -> Ticket | None:
    """The ticket that this session holds for a purpose, if any."""
    found = _held(request).get(purpose)
    return None if found is None else Ticket(**found)


def _held(request: HttpRequest) -> dict[str, dict[str, Any]]:
    return dict(request.session.get(_KEPT, {}))
