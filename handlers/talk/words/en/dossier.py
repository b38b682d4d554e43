"""The dossier: what the chat says while it is made, and every sentence of the paper itself."""

from collections.abc import Mapping

from domain.dossier import Section
from domain.journal import What
from handlers.talk.markup import Html, fill
from handlers.talk.words.en.forms import Forms, counted


class Dossier(Forms):
    """The dossier, in the chat and on paper."""

    b_dossier = "📄 Dossier"
    b_dossier_keep = "📄 Keep a dossier"
    b_dossier_masked = "🙈 Redacted, to share"
    b_dossier_other = "📄 In Chinese"

    def dossier_begun(self, name: str, proofs: int, *, masked: bool) -> Html:
        kind = "Redacted dossier" if masked else "Dossier"
        count = self.proofs_count(proofs)
        what = f"Going through {count}…" if proofs else "Going through the story and its dates…"
        return fill("📄 {kind} of <b>{name}</b>\n{what}", name=name, kind=kind, what=what)

    def dossier_writing(self, name: str) -> Html:
        return fill("📄 Dossier of <b>{name}</b>\nThe evidence is in order. Writing the file…", name=name)

    def dossier_done(self, name: str, files: int, *, masked: bool) -> Html:
        done = "Done: the file is below." if files == 1 else f"Done: {files} files, below."
        if masked:
            done += (
                "\nThe name, phone and address that you filled in are not in it; where a text shows them they are "
                "covered, as are order and parcel numbers, and no originals are inside. "
                "⚠️ <b>Text inside pictures is not covered</b>: look once more before you share it."
            )
        else:
            done += (
                "\nYour order and parcel numbers are in it: it is for those who decide. "
                "To show it around, take the redacted one."
                "\nThe name, phone and address that you filled in are not in it: sign below the statement before you "
                "hand it in. Pictures and texts that you sent stand as they came."
            )
        return fill("📄 Dossier of <b>{name}</b>\n{done}", name=name, done=Html(done))

    def dossier_seal(self, seal: str) -> Html:
        return fill("Seal of the register, to check the archive against:\n<code>{seal}</code>", seal=seal)

    def dossier_failed(self, name: str) -> Html:
        return fill(
            "📄 The dossier of <b>{name}</b> did not work out this time. That is on my side; "
            "your evidence is safe. "
            "Tap again in a while.",
            name=name,
        )

    def dossier_busy(self) -> str:
        return "The last one is still being made; you get it the moment it is done."

    def dossier_enough(self, limit: int) -> Html:
        return Html(f"📄 That is {limit} today; more tomorrow. The earlier files are still in this chat.")

    def dossier_caption(self, name: str) -> Html:
        return fill("📄 <b>{name}</b>", name=name)

    def dossier_file(self, *, masked: bool) -> str:
        return "refund-dossier-redacted" if masked else "refund-dossier"

    def archive_file(self, number: int, count: int) -> str:
        return f"originals-{number}-of-{count}" if count > 1 else "originals"

    paper_sections: Mapping[Section, str] = {
        Section.PARTIES: "Parties and order",
        Section.STORY: "What happened",
        Section.MISSED: "Deadlines the other side missed",
        Section.LAW: "Law relied on",
        Section.DEMAND: "Demand and how it is reckoned",
        Section.EVIDENCE: "Evidence",
        Section.TRUTH: "Statement of truth",
        Section.PICTURES: "Pictures in evidence",
        Section.WORDS: "Messages in evidence",
        Section.HASHES: "Fingerprints of the files (SHA-256)",
    }
    paper_title = "Refund dossier"
    paper_foot = "Compiled by Refund Keeper from what the consumer provided. Not legal advice."
    paper_pages = ("Page ", " of ", "")
    paper_demand = "Demand"
    paper_stage = "Standing"
    paper_days = "Evidence"
    paper_unknown = "not told"
    paper_consumer = "Consumer"
    paper_signs = "as signed below the statement of truth"
    paper_seller = "Seller, shop"
    paper_platform = "Platform"
    paper_item = "Goods or service"
    paper_order = "Order number"
    paper_paid = "Paid"
    paper_channel = "Paid by"
    paper_claim = "Reason"
    paper_problem = "Problem"
    paper_parcel = "Return parcel"
    paper_term = "Membership term"
    paper_time = "Time (Beijing)"
    paper_event = "Event"
    paper_source = "Source"
    paper_deadline = "Deadline and its source"
    paper_until = "Due before"
    paper_outcome = "What happened"
    paper_number = "No."
    paper_exhibit = "Evidence"
    paper_sent = "Sent"
    paper_signed = "Signature"
    paper_date = "Date"
    paper_total = "To be refunded"
    paper_claims = "Damages claimed besides"
    paper_demanded = "Demanded in all"
    paper_arrived = "Received so far"
    paper_rest = "Still owed"
    paper_no_total = "What was told does not give a total yet."
    paper_nothing_missed = "On record there is no deadline that was missed for certain."
    paper_no_law = "What was told calls for no article to be cited."
    paper_no_evidence = "No evidence has been kept yet."
    paper_told: Mapping[What, str] = {
        **Forms.told,
        What.PAID: "Payment",
        What.SIGNED: "The goods were received",
        What.CONTACTED: "The seller was written to",
        What.COURIER_ASKED: "The carrier was complained to",
        What.TERMS_READ: "The agreement was read",
        What.APPLIED: "The refund was applied for",
        What.APPROVED: "The other side agreed",
        What.REFUSED: "The other side refused",
        What.SHIPPED: "The goods were sent back, the number entered",
        What.PLATFORM_ASKED: "The platform was asked to step in",
        What.COMPLAINT_FILED: "Complaint to 12315",
        What.COURT_FILED: "Action was brought in court",
        What.COUNTDOWN_READ: "The app's countdown was read",
        What.PROMISED: "The other side made a promise",
        What.PROMISE_KEPT: "The other side kept its promise",
        What.NOTED: "The consumer's note",
        What.GIVEN_UP: "The claim was let go",
        What.REOPENED: "The claim was taken up again",
    }
    paper_told_by: Mapping[str, str] = {
        "shopper": "the consumer's account",
        "screenshot": "a screenshot",
        "carrier": "the carrier's trace",
        "bot": "recorded by the system",
    }
    paper_gone = "the original could not be had"
    paper_not_shown = "This picture cannot be shown; see the original in the archive, known by its fingerprint."
    paper_too_many = (
        "There are many pictures; only a part is printed. The rest stands in the list and lies in the archive."
    )
    paper_law_note = (
        "Quoted from texts that were checked, in force on the day this was compiled. Whether they apply is for the "
        "deciding authority."
    )
    paper_missed_note = (
        "Only deadlines of the seller and the platform, and of those what the law sets, what the app's own countdown "
        "showed or what stands in published rules; a platform's unwritten habits are left out. Outcomes are on record "
        "as far as the consumer told them."
    )
    paper_hash_note = (
        "Each fingerprint was taken when the file arrived. An equal fingerprint means that the file has not changed "
        "since then; it proves nothing about the time before. Keep the chats and the original photos on the phone and "
        "on the platform."
    )
    paper_masked = (
        "Redacted, for sharing: name, phone, address, order and parcel numbers are covered, and no originals are "
        "inside. Text inside pictures is not covered: look once more before you share this."
    )
    paper_mine = "the consumer"
    paper_pinned = "the countdown of the app, as the consumer saw it"
    paper_truth = "This dossier was compiled from what I provided. I confirm that it is true, and I answer for that."
    paper_truth_evidence = (
        "The evidence is what I received or recorded myself, unaltered; the originals can be inspected."
    )
    paper_honest = (
        "Software put this dossier together from what the consumer told; where no other source is named, times are "
        "the consumer's account. It is not legal advice and promises no outcome."
    )

    def paper_ordinal(self, number: int) -> str:
        return str(number)

    def paper_annex(self, number: int) -> str:
        return "ABCDEFGHIJ"[number - 1]

    def paper_made(self, when: str) -> str:
        return f"Compiled {when} (Beijing time)"

    def paper_running(self, name: str) -> str:
        return f"Refund dossier · {name}"

    def paper_told_on(self, day: str) -> str:
        return f"time not told (reported {day})"

    def paper_exhibits(self, first: int, last: int) -> str:
        return f"Evidence {first} kept" if first == last else f"Evidence {first}–{last} kept"

    def paper_exhibit_title(self, number: int, kind: str) -> str:
        return f"Evidence {number} · {kind}"

    def paper_forwarded(self, who: str, when: str) -> str:
        return f"Forwarded from “{who}”, first sent {when}" if when else f"Forwarded from “{who}”"

    def paper_taken(self, when: str) -> str:
        return f"The photo's own clock says {when}, unproven"

    def paper_from(self, who: str) -> str:
        return f"Sent by {who}"

    def paper_began(self, what: str, when: str) -> str:
        return f"counted from “{what}”, {when}"

    def paper_missed_late(self, when: str, what: str, days: int) -> str:
        late = f", {counted(days, 'day')} late" if days else ""
        return f"{when}: {what}{late}"

    def paper_missed_still(self, today: str, days: int) -> str:
        known = f"no outcome on record by {today}"
        return f"{known}, {counted(days, 'day')} over" if days else known

    def paper_in_force(self, since: str) -> str:
        return f"In force since {since}"

    def paper_bytes(self, size: int) -> str:
        return f"{size:,} bytes"

    def paper_received(self, local: str, utc: str) -> str:
        return f"received {local} (UTC {utc})"

    def paper_letter(self, title: str) -> str:
        return f"Sent: {title}"

    def paper_countdown(self, title: str, until: str) -> str:
        return f"The app's countdown: {title}, until {until}"

    def paper_promised(self, title: str, until: str) -> str:
        return f"{title}: {until}"

    def paper_shortened(self, rest: int) -> str:
        return f"… ({rest} more characters, see the original)"
