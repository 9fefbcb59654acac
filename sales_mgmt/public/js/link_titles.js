// What a link field holds is known before its title is. Frappe shows a customer by its name, which it fetches, and reads the
// value of a field without a document back from what is shown: a report that a link opened for one customer was asked for all
// of them while the filter named that one, and a dialog had no customer yet.

const { prototype } = frappe.ui.form.ControlLink;
const { set_link_title, get_input_value } = prototype;

prototype.set_link_title = function (value) {
	const awaited = { value, shown: this.$input?.val() };
	this.awaits_title = awaited;
	return set_link_title.call(this, value).finally(() => {
		if (this.awaits_title === awaited) this.awaits_title = null;
	});
};

// Whoever types meanwhile means what was typed.
prototype.get_input_value = function () {
	const awaited = this.awaits_title;
	if (awaited && this.$input && this.$input.val() === awaited.shown) return awaited.value;
	return get_input_value.call(this);
};
