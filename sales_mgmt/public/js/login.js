// A lost login: Frappe would leave for the login page, with everything that is typed. Here the form stays, one logs in
// again in another window and goes on. The new session has a token of its own, without which nothing is taken.

import { new_dialog } from "./guarded";

let dialog = null;

export function stay_when_logged_out() {
	frappe.Application.prototype.handle_session_expired = ask_to_log_in;
	if (frappe.app) frappe.app.handle_session_expired = ask_to_log_in;
	window.addEventListener("focus", () => dialog && go_on(true));
	// a session that is gone altogether is refused like a right that somebody lacks
	$(document).ajaxError(async (_event, xhr) => {
		if (![401, 403].includes(xhr.status) || (await who()) !== "Guest") return;
		ask_to_log_in();
	});
}

// Who the server takes this browser for; null where it does not answer.
async function who() {
	const answer = await fetch("/api/method/frappe.auth.get_logged_user", { cache: "no-store" }).catch(() => null);
	if (!answer) return null;
	if ([401, 403].includes(answer.status)) return "Guest";
	return answer.ok ? (await answer.json()).message : null;
}

// What Frappe says of the refusal comes first, or while it fades in; it would lie over the question.
function close_message() {
	const { $wrapper } = frappe.msg_dialog || {};
	if (!$wrapper) return;
	$wrapper.one("shown.bs.modal", () => frappe.hide_msgprint(true));
	frappe.hide_msgprint(true);
}

function ask_to_log_in() {
	setTimeout(close_message);
	if (dialog) return;
	dialog = new_dialog({
		title: __("Log In Again"),
		fields: [
			{
				fieldtype: "HTML",
				options: `<p>${__("You are not logged in any more. Log in again in another window: what you entered stays here.")}</p>`,
			},
			{ fieldname: "state", fieldtype: "HTML" },
		],
		primary_action_label: __("Open the Login Page"),
		primary_action: () => window.open("/login?redirect-to=/app", "_blank", "noopener"),
		secondary_action_label: __("I Have Logged In"),
		secondary_action: () => go_on(false),
		on_hide: () => (dialog = null),
	});
	dialog.show();
}

async function go_on(quietly) {
	const person = frappe.session.logged_in_user;
	if ((await who()) !== person) {
		if (!quietly) say(__("Nobody is logged in as {0} yet.", [person]));
		return;
	}
	const page = await fetch("/app", { cache: "no-store" });
	const [, token] = (await page.text()).match(/frappe\.csrf_token = "([^"]+)"/) || [];
	if (token && token !== "None") frappe.csrf_token = token;
	dialog.hide();
	frappe.show_alert({ message: __("You are logged in again."), indicator: "green" });
}

function say(sentence) {
	dialog.fields_dict.state.$wrapper.empty().append($('<p class="text-danger"></p>').text(sentence));
}
