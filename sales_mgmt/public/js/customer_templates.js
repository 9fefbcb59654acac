// Apply a template to one or many customers, and make a template of a customer.

import { ask_for } from "./guarded";
import { ask } from "./server";

export function may_apply_template() {
	return frappe.model.can_write("Customer") && frappe.model.can_read("Customer Template");
}

export function apply_template(customers, done) {
	ask_for(
		[
			{
				fieldname: "template",
				fieldtype: "Link",
				options: "Customer Template",
				label: __("Customer Template"),
				reqd: 1,
				description: __("What the template leaves blank stays as it is on the customer."),
			},
		],
		async ({ template }, leave) => {
			const results = await ask(
				"apply_template",
				{ template, customers },
				{ freeze: __("Applying the template…") }
			);
			leave();
			report(template, results);
			done();
		},
		__("Apply Template"),
		__("Apply Template")
	);
}

function report(template, results) {
	const failed = results.filter((result) => !result.applied);
	const count = results.length - failed.length;
	if (!failed.length) {
		const message = __("Template {0} was applied to {1} customers.", [template, count]);
		frappe.show_alert({ message, indicator: "green" });
		return;
	}
	frappe.msgprint({
		title: __("Template {0}", [template]),
		indicator: "orange",
		message: failed
			.map(({ customer_name, message }) => [customer_name, message].map(frappe.utils.escape_html).join(": "))
			.concat(__("The template was applied to {0} of {1} customers.", [count, results.length])),
		as_list: true,
	});
}

export function save_as_template(frm) {
	ask_for(
		[
			{ fieldname: "code", fieldtype: "Data", label: __("Code"), reqd: 1 },
			{ fieldname: "description", fieldtype: "Data", label: __("Description") },
		],
		async (values, leave) => {
			const name = await ask("save_as_template", { customer: frm.docname, ...values });
			leave();
			frappe.set_route("Form", "Customer Template", name);
		},
		__("Save as Template"),
		__("Save")
	);
}
