"""The country is left out of an address at home."""

import pytest

from sales_mgmt.texts.addresses import without_country


@pytest.mark.parametrize(
	("lines", "names", "printed"),
	[
		(["Storgata 28", "0184 Oslo", "Norway"], {"Norway", "Norge"}, ["Storgata 28", "0184 Oslo"]),
		(["Storgata 28", "0184 Oslo", "NORGE"], {"Norway", "Norge"}, ["Storgata 28", "0184 Oslo"]),
		(["Storgata 28", "Oslo", "Norway", "Phone: 1"], {"Norway"}, ["Storgata 28", "Oslo", "Phone: 1"]),
		(
			["Speicherstraße 21", "Hamburg", "Germany"],
			{"Norway"},
			["Speicherstraße 21", "Hamburg", "Germany"],
		),
		# a town that bears the name of its country stays
		(["1, rue Neuve", "Luxembourg", "Luxembourg"], {"Luxembourg"}, ["1, rue Neuve", "Luxembourg"]),
		# a firm that bears it too
		(["Norway", "Storgata 28"], {"Norway"}, ["Norway", "Storgata 28"]),
		(["Norwayveien 1", "Oslo"], {"Norway", ""}, ["Norwayveien 1", "Oslo"]),
		([], {"Norway"}, []),
	],
)
def test_only_the_line_of_the_country_goes(lines, names, printed):
	assert without_country(lines, names) == printed
