"""English, whole: each room of the language under one roof."""

from handlers.talk.words.catalogue.words import Words
from handlers.talk.words.en.branches import Branches
from handlers.talk.words.en.buttons import Buttons
from handlers.talk.words.en.card import Card
from handlers.talk.words.en.checklists import Checklists
from handlers.talk.words.en.custody import Custody
from handlers.talk.words.en.dossier import Dossier
from handlers.talk.words.en.drawings import Drawings
from handlers.talk.words.en.evidence import Evidence
from handlers.talk.words.en.flood import Flood
from handlers.talk.words.en.ladder import Ladder
from handlers.talk.words.en.ledger import Ledger
from handlers.talk.words.en.letters import Letters
from handlers.talk.words.en.loose import Loose
from handlers.talk.words.en.mydata import MyData
from handlers.talk.words.en.outages import Outages
from handlers.talk.words.en.promises import Promises
from handlers.talk.words.en.proposals import Proposals
from handlers.talk.words.en.registering import Registering
from handlers.talk.words.en.reminders import Reminders
from handlers.talk.words.en.sums import Sums
from handlers.talk.words.en.ways import Ways
from handlers.talk.words.en.welcome import Welcome
from handlers.talk.words.en.whatif import WhatIf


class English(
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
):
    """Every sentence in English."""


EN: Words = English()
