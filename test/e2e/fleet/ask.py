"""Runs queries over a folder of JSON Lines with DuckDB and prints each answer as a line of JSON. Arguments: the folder; queries on standard input, as a JSON list."""

import json
import sys

import duckdb

folder = sys.argv[1]
base = duckdb.connect()
base.execute(
    f"""CREATE TABLE results AS SELECT * FROM read_json('{folder}/**/*.jsonl', format='newline_delimited', hive_partitioning=true,
    hive_types={{'framework': VARCHAR, 'account': VARCHAR, 'cluster': VARCHAR, 'date': VARCHAR}},
    columns={{'kind': 'VARCHAR', 'id': 'VARCHAR', 'status': 'VARCHAR', 'reason': 'VARCHAR', 'stack': 'VARCHAR', 'time': 'VARCHAR',
              'until': 'VARCHAR', 'owner': 'VARCHAR', 'coverage': 'INTEGER', 'tool': 'VARCHAR'}})"""
)
for query in json.load(sys.stdin):
    print(json.dumps(base.execute(query).fetchall()))
