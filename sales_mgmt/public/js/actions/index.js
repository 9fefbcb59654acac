// Every action of a sales document. An action: {label(), on: {DocType: [statuses]}, when(frm, rights), run(frm)} and,
// where it applies, group() for a menu, shortcut, primary, on_new (also before the first save; run saves then). Buttons stand in this order.

import { ARCHIVE_ACTIONS } from "./archive";
import { COPY_ACTIONS } from "./copy";
import { CREATING_ACTIONS } from "./creating";
import { DISCOUNT_ACTIONS } from "./discount";
import { PAYMENT_ACTIONS } from "./payment";
import { POSTING_ACTIONS } from "./posting";
import { PRINTING_ACTIONS } from "./printing";
import { RECURRING_ACTIONS } from "./recurring";
import { SHIPPING_ACTIONS } from "./shipping";
import { STATUS_ACTIONS } from "./status";

export const ACTIONS = [
	...STATUS_ACTIONS,
	...DISCOUNT_ACTIONS,
	...POSTING_ACTIONS,
	...CREATING_ACTIONS,
	...COPY_ACTIONS,
	...ARCHIVE_ACTIONS,
	...PAYMENT_ACTIONS,
	...RECURRING_ACTIONS,
	...PRINTING_ACTIONS,
	...SHIPPING_ACTIONS,
];
