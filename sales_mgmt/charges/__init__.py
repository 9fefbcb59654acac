"""Item charges: how they are divided over goods. Pure."""

from sales_mgmt.charges.shares import (
	BY_AMOUNT,
	BY_VOLUME,
	BY_WEIGHT,
	EQUALLY,
	METHODS,
	SHARE_DIGITS,
	NothingToGoBy,
	Target,
	amounts_of,
	suggest,
)

__all__ = [
	"BY_AMOUNT",
	"BY_VOLUME",
	"BY_WEIGHT",
	"EQUALLY",
	"METHODS",
	"SHARE_DIGITS",
	"NothingToGoBy",
	"Target",
	"amounts_of",
	"suggest",
]
