"""Options that many commands have."""

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
RecordArgument = Annotated[
    str, typer.Argument(metavar="RECORD", help="SOURCE:RECORD_ID, a record id (rec_…) or an identity id (idn_…).")
]
