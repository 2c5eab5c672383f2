"""A multi-country sample of records with known truth, invented and deterministic by seed."""

from identity_graph.sample.country import COUNTRIES
from identity_graph.sample.people import SamplePerson
from identity_graph.sample.stream import SampleRow, generate_people, generate_rows
from identity_graph.sample.writer import SampleFiles, write_sample

__all__ = [
    "COUNTRIES",
    "SampleFiles",
    "SamplePerson",
    "SampleRow",
    "generate_people",
    "generate_rows",
    "write_sample",
]
