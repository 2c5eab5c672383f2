"""Dates in all calendars: read into every date they may mean, and compared with reasons.

What is known of calendars, countries and words stands in ``tables/``; a further country is a further entry.
"""

from identity_graph.normalize.calendars.comparing import DateComparison, compare_dates, compare_read_dates
from identity_graph.normalize.calendars.formats import date_in_formats, format_fault
from identity_graph.normalize.calendars.reading import read_date
from identity_graph.normalize.calendars.result import DateReading, ReadDate

__all__ = [
    "DateComparison",
    "DateReading",
    "ReadDate",
    "compare_dates",
    "compare_read_dates",
    "date_in_formats",
    "format_fault",
    "read_date",
]
