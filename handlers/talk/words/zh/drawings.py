"""Pictures of a way: what stands on them beside the names of stages, turns and rules."""

from domain.policy import Unit
from handlers.talk.markup import Html, fill
from handlers.talk.words.zh.forms import Forms

_UNITS = {Unit.HOURS: "小时", Unit.DAYS: "天", Unit.WORKDAYS: "个工作日", Unit.MONTHS: "个月", Unit.YEARS: "年"}


class Drawings(Forms):
    """Pictures of a way."""

    b_picture = "🗺 看图"
    b_where = "🗺 我走到哪了"

    def length(self, length: int, unit: Unit) -> str:
        return f"{length} {_UNITS[unit]}"

    def length_unknown(self) -> str:
        return "看 App 倒计时"

    def way_subtitle(self, *, ladder: bool) -> str:
        return "从下往上，一级不行再上一级" if ladder else "每一站轮到谁、最多多久"

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
