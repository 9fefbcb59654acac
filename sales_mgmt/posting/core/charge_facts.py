"""What a posting knows about the item charges it bills: which goods they belong to (domain A29)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class TargetEntry:
	"""An item ledger entry that a charge is assigned to. Base units and sales amount with the ledger's sign."""

	name: str
	item: str
	location: str
	quantity: Decimal
	invoiced_quantity: Decimal
	sales_amount: Decimal


@dataclass(frozen=True, slots=True)
class CountedShare:
	"""An assignment on an order, which counts what is posted of it."""

	name: str
	to_assign: Decimal
	assigned: Decimal


@dataclass(frozen=True, slots=True)
class ChargeShare:
	"""A part of a charge line, in the line's unit, and the goods it belongs to: a line of the same document, or an entry
	that was posted before."""

	name: str
	charge_line: str
	quantity: Decimal
	"""What is assigned by this posting."""
	target_line: str | None = None
	entry: str | None = None
	counted: CountedShare | None = None


@dataclass(frozen=True, slots=True)
class ChargeFacts:
	shares: tuple[ChargeShare, ...] = ()
	entries: Mapping[str, TargetEntry] = field(default_factory=dict)
	"""Entries that may get a part of a charge, by name."""
	earlier: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
	"""By order line: entries of goods that left, or came, before this posting."""
