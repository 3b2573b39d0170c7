"""Reads results with other programs and sets what they find beside the summary; breaks each document once and expects that
its schema refuses it. Called by .ci/readers with the command and the folder of the results."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import frictionless
import jsonschema
import pandas
import polars

INTERDICT, PLACE = sys.argv[1], Path(sys.argv[2])
frictionless.system.trusted = True


def step(words):
    print(f"\n== {words}", flush=True)


def same(what, *values):
    assert len(set(values)) == 1, f"{what}: {values}"
    print(f"{what}: {values[0]}, {len(values)} times")


def tables():
    step("series and events: pandas, polars, DuckDB, from text and from Parquet")
    text, parquet = PLACE / "text", PLACE / "parquet"
    summary = json.loads((text / "summary.json").read_text())
    rows = (text / "series.csv").read_text().count("\n") - 1
    events = (text / "events.jsonl").read_text().count("\n")
    frames = [pandas.read_csv(text / "series.csv"), pandas.read_parquet(parquet / "series.parquet")]
    polar = [polars.read_csv(text / "series.csv"), polars.read_parquet(parquet / "series.parquet")]
    duck = [f"read_csv('{text}/series.csv')", f"read_parquet('{parquet}/series.parquet')"]
    count = [duckdb.sql(f"select count(*) from {table}").fetchall()[0][0] for table in duck]
    same("rows of series", rows, *map(len, frames), *map(len, polar), *count)
    wanted = "scope = 'theatre' and series = 'track_cuts'"
    totals = [int(frame.query(wanted.replace(" = ", " == ")).value.sum()) for frame in frames]
    is_wanted = (polars.col("scope") == "theatre") & (polars.col("series") == "track_cuts")
    totals += [frame.filter(is_wanted)["value"].sum() for frame in polar]
    ask = "select sum(value)::bigint from {} where " + wanted
    totals += [duckdb.sql(ask.format(table)).fetchall()[0][0] for table in duck]
    same("cuts", summary["damage"]["cuts_made"], *totals)
    found = [
        len(pandas.read_json(text / "events.jsonl", lines=True)),
        len(pandas.read_parquet(parquet / "events.parquet")),
        len(polars.read_ndjson(text / "events.jsonl")),
        len(polars.read_parquet(parquet / "events.parquet")),
        duckdb.sql(f"select count(*) from read_json('{text}/events.jsonl')").fetchall()[0][0],
        duckdb.sql(f"select count(*) from read_parquet('{parquet}/events.parquet')").fetchall()[0][0],
    ]
    same("events", events, *found)
    told = polar[0].with_columns(polars.col("date").str.to_date(), polars.col("name").fill_null(""))
    assert told.equals(polar[1]), "series are not the same as text and as Parquet"
    times = polars.read_parquet(parquet / "events.parquet")["time"].dt.strftime("%Y-%m-%d %H:%M:%S")
    assert times.to_list() == polars.read_ndjson(text / "events.jsonl")["time"].to_list()
    for name in ["series", "events"]:
        big = sum(path.stat().st_size for path in text.glob(f"{name}.*"))
        print(f"{name}: {big} bytes as text, {(parquet / f'{name}.parquet').stat().st_size} as Parquet")


def shapes():
    step("network: ogrinfo")
    path = PLACE / "text" / "network.geojson"
    network = json.loads(path.read_text())
    asked = subprocess.run(["ogrinfo", "-ro", "-al", "-so", str(path)], capture_output=True, text=True)
    assert asked.returncode == 0 and "ERROR" not in asked.stderr, asked.stderr
    lines = [line for line in asked.stdout.splitlines() if line.startswith("Feature Count: ")]
    same("features", len(network["features"]), sum(int(line.split(": ")[1]) for line in lines))


def packages():
    step("datapackage.json: frictionless")
    for folder in ["text", "replications", "pairs"]:
        report = frictionless.validate(str(PLACE / folder / "datapackage.json"))
        assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
        print(f"{folder}: {len(report.tasks)} resources are as their fields say")
    series = PLACE / "text" / "series.csv"
    whole = series.read_text()
    series.write_text(whole.replace(",kg,", ",kg,many", 1))
    assert not frictionless.validate(str(PLACE / "text" / "datapackage.json")).valid
    series.write_text(whole)
    print("a text in place of a number is refused")


def schemas():
    step("schemas: jsonschema")
    documents = {
        "text": ["summary.json", "run.json", "network.geojson", "interdict-output.json"],
        "replications": ["spread.json"],
        "pairs": ["comparison.json"],
    }
    names = {"network.geojson": "network", "interdict-output.json": "folder"}
    for folder, files in documents.items():
        for file in files:
            name = names.get(file, file.removesuffix(".json"))
            check(name, json.loads((PLACE / folder / file).read_text()))
    for name, words in {
        "knobs": ["knobs"],
        "dictionary": ["dictionary"],
        "explained": ["explain", "delivered_kg"],
        "listed": ["list", "scenarios/two-routes"],
        "checked": ["check", "scenarios/two-routes"],
    }.items():
        check(name, json.loads(told(*words, "--json")))


def told(*words):
    return subprocess.run([INTERDICT, *words], capture_output=True, text=True, check=True).stdout


def check(name, document):
    schema = json.loads(told("schema", name))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(document)
    for field in schema["required"]:
        broken = copy.deepcopy(document)
        del broken[field]
        assert not validator.is_valid(broken), f"{name} without {field} is let pass"
    print(f"{name}: holds, and without any of {len(schema['required'])} fields it is refused")


tables()
shapes()
packages()
schemas()
print("\nall readers agree")
