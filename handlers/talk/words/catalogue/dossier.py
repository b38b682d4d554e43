"""The dossier: what the chat says while it is made, and every sentence of the paper itself."""

from collections.abc import Mapping
from typing import Protocol

from domain.dossier import Section
from domain.journal import What
from handlers.talk.markup import Html
from handlers.talk.words.catalogue.forms import Forms


class Dossier(Forms, Protocol):
    """The dossier, in the chat and on paper."""

    b_dossier: str
    b_dossier_keep: str  #: once the money is back
    b_dossier_masked: str
    b_dossier_other: str  #: the same in the other language

    def dossier_begun(self, name: str, proofs: int, *, masked: bool) -> Html: ...
    def dossier_writing(self, name: str) -> Html: ...
    def dossier_done(self, name: str, files: int, *, masked: bool) -> Html: ...
    def dossier_seal(self, seal: str) -> Html: ...
    def dossier_failed(self, name: str) -> Html: ...
    def dossier_busy(self) -> str: ...
    def dossier_enough(self, limit: int) -> Html: ...
    def dossier_caption(self, name: str) -> Html: ...
    def dossier_file(self, *, masked: bool) -> str: ...
    def archive_file(self, number: int, count: int) -> str: ...

    # the paper
    paper_sections: Mapping[Section, str]
    paper_title: str
    paper_foot: str
    paper_pages: tuple[str, str, str]  #: before the page, between it and their number, behind
    paper_demand: str
    paper_stage: str
    paper_days: str
    paper_unknown: str  #: where nothing was told
    paper_consumer: str
    paper_signs: str  #: instead of the consumer's name, which the dossier never has
    paper_seller: str
    paper_platform: str
    paper_item: str
    paper_order: str
    paper_paid: str
    paper_channel: str
    paper_claim: str
    paper_problem: str
    paper_parcel: str
    paper_term: str
    paper_time: str
    paper_event: str
    paper_source: str
    paper_deadline: str
    paper_until: str
    paper_outcome: str
    paper_number: str
    paper_exhibit: str
    paper_sent: str
    paper_signed: str
    paper_date: str
    paper_total: str
    paper_claims: str
    paper_demanded: str
    paper_arrived: str
    paper_rest: str
    paper_no_total: str
    paper_nothing_missed: str
    paper_no_law: str
    paper_no_evidence: str
    paper_told: Mapping[What, str]  #: what happened, as a third person writes it
    paper_told_by: Mapping[str, str]
    paper_gone: str
    paper_not_shown: str
    paper_too_many: str
    paper_law_note: str
    paper_missed_note: str
    paper_hash_note: str
    paper_masked: str
    paper_mine: str  #: the sender of evidence, where names are covered
    paper_pinned: str
    paper_truth: str
    paper_truth_evidence: str  #: only where there is some
    paper_honest: str

    def paper_ordinal(self, number: int) -> str: ...
    def paper_annex(self, number: int) -> str: ...
    def paper_made(self, when: str) -> str: ...
    def paper_running(self, name: str) -> str: ...
    def paper_told_on(self, day: str) -> str: ...
    def paper_exhibits(self, first: int, last: int) -> str: ...
    def paper_exhibit_title(self, number: int, kind: str) -> str: ...
    def paper_forwarded(self, who: str, when: str) -> str: ...
    def paper_taken(self, when: str) -> str: ...
    def paper_from(self, who: str) -> str: ...
    def paper_began(self, what: str, when: str) -> str: ...
    def paper_missed_late(self, when: str, what: str, days: int) -> str: ...
    def paper_missed_still(self, today: str, days: int) -> str: ...
    def paper_in_force(self, since: str) -> str: ...
    def paper_bytes(self, size: int) -> str: ...
    def paper_received(self, local: str, utc: str) -> str: ...
    def paper_letter(self, title: str) -> str: ...
    def paper_countdown(self, title: str, until: str) -> str: ...
    def paper_promised(self, title: str, until: str) -> str: ...
    def paper_shortened(self, rest: int) -> str: ...
