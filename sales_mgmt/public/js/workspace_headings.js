// Frappe translates everything on a workspace but its headings. They are translated while the page is read; in edit mode they
// are as stored, so that saving the page does not store them in the language of whoever edits it.

const Heading = frappe.workspace_block?.blocks?.header;

if (Heading) {
	const { render, save } = Heading.prototype;

	Heading.prototype.render = function () {
		const element = render.call(this);
		if (this.readOnly) {
			this.stored_text = this._element.innerHTML;
			translate(this._element);
		}
		return element;
	};

	Heading.prototype.save = function (...content) {
		const saved = save.apply(this, content);
		return this.stored_text === undefined ? saved : { ...saved, text: this.stored_text };
	};
}

function translate(element) {
	const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) texts.currentNode.data = __(texts.currentNode.data.trim());
}
