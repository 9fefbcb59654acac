"""Who may do something: it is tried as each of them, and undone."""

import frappe

from dev.demo.company import AUDITOR, BILLING, CLERK, MANAGER, WAREHOUSE

PEOPLE = (CLERK, MANAGER, WAREHOUSE, BILLING, AUDITOR)


def attempt(action):
	"""Whether the action is permitted; whatever it did is undone."""
	frappe.db.savepoint("attempt")
	try:
		action()
		return True
	except frappe.PermissionError:
		return False
	finally:
		frappe.db.rollback(save_point="attempt")


def permitted(action, people=PEOPLE):
	"""Those who may do it."""
	allowed = set()
	for user in people:
		frappe.set_user(user)
		if attempt(action):
			allowed.add(user)
	frappe.set_user("Administrator")
	return allowed
