"""Letters: what is still to be told, the text to copy, the law behind it, and an honest foot."""

from collections.abc import Mapping

from domain.letters import Blank
from handlers.talk.markup import Html, fill
from handlers.talk.words.catalogue.typography import capital
from handlers.talk.words.en.forms import Forms, counted


class Letters(Forms):
    """Letters: what is still to be told, the text to copy, the law behind it, and an honest foot."""

    blanks: Mapping[Blank, str] = {
        Blank.REASON: "The reason",
        Blank.ITEM: "What you bought",
        Blank.SHOP: "The shop's name",
        Blank.ORDER: "Order number",
        Blank.PAID: "What you paid",
        Blank.DEMAND: "What should come back",
        Blank.PROBLEM: "What is wrong",
        Blank.BOUGHT: "The day you paid",
        Blank.SIGNED: "The day it came",
        Blank.RENEWED: "The day of the charge",
        Blank.SHIPPED: "The day you sent it back",
        Blank.NUMBER: "Return parcel's number",
        Blank.CARRIER: "The carrier",
        Blank.INCOMING: "Number of the parcel to you",
        Blank.NAME: "Your name",
        Blank.PHONE: "Your phone",
        Blank.ADDRESS: "Your address",
        Blank.INTACT: "Is it intact?",
        Blank.UNWARNED: "Were you told before?",
    }
    blank_questions: Mapping[Blank, str] = {
        Blank.REASON: "Why does it go back? The letter is written by that.",
        Blank.ITEM: "What is it called? As the order has it.",
        Blank.SHOP: "What is the shop called? As the order page has it.",
        Blank.ORDER: "What is the order number? It stands in the order's details; hold it to copy.",
        Blank.PAID: "What did you really pay? Like 39.9.",
        Blank.PROBLEM: "What is wrong? A sentence or two of your own, only what can be seen and shown. "
        "The letter goes out in Chinese, so write it in Chinese if you can.",
        Blank.BOUGHT: "On which day did you pay? Tap, or write it, like 20 Nov.",
        Blank.SIGNED: "On which day did it come? Tap, or write it, like 20 Nov.",
        Blank.RENEWED: "On which day was the renewal charged? Tap, or write it, like 20 Nov.",
        Blank.INCOMING: "What is the number of the parcel that they sent to you? "
        "It stands on the order's tracking page; hold it to copy.",
        Blank.NAME: "Your real name? As it stands on your identity card or passport.",
        Blank.PHONE: "Your phone number? The office will call it.",
        Blank.ADDRESS: "Your address? Down to the door.",
        Blank.INTACT: "Are the goods intact? All parts, tags and gifts there, nothing soiled or broken.",
        Blank.UNWARNED: "Before the charge, did you see no prominent notice at all? Check texts, in-app mail, pop-ups.",
    }

    b_short = "📄 Short"
    b_full = "📜 In full"
    b_places = "🗒 Field by field"
    b_law = "⚖️ The law"
    b_gloss = "🌐 In English"
    b_sent = "✅ I sent it"
    b_true = "✅ Yes, that's true"
    b_not_true = "No / not sure"
    b_forget_me = "🙈 Forget name, phone, address"

    def b_copy(self, piece: int, pieces: int) -> str:
        return f"⧉ Copy {piece}/{pieces}" if pieces > 1 else "⧉ Copy"

    def b_limit(self, days: int) -> str:
        return f"Give {counted(days, 'day')}"

    def letter_title(self, title: str) -> Html:
        return fill("✉️ <b>{title}</b>", title=capital(title))

    def letter_lacks(self, count: int) -> Html:
        return fill("✋ <b>{count} still to tell before you send it</b>; I invent nothing.", count=count)

    def letter_copies(self, length: int) -> str:
        return f"{counted(length, 'character')}, in Chinese, as the reader needs it. Copy it below and paste it there."

    def letter_masked(self) -> str:
        return "🔒 Phone and address are masked here; what you copy is whole."

    def letter_limit(self, day: str) -> str:
        return f"🗓 It gives them until {day}; change that below."

    def letter_foot(self) -> str:
        return "A template, not legal advice, and no promise of success. Read it first and keep only what is true."

    def letter_gloss(self) -> str:
        return "What it says"

    def letter_places(self) -> str:
        return "Where the form refuses pasting, fill it in field by field."

    def letter_law(self) -> str:
        return "The law that it quotes"

    def letter_no_law(self) -> str:
        return "This letter quotes no law."

    def law_since(self, day: str) -> str:
        return f"in force since {day}"

    def law_reading(self) -> str:
        return "whether courts apply it to app memberships is open"

    def sworn_warning(self) -> str:
        return (
            "This sentence goes into the letter. If it isn't true, say no and the letter works without it; "
            "inventing facts, swapping or planting goods is punished by law."
        )

    def identity_why(self) -> str:
        return (
            "🔒 Asked only because a complaint or a court needs a real name. It goes into those papers alone, "
            "and I forget it whenever you say so."
        )

    def identity_forgotten(self) -> str:
        return "🙈 Name, phone and address are forgotten."

    def not_a_phone(self) -> str:
        return "A phone number is needed here, figures only, like 13800001234."

    def calmer(self) -> str:
        return "✍️ Noted. Calm facts weigh more: without hard words and exclamation marks it is harder to brush aside."

    def too_short(self) -> str:
        return "There is nothing in it; a few words will do."
