"""Numbers, dates and spans as this language writes them."""

from datetime import date, datetime, timedelta

from domain.money import Money
from handlers.talk.words.catalogue import typography
from handlers.talk.words.zh.labels import Labels

UNITS = {"days": "天", "hours": "小时", "minutes": "分钟", "workdays": "个工作日", "months": "个月", "years": "年"}


class Forms(Labels):
    """Numbers, dates and spans as this language writes them."""

    def money(self, money: Money) -> str:
        return typography.money(money, "zh_CN")

    def day(self, day: date, today: date) -> str:
        return typography.day(day, today, "zh_CN", pattern="M月d日（EEE）", pattern_with_year="y年M月d日（EEE）")

    def moment(self, local: datetime, today: date) -> str:
        return f"{self.day(local.date(), today)}{local:%H:%M}"

    def until(self, local: datetime, today: date) -> str:
        day, clock = typography.split_until(local)
        return f"{self.day(day, today)}{clock}"

    def before(self, until: str) -> str:
        return f"{until} 前"

    def left(self, left: timedelta) -> str:
        unit, number = typography.span(left)
        if left < timedelta(0):
            return f"已过 {number} {UNITS[unit]}" if number else "刚刚到期"
        return f"还有 {number} {UNITS[unit]}" if number else "马上到期"

    def days(self, days: int) -> str:
        return f"{days} 天"

    def beijing(self, moment: str) -> str:
        return f"{moment}（北京时间）"

    def proofs_count(self, count: int) -> str:
        return f"{count} 份证据"

    def the_money(self) -> str:
        return "退款"
