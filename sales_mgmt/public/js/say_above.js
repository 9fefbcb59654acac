// A sentence above a form. Said again, whether the form is shown anew or an answer comes late, it stands there once.

export function say_above(frm, about, html, colour) {
	frm.layout.message.find(`[data-said="${about}"]`).remove();
	frm.set_intro(`<div data-said="${about}">${html}</div>`, colour);
}
