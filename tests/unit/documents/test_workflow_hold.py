"""In which states of a Workflow that leaves `status` alone a document may be released and posted."""

import pytest

from sales_mgmt.documents.state.workflow_hold import letting_go

ASKED = [("Draft", "Waiting"), ("Waiting", "Approved"), ("Waiting", "Rejected")]


@pytest.mark.parametrize(
	("transitions", "posting", "rejections", "ends"),
	[
		(ASKED, (), {"Rejected"}, {"Approved"}),
		([*ASKED, ("Approved", "Draft"), ("Rejected", "Draft")], (), {"Rejected"}, {"Approved"}),
		([*ASKED, ("Approved", "Sent")], (), {"Rejected"}, {"Sent"}),
		([("Draft", "Waiting"), ("Waiting", "Posted")], {"Posted"}, (), {"Waiting", "Posted"}),
		([("Draft", "Waiting"), ("Waiting", "Draft")], (), (), {"Waiting"}),
	],
	ids=["two ends", "ways back", "further on", "the workflow posts", "there and back"],
)
def test_the_end_of_a_workflow_lets_go(transitions, posting, rejections, ends):
	states = list(dict.fromkeys(state for move in transitions for state in move))
	assert letting_go(states, transitions, posting, rejections) == ends


def test_a_state_that_nothing_leads_to_counts_as_far_away():
	"""Lost leads back to Draft, which is nearer the beginning: it goes on to nothing."""
	assert letting_go(["Draft", "Done", "Lost"], [("Draft", "Done"), ("Lost", "Draft")]) == {"Done", "Lost"}


def test_a_workflow_of_one_state_holds_nothing():
	assert letting_go(["Draft"], []) == {"Draft"}
