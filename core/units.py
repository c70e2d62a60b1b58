"""Pounds and miles, in which a runner may read and type: everything is counted in kilograms and kilometres."""

KG_PER_LB = 0.45359237
KM_PER_MILE = 1.609344
