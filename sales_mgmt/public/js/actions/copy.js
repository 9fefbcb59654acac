// Copy Document: header and lines of another document into this one.

import { open_copy_dialog } from "../copy_dialog";
import { may_make } from "./rights";

export const COPY_ACTIONS = [
	{
		label: () => __("Copy Document…"),
		group: () => __("Lines"),
		on: {
			"Sales Quote": ["Open"],
			"Sales Order": ["Open"],
			"Sales Invoice": ["Open"],
			"Sales Return Order": ["Open"],
			"Sales Credit Memo": ["Open"],
		},
		when: may_make,
		run: open_copy_dialog,
		on_new: true,
	},
];
