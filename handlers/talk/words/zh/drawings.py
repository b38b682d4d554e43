"""Pictures of a way: what stands on them beside the names of stages, turns and rules."""

from collections.abc import Mapping

from domain.policy import Unit
from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms

_UNITS = {Unit.HOURS: "小时", Unit.DAYS: "天", Unit.WORKDAYS: "个工作日", Unit.MONTHS: "个月", Unit.YEARS: "年"}


class Drawings(Forms):
    """Pictures of a way."""

    b_picture = "🗺 看图"
    b_where = "🗺 我走到哪了"
    ladder_kinds: Mapping[str, str] = {
        "ladder": "被拒、被拖",
        "ladder_parcel": "包裹没到",
        "ladder_membership": "会员不给退",
    }

    def length(self, length: int, unit: Unit) -> str:
        return f"{length} {_UNITS[unit]}"

    def length_unknown(self) -> str:
        return "看 App 倒计时"

    def way_subtitle(self) -> str:
        return "每一站轮到谁、最多多久"

    def ladder_subtitle(self) -> str:
        return "从下往上，一级不行再上一级"

    def ladder_of_case(self) -> str:
        return "往上走：从下往上"

    def ladder_beside(self) -> str:
        return "可以同时走"

    def ladder_paid(self, *, apple: bool) -> str:
        return "苹果付的款" if apple else "不是苹果付的"

    def ladder_now(self) -> str:
        return "现在走这一步"

    def ladder_open(self) -> str:
        return "现在也可以走"

    def ladder_done(self, when: str | None) -> str:
        return f"{when} 办了" if when else "办了"

    def ladder_from(self, until: str) -> str:
        return f"{until} 起"

    def ladder_behind(self, first: str) -> str:
        return f"先走「{first}」"

    def ladder_shut(self, events: str) -> str:
        return f"要等：{events}"

    def ladder_caption(self, name: str) -> Html:
        return fill("🗺 <b>{name}</b>：往上走的每一步，从下往上看。", name=name)

    def way_of_case(self) -> str:
        return "走到哪了"

    def way_since(self, day: str) -> str:
        return f"{day}起"

    def way_foot(self) -> str:
        return "平台惯例以 App 里的倒计时为准。这是经验和法条，不是法律意见。"

    def picture_of_case(self, name: str) -> Html:
        return fill("🗺 <b>{name}</b>走到这里了，前面是通常的路。", name=name)

    def picture_caption(self, title: str) -> Html:
        return fill("🗺 <b>{title}</b>\n点下面的问题，看每一步怎么做。", title=title)
