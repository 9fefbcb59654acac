// The line to the server. While it is away a sentence stands at the top of the page; what waits for it goes on by itself.

const PAUSE = 3000;
const waiting = new Set();
const at_loss = new Set();
let away = false;
let asking = null;
let told = null;
let losses = 0;

export function is_away() {
	return away || !navigator.onLine;
}

// `go_on` once the line is back; asked twice it is called once.
export function when_back(go_on) {
	waiting.add(go_on);
}

export const line_is_back = () => new Promise(when_back);

// `give_up` once the line is lost. Returns how to take that back.
export function when_lost(give_up) {
	at_loss.add(give_up);
	return () => at_loss.delete(give_up);
}

export function line_lost() {
	away = true;
	losses += 1;
	show();
	const ended = [...at_loss];
	at_loss.clear();
	ended.forEach((give_up) => give_up());
	clearTimeout(asking);
	asking = setTimeout(try_again, PAUSE);
}

export function tell_away() {
	line_lost();
	if (told?.is(":visible")) return;
	const message = __("There is no connection to the server, so this was not done.");
	told = $(frappe.show_alert({ message, indicator: "orange" }));
}

// A browser may think that it is online while the server can not be reached, so the server is asked.
async function try_again() {
	const before = losses;
	const answer = await fetch("/api/method/ping", { cache: "no-store" }).catch(() => null);
	// lost again since it was asked, or back already: another question is on its way, or none is needed
	if (before !== losses || !away) return undefined;
	if (!answer || answer.status >= 500) return line_lost();
	clearTimeout(asking);
	away = false;
	$(".sales-line-lost").remove();
	frappe.show_alert({ message: __("The connection is back."), indicator: "green" });
	const due = [...waiting];
	waiting.clear();
	return due.forEach((go_on) => go_on());
}

function show() {
	if ($(".sales-line-lost").length) return;
	const text = __("No connection. What you enter is kept in this browser, and counted when the connection is back.");
	$('<div class="sales-line-lost" role="status"></div>').text(text).prependTo(".main-section");
}

export function watch_line() {
	window.addEventListener("offline", line_lost);
	window.addEventListener("online", () => away && try_again());
	// whatever Frappe itself asks for; a call that was broken off by leaving the page says "abort"
	$(document).ajaxError((_event, xhr) => xhr.status === 0 && xhr.statusText === "error" && line_lost());
}
