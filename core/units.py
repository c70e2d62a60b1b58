"""Pounds and miles, in which a runner may read and type, and months: all is counted in kilograms, kilometres, days."""

KG_PER_LB = 0.45359237
KM_PER_MILE = 1.609344
DAYS_PER_MONTH = 30.5
