"""
The catalogue: everything the bot can say, as one type. A language is one file that fulfils it.

A method per sentence, its fields as arguments: the type checker proves that each language says everything, with the
right facts. Labels of things that come in families (stages, steps, reasons …) are tables; a test proves them whole.
"""

from collections.abc import Mapping
from typing import Protocol

from handlers.talk.words.catalogue.branches import Branches
from handlers.talk.words.catalogue.buttons import Buttons
from handlers.talk.words.catalogue.card import Card
from handlers.talk.words.catalogue.checklists import Checklists
from handlers.talk.words.catalogue.custody import Custody
from handlers.talk.words.catalogue.dossier import Dossier
from handlers.talk.words.catalogue.drawings import Drawings
from handlers.talk.words.catalogue.evidence import Evidence
from handlers.talk.words.catalogue.flood import Flood
from handlers.talk.words.catalogue.ladder import Ladder
from handlers.talk.words.catalogue.ledger import Ledger
from handlers.talk.words.catalogue.letters import Letters
from handlers.talk.words.catalogue.loose import Loose
from handlers.talk.words.catalogue.mydata import MyData
from handlers.talk.words.catalogue.outages import Outages
from handlers.talk.words.catalogue.promises import Promises
from handlers.talk.words.catalogue.proposals import Proposals
from handlers.talk.words.catalogue.registering import Registering
from handlers.talk.words.catalogue.reminders import Reminders
from handlers.talk.words.catalogue.sums import Sums
from handlers.talk.words.catalogue.ways import Ways
from handlers.talk.words.catalogue.welcome import Welcome
from handlers.talk.words.catalogue.whatif import WhatIf


class Words(
    Buttons,
    Welcome,
    Registering,
    Card,
    Branches,
    Checklists,
    Custody,
    Dossier,
    Drawings,
    Evidence,
    Flood,
    Ladder,
    Ledger,
    Letters,
    Loose,
    MyData,
    Outages,
    Promises,
    Proposals,
    Reminders,
    Sums,
    Ways,
    WhatIf,
    Protocol,
):
    """One language, whole."""


def said(words: Words, shelf: Mapping[str, str]) -> str:
    """A sentence of the shelf in this language, or in Chinese, in which every one of them is written."""
    return shelf.get(words.code, shelf["zh"])
