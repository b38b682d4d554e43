"""中文, whole: each room of the language under one roof."""

from handlers.talk.words.zh.branches import Branches
from handlers.talk.words.zh.buttons import Buttons
from handlers.talk.words.zh.card import Card
from handlers.talk.words.zh.checklists import Checklists
from handlers.talk.words.zh.custody import Custody
from handlers.talk.words.zh.dossier import Dossier
from handlers.talk.words.zh.drawings import Drawings
from handlers.talk.words.zh.evidence import Evidence
from handlers.talk.words.zh.flood import Flood
from handlers.talk.words.zh.ladder import Ladder
from handlers.talk.words.zh.ledger import Ledger
from handlers.talk.words.zh.letters import Letters
from handlers.talk.words.zh.loose import Loose
from handlers.talk.words.zh.mydata import MyData
from handlers.talk.words.zh.outages import Outages
from handlers.talk.words.zh.promises import Promises
from handlers.talk.words.zh.proposals import Proposals
from handlers.talk.words.zh.registering import Registering
from handlers.talk.words.zh.reminders import Reminders
from handlers.talk.words.zh.sums import Sums
from handlers.talk.words.zh.ways import Ways
from handlers.talk.words.zh.welcome import Welcome
from handlers.talk.words.zh.whatif import WhatIf


class Chinese(
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
    """Every sentence in Chinese."""


ZH = Chinese()
