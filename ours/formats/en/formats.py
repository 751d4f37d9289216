"""English days and times: "12 March", "14:10"; the year only where it is needed."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
TIME_FORMAT = "H:i"
