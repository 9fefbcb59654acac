"""Values of a document on their way in: each is read by the type of its field, before Frappe casts it.

Frappe's casts are silent: flt("abc") is 0, getdate takes almost anything. Here a text in a number field is read by the
sender's number format, a date is a date, a name is one text; what is none of that is refused, all of it together. Fields
that the server owns are not read: what came in them is dropped, put back or refused by the door.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from frappe import _
from frappe.model.document import Document
from frappe.model.meta import Meta
from frappe.utils import cint

from sales_mgmt.findings.finding import sentence
from sales_mgmt.incoming import sender
from sales_mgmt.incoming.days import read_day, read_moment, read_time
from sales_mgmt.incoming.numbers import LARGEST, SMALLEST, Marks, read_number, read_whole
from sales_mgmt.incoming.refusal import refuse_unread, told
from sales_mgmt.incoming.texts import read_answer, read_text
from sales_mgmt.incoming.unreadable import Unreadable, short
from sales_mgmt.kinds.declared import declared

LAYOUT = ("Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading", "Fold", "Image")
TABLES = ("Table", "Table MultiSelect")
NUMBERS = ("Float", "Currency", "Percent", "Rating", "Duration")
NAMES = ("Link", "Dynamic Link")
SERIES = "naming_series"
"""Chosen too, and said by the door itself."""
TEXT_BYTES = 65535
LIMITED = ("Small Text", "Text")
STRUCTURED = ("JSON", "Geolocation")
"""Frappe writes what is in them as JSON."""
LARGEST_FLOAT, SMALLEST_FLOAT = float(LARGEST), float(SMALLEST)


@dataclass(frozen=True, slots=True)
class Field:
	name: str
	label: str
	kind: str
	default: str | None
	longest: int | None
	"""Of a name, in characters; other texts are measured by Frappe."""
	options: tuple[str, ...]
	"""What may be chosen; nothing where anything may."""


@dataclass(frozen=True, slots=True)
class Fields:
	"""The fields of a DocType that people fill, custom ones too, and its tables."""

	read: tuple[Field, ...]
	tables: tuple[str, ...]


_fields: WeakKeyDictionary[Meta, Fields] = WeakKeyDictionary()


def fields_of(meta: Meta) -> Fields:
	if meta not in _fields:
		owned = {field.name for field in declared(meta.name).owned}
		kept = [
			field for field in meta.fields if field.fieldtype not in LAYOUT and field.fieldname not in owned
		]
		_fields[meta] = Fields(
			tuple(_field(field) for field in kept if field.fieldtype not in TABLES),
			tuple(field.fieldname for field in kept if field.fieldtype in TABLES),
		)
	return _fields[meta]


def _field(field: Document) -> Field:
	longest = cint(field.get("length")) or 140 if field.fieldtype in NAMES else None
	chosen = field.fieldtype == "Select" and field.fieldname != SERIES
	options = tuple(option for option in (field.options or "").split("\n") if option) if chosen else ()
	return Field(
		field.fieldname, field.label or field.fieldname, field.fieldtype, field.default, longest, options
	)


def read_document(doc: Document) -> None:
	"""Read every value that people may have sent, of the document and of its rows. Raises IncomingError with all that
	can not be read; then nothing is changed in the database, for this comes first."""
	marks, written = sender.marks(), sender.date_format()
	sentences = _head(doc)
	fields = fields_of(doc.meta)
	sentences += _values(doc, fields.read, marks, written)
	for table in fields.tables:
		for row in doc.get(table) or []:
			sentences += _head(row)
			sentences += _values(row, fields_of(row.meta).read, marks, written, row.idx)
	refuse_unread(sentences)


def _head(doc: Document) -> list[str]:
	"""What every document has, whatever its fields."""
	found = []
	for name, label in (("name", "Name"), ("amended_from", "Amended From"), ("owner", "Owner")):
		value = doc.__dict__.get(name)
		if value is not None:
			found += _tried(
				lambda value=value: read_text(value, 140),
				lambda read, name=name: _put(doc, name, read),
				_(label),
			)
	for name, label in (("idx", "No."), ("docstatus", "Status")):
		value = doc.__dict__.get(name)
		if value is not None and type(value) is not int and not _is_status(value):
			found += _tried(
				lambda value=value: read_whole(value, Marks()),
				lambda read, name=name: _put(doc, name, read),
				_(label),
			)
	if doc.__dict__.get("docstatus") not in (None, 0, 1, 2) and not found:
		doc.docstatus = 0
		found.append(told(Unreadable(NO_STATUS), _("Status")))
	return found


NO_STATUS = sentence("{0}: a document is a draft (0), posted (1) or cancelled (2).")


def _is_status(value: Any) -> bool:
	return isinstance(value, int) and not isinstance(value, bool)


def _put(doc: Document, name: str, value: Any) -> None:
	if value != doc.__dict__.get(name):
		doc.__dict__[name] = value


def _tried(
	read: Callable[[], Any], put: Callable[[Any], None], label: str, row: int | None = None
) -> list[str]:
	try:
		put(read())
	except Unreadable as unreadable:
		return [told(unreadable, label, row)]
	return []


def _values(
	doc: Document, fields: Iterable[Field], marks: Marks, written: str, row: int | None = None
) -> list[str]:
	found = []
	values = doc.__dict__
	for field in fields:
		value = values.get(field.name)
		if value is None or value == "":
			continue
		if (
			type(value) is str
			and field.kind not in READERS
			and not field.longest
			and len(value) < 140
			and value.isascii()
		):
			continue
		try:
			read = read_field(field, value, marks, written)
		except Unreadable as unreadable:
			found.append(told(unreadable, _(field.label), row))
			continue
		if read is not value:
			values[field.name] = read
	return found


def read_field(field: Field, value: Any, marks: Marks, written: str) -> Any:
	"""A value as its field holds it; one that is in order is given back itself. Raises Unreadable."""
	if isinstance(value, str) and not value.strip() and field.kind in READERS:
		return None
	reader = READERS.get(field.kind)
	if reader:
		return reader(field, value, marks, written)
	if field.kind in STRUCTURED:
		return value
	text = read_text(value, field.longest)
	if field.kind in LIMITED and len(text) * 4 > TEXT_BYTES and len(text.encode()) > TEXT_BYTES:
		raise Unreadable(TOO_MANY_BYTES)
	return text if isinstance(value, str | int | float) or field.kind in NAMES else value


TOO_MANY_BYTES = sentence("{0}: the text is longer than this field can hold.")


def _float(field: Field, value: Any, marks: Marks, _written: str) -> Any:
	kind = type(value)
	if kind is float or kind is int:
		size = abs(value)
		if size < LARGEST_FLOAT and (not size or size >= SMALLEST_FLOAT):
			return value
	return float(read_number(value, _default_marks(field, value, marks)))


def _whole(field: Field, value: Any, marks: Marks, _written: str) -> Any:
	if type(value) is int and -(2**31) < value < 2**31:
		return value
	return read_whole(value, _default_marks(field, value, marks))


def _default_marks(field: Field, value: Any, marks: Marks) -> Marks:
	"""Defaults of DocTypes are texts of a program."""
	return Marks(by_program=True) if value == field.default else marks


def _check(_field: Field, value: Any, _marks: Marks, _written: str) -> Any:
	return value if type(value) is int and value in (0, 1) else int(read_answer(value))


def _date(field: Field, value: Any, _marks: Marks, written: str) -> Any:
	if value in ("Today", "Now", field.default):
		return value
	if field.kind == "Datetime":
		return read_moment(value)
	day = read_day(value, written)
	return str(day) if isinstance(value, str) else value


def _time(field: Field, value: Any, _marks: Marks, _written: str) -> Any:
	return value if value == field.default else read_time(value)


def _select(field: Field, value: Any, _marks: Marks, _written: str) -> Any:
	"""One of the options. Frappe looks too, but only after the document has been calculated by it."""
	text = read_text(value).strip()
	if field.options and text not in field.options:
		raise Unreadable(NO_CHOICE, short(text), ", ".join(_(option) for option in field.options))
	return value if text == value else text


NO_CHOICE = sentence("{0}: {1} can not be chosen. Choose one of these: {2}.")

READERS: dict[str, Callable[[Field, Any, Marks, str], Any]] = {
	**dict.fromkeys(NUMBERS, _float),
	"Int": _whole,
	"Check": _check,
	"Date": _date,
	"Datetime": _date,
	"Time": _time,
	"Select": _select,
}
