// Form tours and the steps of an onboarding are records. Frappe shows what stands in them as it is; here it is translated.

const Tour = frappe.ui.form.FormTour;
const Onboarding = frappe.widget?.widget_factory?.onboarding;

if (Tour) {
	const { get_step, init_driver } = Tour.prototype;

	Tour.prototype.get_step = function (step, ...more) {
		const { title, description } = step;
		const translated = { ...step, title: __(title), description: __(description) };
		return get_step.call(this, translated, ...more);
	};

	Tour.prototype.init_driver = function () {
		init_driver.call(this);
		Object.assign(this.driver.options, {
			nextBtnText: __("Next"),
			prevBtnText: __("Previous"),
			doneBtnText: __("Done"),
			closeBtnText: __("Close"),
		});
	};
}

if (Onboarding) {
	const { show_step } = Onboarding.prototype;

	Onboarding.prototype.show_step = function (step) {
		step.description = __(step.description);
		return show_step.call(this, step);
	};
}
