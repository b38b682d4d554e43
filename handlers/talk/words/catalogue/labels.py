"""Labels of things that come in families: stages, steps, reasons … A test proves the tables whole."""

from collections.abc import Mapping
from typing import Protocol

from domain.case import Channel, Reason
from domain.journal import Source, What
from domain.machine import Stage, Turn


class Labels(Protocol):
    """Labels of things that come in families."""

    code: str  #: as kept with a person: ``zh``, ``en``
    name: str  #: how the language calls itself, for the switch
    reasons_goods: Mapping[Reason, str]
    reasons_membership: Mapping[Reason, str]
    channels: Mapping[Channel, str]
    stages: Mapping[Stage, str]  #: the stage as the shop's app names it
    next_goods: Mapping[Stage, str]  #: the one next step, as a request or as what we wait for
    next_membership: Mapping[Stage, str]  #: where it differs from goods
    turns: Mapping[Turn, str]
    steps: Mapping[What, str]  #: a button: this has happened
    steps_membership: Mapping[What, str]  #: where it differs from goods
    told: Mapping[What, str]  #: a line of the timeline
    stands_goods: Mapping[What, str]  #: where things stand, at registration
    stands_refund_only: Mapping[What, str]
    stands_membership: Mapping[What, str]
    families: Mapping[str, str]
    our_advice: str  #: in a family's place, where a date is only recommended
    sources: Mapping[Source, str]  #: who says when it happened
    confidences: Mapping[str, str]
    milestones_goods: tuple[str, str, str, str, str]
    milestones_membership: tuple[str, str, str, str]
