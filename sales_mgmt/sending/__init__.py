"""Documents on their way to the customer: profiles, mails, payment links, counters (domain A24, 4.1).

`choice.py` and `payment_link.py` decide and import no frappe; the rest reads and writes.
"""
