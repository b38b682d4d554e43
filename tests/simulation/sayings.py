"""What people type: answers in every form, and what answers nothing."""

TYPED = (
    "399",
    "12.50 USD",
    "昨天",
    "前天下午三点",
    "11月20日",
    "2026-11-25",
    "明天 9点",
    "next Friday",
    "SF1234567890123",
    "YT8812345678901",
    "剩余 1天 03:20",
    "2 days 3 hours left",
    "他们说周五之前退",
)
NONSENSE = (
    "?",
    "😀" * 40,
    "<3 Shop & <b>Co",
    "\u202eabc\u202c \x01",
    "/unknown",
    "/new",
    "/start x",
    "-1",
    "9" * 30,
    "x" * 4000,
)
