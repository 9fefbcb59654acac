"""The address at which a package is followed: a web address, with the number behind the name of the site (A26)."""

import pytest

from sales_mgmt.shipping.tracking import is_address, tracking_url


@pytest.mark.parametrize(
	("address", "number", "url"),
	[
		("https://track.example/?no={0}", "JD 0001/2", "https://track.example/?no=JD%200001%2F2"),
		("http://track.example/%1/where", "370", "http://track.example/370/where"),
		("https://track.example/#{0}", "a&b", "https://track.example/#a%26b"),
		(" https://track.example/{0} ", " 370 ", "https://track.example/370"),
		("https://track.example/{0}?again={0}", "370", "https://track.example/370?again=370"),
	],
)
def test_the_number_takes_the_place_of_the_mark(address, number, url):
	assert tracking_url(address, number) == url


@pytest.mark.parametrize(
	"address",
	[
		"javascript:alert({0})",
		"file:///etc/{0}",
		"//track.example/{0}",
		"https://{0}.example/",
		"https:///{0}",
		"https://track.example/",
		"track.example/{0}",
		"https://[/{0}",
		"",
	],
)
def test_nothing_else_is_an_address(address):
	assert not is_address(address)
	with pytest.raises(ValueError):
		tracking_url(address, "370")
