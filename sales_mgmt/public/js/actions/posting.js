// Look at a posting before it is done, and do it.

import { open_post_dialog } from "../post_dialog";
import { open_preview_dialog } from "../preview_dialog";
import { may_post } from "./rights";

export const POSTING_ACTIONS = [
	{
		label: () => __("Preview Posting"),
		on: { "Sales Order": ["Open", "Released", "Pending Prepayment"], "Sales Invoice": ["Open"] },
		when: may_post,
		run: open_preview_dialog,
	},
	{
		label: () => __("Post…"),
		on: { "Sales Order": ["Open", "Released"] },
		shortcut: "f9",
		when: may_post,
		run: open_post_dialog,
		primary: true,
	},
];
