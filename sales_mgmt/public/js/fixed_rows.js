// A table of a dialog whose rows are given gets no row by keyboard. Frappe hides the buttons of such a table and hears its
// keys all the same: Tab in the last cell would begin a row, Ctrl with an arrow put one in, Shift+Alt+Down copy one.

export function keep_rows_as_given({ $wrapper, fields_list }) {
	const tables = fields_list.filter(({ df }) => df.fieldtype === "Table" && df.cannot_add_rows);
	if (!tables.length) return;
	const adds_row = (event) =>
		tables.some(({ grid }) => grid.wrapper[0].contains(event.target) && (leaves(grid, event) || inserts(event)));
	// on its way down, before the cell itself hears of it: the cursor moves on as anywhere else
	$wrapper[0].addEventListener("keydown", (event) => adds_row(event) && event.stopPropagation(), true);
}

function leaves(grid, { key, shiftKey, target }) {
	if (key !== "Tab" || shiftKey || !target.closest(".grid-body")) return false;
	const cells = grid.wrapper.find(".grid-body").find("input, select, textarea").filter(":visible:enabled");
	return cells.last()[0] === target;
}

function inserts({ key, ctrlKey, metaKey, shiftKey, altKey }) {
	return ["ArrowUp", "ArrowDown"].includes(key) && (ctrlKey || metaKey || (shiftKey && altKey));
}
