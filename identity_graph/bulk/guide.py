"""The README that goes with an export: the exact commands, for who finds the folder."""

from typing import Final

_NEO4J: Final = """# An identity graph for neo4j-admin

**Personal data in full.** `manifest.json` says what is here; it is written last.

Made for Neo4j 5.26 LTS and the `neo4j` store of identity-graph. With the server stopped, or for a database that is
not there yet, in this folder:

```sh
neo4j-admin database import full neo4j --overwrite-destination=true @import.args
```

`--overwrite-destination=true` deletes what the database `neo4j` holds. Start the server (Enterprise, for a name other
than `neo4j`: `CREATE DATABASE name`). Then, once:

```sh
cypher-shell -a neo4j://localhost:7687 -u neo4j -d neo4j -f finish.cypher
```

It puts right what the importer cannot hold (empty lists), makes constraints and indexes, and, last of all, the head
node: before that, identity-graph takes the database for something else. It may be run again. Then:

```sh
identity-graph --store neo4j://localhost:7687/neo4j stats
```
"""
_NEPTUNE: Final = """# An identity graph for Neptune's bulk loader ({format})

**Personal data in full.** `manifest.json` says what is here; it is written last. The loader takes `data/` only.

Upload `data/` to a bucket in the cluster's region, for instance:

```sh
aws s3 cp --recursive data s3://BUCKET/identity-graph/
```

Then, in a network that reaches the cluster:

```sh
identity-graph export FOLDER --format {format} --start-neptune-load --neptune-endpoint https://CLUSTER:8182 \\
  --s3-source s3://BUCKET/identity-graph/ --iam-role-arn arn:aws:iam::ACCOUNT:role/ROLE --region REGION
```

FOLDER is this folder: it is not written again. The cluster should be empty. Then:

```sh
identity-graph --store 'wss://CLUSTER:8182?iam=REGION' stats
```
"""


def neo4j_guide() -> str:
    """For a folder of the format ``neo4j-admin``."""
    return _NEO4J


def neptune_guide(format: str) -> str:
    """For a folder of one of Neptune's formats."""
    return _NEPTUNE.format(format=format)
