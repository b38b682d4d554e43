"""All shipped knowledge, loaded once and frozen: rules by platform, sums, carriers, reminders, the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.case import HOME_PLATFORM
from domain.checklist import Item
from domain.circumstances import Circumstance
from domain.guide import Guide
from domain.ladder import Rung
from domain.letters import Template
from domain.parcels import Carrier
from domain.policy import Policy
from domain.policy_file import GENERIC
from domain.quotes import Quote
from domain.reminders import Kind
from domain.sum_rules import SumRule
from domain.vocabulary import Vocabulary
from domain.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Library:
    """The shelf in memory. `policies` are by platform; the one called generic holds the law and the money alone."""

    policies: Mapping[str, Policy]
    carriers: tuple[Carrier, ...]
    kinds: tuple[Kind, ...]  #: of reminders, the weightiest first
    sums: tuple[SumRule, ...]  #: what a refund consists of, in the order of its lines
    workdays: Workdays
    vocabulary: Vocabulary  #: by which texts and screens are read
    circumstances: tuple[Circumstance, ...] = ()  #: questions, in the order in which they are asked
    ladder: tuple[Rung, ...] = ()  #: whom to turn to, from the lowest rung up
    quotes: tuple[Quote, ...] = ()  #: what letters may quote
    letters: Mapping[str, Template] = field(default_factory=dict)  #: by their ids
    guide: Guide = field(default_factory=Guide)  #: short answers, by topics
    checklists: tuple[Item, ...] = ()  #: what evidence is needed, what is packed; the weightiest first
    edition: str = ""  #: of all knowledge that dates rest on: with another one every case is planned anew

    def policy(self, platform: str) -> Policy:
        """The rules of a platform; of one that we do not know, the law and the money alone."""
        return self.policies.get(platform) or self.policies[GENERIC]

    @property
    def platforms(self) -> tuple[Policy, ...]:
        """Where something can be bought, as a shopper is offered it: home first, the unknown one last."""
        return tuple(sorted(self.policies.values(), key=lambda each: (each.id == GENERIC, each.id != HOME_PLATFORM)))
