// What is entered row by row in a dialog or on a page that is no form is kept as unsaved work of forms is (kept_work.js), until it
// is posted or discarded. In the tab that was reloaded it is put back when the screen opens again; elsewhere it is offered.

import { PREFIX, box_of, drop, is_back, is_kept, put, read, tab, user } from "./kept_work";

const PAUSE = 300;

export class KeptEntries {
	// `screen` names it, with the document it is about. `values()` are what was entered, null for nothing; `put_back(values)`
	// enters them again, `clear()` empties the screen. `say(box)` shows a sentence with its buttons.
	constructor({ screen, values, put_back, clear, say }) {
		Object.assign(this, { values, put_back, clear, say });
		this.key = [PREFIX, user(), "entries", ...screen].join("|");
		this.write = () => this.write_now();
		this.keep = frappe.utils.debounce(this.write, PAUSE);
	}

	// from here on; what is kept from before is put back or offered first
	open() {
		window.addEventListener("pagehide", this.write);
		const kept = read(this.key);
		this.opened = true;
		if (!kept) return;
		if (kept.tab === tab()) this.take(kept);
		else this.offer(kept);
	}

	close() {
		this.write_now();
		this.opened = false;
		window.removeEventListener("pagehide", this.write);
	}

	// it came to something: nothing is left to keep, whatever is still typed or waits to be written
	done() {
		this.opened = false;
		this.forget();
	}

	forget() {
		this.box?.remove();
		drop(this.key);
	}

	write_now() {
		// nothing is written over what was offered and not answered
		if (!this.opened || this.waiting) return;
		const values = this.values();
		if (values) put(this.key, { values });
		else this.forget();
	}

	take(kept) {
		this.waiting = false;
		this.put_back(kept.values);
		this.tell(is_back(kept), [[__("Discard"), () => this.discard()]]);
	}

	offer(kept) {
		this.waiting = true;
		this.tell(is_kept(kept), [
			[__("Take It Over"), () => this.take(kept)],
			[__("Discard"), () => this.answered()],
		]);
	}

	// what is on the screen stays
	answered() {
		this.waiting = false;
		this.forget();
		this.write_now();
	}

	discard() {
		this.clear();
		this.forget();
	}

	tell(text, actions) {
		this.box?.remove();
		this.box = box_of(text, actions);
		this.say(this.box);
	}
}
