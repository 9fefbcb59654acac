// Every action of a sales document. An action: {label(), on: {DocType: [statuses]}, when(frm, rights), run(frm)} and,
// where it applies, group() for a menu, shortcut, primary, on_new (also before the first save; run saves then). Buttons stand in this order.

import { ARCHIVE_ACTIONS } from "./archive";
import { CHARGE_ACTIONS } from "./charges";
import { COPY_ACTIONS } from "./copy";
import { CORRECTING_ACTIONS } from "./corrections";
import { CREATING_ACTIONS } from "./creating";
import { DISCOUNT_ACTIONS } from "./discount";
import { PAYMENT_ACTIONS } from "./payment";
import { POSTING_ACTIONS } from "./posting";
import { PRINTING_ACTIONS } from "./printing";
import { RECURRING_ACTIONS } from "./recurring";
import { RETURN_ACTIONS } from "./returns";
import { SENDING_ACTIONS } from "./sending";
import { SHIPPING_ACTIONS } from "./shipping";
import { STATUS_ACTIONS } from "./status";

export const ACTIONS = [
	...STATUS_ACTIONS,
	...DISCOUNT_ACTIONS,
	...POSTING_ACTIONS,
	...CREATING_ACTIONS,
	...RETURN_ACTIONS,
	...COPY_ACTIONS,
	...CHARGE_ACTIONS,
	...CORRECTING_ACTIONS,
	...ARCHIVE_ACTIONS,
	...PAYMENT_ACTIONS,
	...RECURRING_ACTIONS,
	...PRINTING_ACTIONS,
	...SENDING_ACTIONS,
	...SHIPPING_ACTIONS,
];
