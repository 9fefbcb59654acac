// Frappe's date picker speaks many languages, and Norwegian is not among them. Where a later Frappe brings it, that one stays.

const NORWEGIAN = {
	days: ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
	daysShort: ["søn", "man", "tir", "ons", "tor", "fre", "lør"],
	daysMin: ["sø", "ma", "ti", "on", "to", "fr", "lø"],
	months: [
		...["januar", "februar", "mars", "april", "mai", "juni"],
		...["juli", "august", "september", "oktober", "november", "desember"],
	],
	monthsShort: ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"],
	today: "I dag",
	clear: "Tøm",
	dateFormat: "dd.mm.yyyy",
	timeFormat: "hh:ii",
	firstDay: 1,
};

const { language: known } = $.fn.datepicker || {};
if (known) for (const code of ["nb", "no"]) known[code] ??= NORWEGIAN;
