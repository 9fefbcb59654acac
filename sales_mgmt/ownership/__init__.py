"""Who may fill a field: people, or the server alone.

Declared once, in the DocTypes that the app ships: a field that is read only there is the server's, every other one is
typed by people, and so is every custom field. `declared` reads that and names the exceptions, `decision` says what
becomes of a value that came from outside, `door` asks both for every document on every road in.
"""

from sales_mgmt.ownership.door import Guarded, built_here, insert_built, save_built

__all__ = ["Guarded", "built_here", "insert_built", "save_built"]
