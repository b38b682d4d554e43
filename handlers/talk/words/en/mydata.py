"""What is kept of a person, taking it all out, and deleting it."""

from handlers.talk.markup import Html, fill, lines
from handlers.talk.words.en.forms import Forms


class MyData(Forms):
    """What is kept of a person, taking it all out, and deleting it."""

    b_my_data = "🗄 My data"
    b_take_out = "📦 Export everything"
    b_erase_case = "🗑 Delete one case"
    b_erase_case_yes = "🗑 Delete this case"
    b_erase_all = "🗑 Delete everything"
    b_erase_on = "Go on"
    b_erase_yes = "🗑 Delete for good"
    b_erase_no = "‹ Keep it"

    def my_data(self, since: str | None) -> Html:
        began = fill(" since {since}", since=since) if since else Html("")
        return Html(f"🗄 <b>My data</b>\nWhat I keep of you{began}:")

    def my_cases(self, cases: int, archived: int) -> str:
        return f"· {_cases(cases)}" + (f", {archived} of them put away" if archived else "")

    def my_files(self, files: int, size: str) -> str:
        return f"· {_pieces(files)}, {size}"

    def my_name(self) -> str:
        return "· name, phone or address for complaints"

    def my_rest(self) -> str:
        return "· language and reminder settings, the reminder log, what I wrote to you"

    def my_data_seen_by(self) -> str:
        return (
            "No other user sees it. Telegram and whoever runs me can, so never send me passwords or bank card numbers."
        )

    def take_out_begun(self) -> Html:
        return Html("📦 Packing everything I keep of you…")

    def take_out_done(self, files: int) -> Html:
        what = "the file" if files == 1 else f"the {files} files"
        return fill(
            "📦 It's all in {what} below: every record I keep, and the original of each piece of evidence. "
            "Nothing is masked, so don't pass it on lightly.",
            what=what,
        )

    def take_out_failed(self) -> Html:
        return Html("📦 Packing didn't work this time. That's my side: everything is still here. Try again in a while.")

    def take_out_enough(self, limit: int) -> Html:
        return fill("📦 {limit} files were made today; more tomorrow. The earlier ones are in this chat.", limit=limit)

    def take_out_file(self, number: int, count: int) -> str:
        return f"my-data-{number}-of-{count}" if count > 1 else "my-data"

    def take_out_caption(self) -> Html:
        return Html("📦 <b>My data</b>")

    def ask_which_case(self) -> Html:
        return Html("🗑 Which case?")

    def ask_erase_case(self, name: str, files: int) -> Html:
        proofs = f", {_pieces(files)}" if files else ""
        return fill(
            "🗑 Delete “{name}”?\nIts story{proofs}, its reminders and letters go with it, <b>for good</b>; "
            "I won't remind you of its dates any more. Other cases stay as they are.",
            name=name,
            proofs=proofs,
        )

    def case_erased(self, name: str) -> str:
        return f"🗑 “{name}” is deleted."

    def ask_erase_all(self, cases: int, files: int, open_cases: int) -> Html:
        still = "1 case is" if open_cases == 1 else f"{open_cases} cases are"
        case, proofs = f"{_cases(cases)}, " if cases else "", f"{_pieces(files)}, " if files else ""
        going = f"⚠️ {still} still open: I won't remind you of those dates any more." if open_cases else None
        return lines(
            Html("🗑 <b>Delete everything?</b>"),
            f"Gone for good: {case}{proofs}settings and logs.",
            going,
            "To keep a copy, export everything first.",
        )

    def ask_erase_last(self) -> Html:
        return Html(
            "🗑 <b>Asked for the last time: delete for good?</b>\n"
            "Gone at once: cases, evidence, name and phone, reminders, unsent messages, and your encryption key.\n"
            "Your part of a backup opens with that key alone, so it can't be read any more "
            "(unless whoever runs me keeps an old copy of the file of keys).\n"
            "Out of my reach: the messages in this chat, and files you exported."
        )

    def erase_too_old(self) -> str:
        return "That button had been there too long; nothing was deleted. If you mean it, tap once more."

    def farewell(self) -> Html:
        return Html(
            "It's all deleted, and I won't write to you any more.\n"
            "The old messages of this chat are in your Telegram: clear the chat if you don't want them.\n"
            "Should you need me again, send /start and we begin afresh. All the best."
        )


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"


def _pieces(count: int) -> str:
    return "1 piece of evidence" if count == 1 else f"{count} pieces of evidence"
