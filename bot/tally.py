"""What the process counts: for the operator's /metrics, and for nobody else."""

from prometheus_client import CollectorRegistry, Counter, Gauge


class Tally:
    """The counters and gauges of one running bot, in a registry of their own so that two bots never mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.received = self._counter("updates_received", "Updates committed to the inbox, each counted once.")
        self.handled = self._counter("updates_handled", "Updates whose effect is committed.")
        self.set_aside = self._counter("updates_set_aside", "Updates given up: undecodable, or failed on every try.")
        self.turned_away = self._counter("updates_too_many", "Updates beyond a chat's quota, by thing.", "thing")
        self.undecodable = self._counter("polls_undecodable", "Answers of Telegram that no JSON reader understands.")
        self.poll_errors = self._counter("poll_errors", "Polls that brought no answer.", "kind")
        self.letters = self._counter("letters", "Tries to send a letter, by what became of it.", "fate")
        self.taps_unanswered = self._counter("taps_unanswered", "Taps whose spinner could not be stopped.")
        self.proofs = self._counter("proofs_fetched", "Tries to fetch bytes of evidence, by result.", "result")
        self.failures = self._counter("errors", "Steps that raised, by road.", "road")
        self.inbox = self._gauge("inbox_rows", "Rows of the inbox by state.", "state")
        self.outbox = self._gauge("outbox_rows", "Letters of the outbox by state.", "state")
        self.behind = self._gauge(
            "reminders_behind_seconds", "How long the next reminder has been due; 0 if it is not."
        )
        self.poll_age = self._gauge("poll_age_seconds", "Seconds since Telegram last answered a poll.")

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(f"refundkeeper_{name}", meaning, labels, registry=self.registry)

    def _gauge(self, name: str, meaning: str, *labels: str) -> Gauge:
        return Gauge(f"refundkeeper_{name}", meaning, labels, registry=self.registry)
