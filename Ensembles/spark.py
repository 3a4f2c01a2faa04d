#!/usr/bin/env python3
"""Makes a run of placeplan on Apache Spark: the draws in shares on its executors, one run gathered from them here.

    spark-submit Ensembles/spark.py STUDY OUTPUT [--shares N] [--master URL] [--placeplan PROGRAM] [--bundle FILE]
                                    [--draws N] [--years N] [--seed N] [--share-draws N] [--option ID]...

The study is packed without names into a bundle, which Spark hands to every executor; each share of the draws is piped
through `placeplan worker`, tried again where it fails, and the lines are gathered into OUTPUT, which holds the same bytes
as a run on one machine whatever the number of shares. PROGRAM (default: placeplan on the path) must be on every executor,
at the same place and of the same version, with Models beside it or PLACEPLAN_MODELS set; so is it on Databricks by an
init script. --bundle FILE is a path that every executor sees, such as a mounted volume, in place of Spark's own files.
"""
import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile

from pyspark import SparkConf, SparkContext, SparkFiles, StorageLevel


def orders(draws, shares, given):
    """One order a share, of as nearly equal length as can be."""
    ends = [draws * index // shares for index in range(shares + 1)]
    return [{**given, "from": start, "count": end - start} for start, end in zip(ends, ends[1:]) if end > start]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("study")
    parser.add_argument("output")
    parser.add_argument("--shares", type=int, default=0, help="parts of the draws; 0: twice Spark's default parallelism")
    parser.add_argument("--master")
    parser.add_argument("--placeplan", default="placeplan")
    parser.add_argument("--bundle")
    parser.add_argument("--draws", type=int)
    parser.add_argument("--years", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--share-draws", type=int)
    parser.add_argument("--option", action="append", default=[])
    options = parser.parse_args()

    flags = []
    for name in ("draws", "years", "seed", "share_draws"):
        value = getattr(options, name)
        if value is not None:
            flags += ["--" + name.replace("_", "-"), str(value)]
    given = {name: getattr(options, name) for name in ("draws", "years", "seed", "share_draws")
             if getattr(options, name) is not None}
    if options.option:
        given["options"] = options.option
        flags += [part for option in options.option for part in ("--option", option)]

    configuration = SparkConf().setAppName("placeplan")
    if options.master:
        configuration.setMaster(options.master)
    context = SparkContext(conf=configuration)
    with tempfile.TemporaryDirectory() as folder:
        bundle = options.bundle or os.path.join(folder, "study.bundle")
        packed = json.loads(subprocess.run(
            [options.placeplan, "bundle", options.study, "--output", bundle, "--json"], check=True,
            stdout=subprocess.PIPE).stdout)
        if not options.bundle:
            context.addFile(bundle)
        work = orders(options.draws or packed["draws"], options.shares or 2 * context.defaultParallelism, given)
        # Where Spark put the file differs from executor to executor, so each order is written out there.
        shared = options.bundle
        written = context.parallelize(work, len(work)).map(
            lambda order: json.dumps({**order, "study": shared or SparkFiles.get("study.bundle")}))
        environment = {name: value for name, value in os.environ.items() if name.startswith("PLACEPLAN_")}
        drawn = written.pipe(f"{shlex.quote(options.placeplan)} worker --jobs 1", env=environment, checkCode=True)
        # All shares at once, kept on the executors' disks; then a share at a time comes here, so that the driver never
        # holds them all.
        drawn.persist(StorageLevel.DISK_ONLY).count()
        lines = os.path.join(folder, "draws.jsonl")
        with open(lines, "w") as file:
            for line in drawn.toLocalIterator():
                file.write(line + "\n")
        context.stop()
        sys.exit(subprocess.run([options.placeplan, "assess", options.study, "--output", options.output,
                                 "--gather", lines, *flags]).returncode)


if __name__ == "__main__":
    main()
