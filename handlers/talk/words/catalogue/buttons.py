"""What stands on buttons."""

from datetime import date
from typing import Protocol

from domain.money import Money
from handlers.talk.words.catalogue.forms import Forms


class Buttons(Forms, Protocol):
    """What stands on buttons."""

    b_new: str
    b_resume: str
    b_start_over: str
    b_list: str
    b_guide: str
    b_settings: str
    b_language: str  #: names the *other* language, in that language
    b_home: str
    b_skip: str
    b_back: str
    b_cancel: str
    b_more: str
    b_why: str
    b_countdown: str
    b_undo: str
    b_calendar: str
    b_just_now: str
    b_today: str
    b_yesterday: str
    b_day_before: str
    b_unknown_time: str
    b_other_carrier: str
    b_no_number: str
    b_copy_number: str
    b_track: str
    b_add_proof: str
    b_timeline: str
    b_archive: str
    b_just_keep: str
    b_new_case: str
    b_other_case: str
    b_card: str
    b_return: str
    b_remind_at: str
    b_zone: str
    b_quiet: str
    b_hour: str
    b_tonight: str
    b_tomorrow: str
    b_some_day: str
    b_give_up_yes: str
    b_give_up_no: str
    b_never_came: str
    b_more_due: str
    b_other_matter: str
    b_edit_name: str
    b_edit_price: str
    b_edit_reason: str
    b_edit_order: str
    b_edit_seller: str
    b_edit_parcel: str
    b_ledger: str
    b_goods: str
    b_membership: str
    b_goods_refund_only: str
    b_goods_exchange: str

    def b_proofs(self, count: int) -> str: ...
    def b_all_arrived(self, money: Money) -> str: ...
    def weekday_heads(self) -> tuple[str, ...]: ...
    def month_title(self, month: date) -> str: ...
