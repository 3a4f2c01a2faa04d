#!/usr/bin/env python3
"""Writes a made-up SEN2 person-level export (COLLECT blades) of Rutland whose January 2025 stock is the published one.

    rutland_blades.py SHARED_DATA OUTPUT

Plans by single year of age and placement are as DfE published them; every child, name, number, date of birth, postcode and
school is made up here. Two plans more than the stock are in it, one no longer needed and one transferred to another authority
before the census, which an import must leave out. Standard library only; the same inputs give the same bytes.
"""
import collections
import csv
import datetime
import pathlib
import sys

from authority_study import KIND, NEEDS, rows, spread, whole

LA, ONS = "857", "E06000017"
EXPORT = "03-03-2025"
CENSUS = datetime.date(2025, 1, 16)
SETTING = {"ehe": "EHE", "eotas": "OLA", "early_years": "EYP"}
COLUMNS = {
    "sen2": "sen2tableid NativeId sen2orderseqcolumn sourceid collection year referencedate sourcelevel lea",
    "person": "persontableid NativeId personorderseqcolumn sourceid sen2tableid surname forename personbirthdate sex ethnicity"
              " postcode upn uniquelearnernumber upnunknown",
    "requests": "requeststableid NativeId requestsorderseqcolumn sourceid persontableid receiveddate requestsource rya"
                " requestoutcomedate requestoutcome requestmediation requesttribunal exported",
    "assessment": "assessmenttableid NativeId assessmentorderseqcolumn sourceid requeststableid assessmentoutcome"
                  " assessmentoutcomedate assessmentmediation assessmenttribunal othermediation othertribunal week20",
    "namedplan": "namedplantableid NativeId namedplanorderseqcolumn sourceid assessmenttableid startdate planres planwbp pb oa dp"
                 " ceasedate ceasereason",
    "plandetail": "plandetailtableid NativeId plandetailorderseqcolumn sourceid namedplantableid urn ukprn sensetting"
                  " sensettingother placementrank senunitindicator resourcedprovisionindicator",
    "activeplans": "activeplanstableid NativeId activeplansorderseqcolumn sourceid requeststableid transferla res wbp"
                   " reviewmeeting reviewoutcome lastreview",
    "placementdetail": "placementdetailtableid NativeId placementdetailorderseqcolumn sourceid activeplanstableid urn ukprn"
                       " sensetting sensettingother placementrank entrydate leavingdate senunitindicator"
                       " resourcedprovisionindicator",
    "senneed": "senneedtableid NativeId senneedorderseqcolumn sourceid activeplanstableid sentype sentyperank",
}


def stamp(date):
    return date.strftime("%Y-%b-%d 00:00:00")


def main(data, out):
    out.mkdir(parents=True, exist_ok=True)
    stock = collections.Counter()
    for r in rows(data / "sen2/caseload.csv.gz"):
        if r["old_la_code"] == LA and r["time_period"] == "202425" and r["breakdown_topic"] == "Child or young persons age":
            for column, kind in KIND.items():
                stock[(int(r["breakdown"].split()[1]), column, kind)] += whole(r.get(column, "0"))
    postcodes = [r["postcode"] for r in rows(data / "geography/postcodes_rutland.csv.gz") if r["district"] == ONS]
    schools = [r for r in rows(data / "schools/england_schools_2022-23_ehcp_easting_northing.csv.gz")
               if r["easting"] and not r["close_date"]]

    def away(r):
        return ((float(r["easting"]) - 490000) ** 2 + (float(r["northing"]) - 308000) ** 2) ** 0.5

    def near(kind, count, own=False):
        found = [r["URN"] for r in sorted((r for r in schools if r["school_type_2023"] == kind), key=away)
                 if not own or r["la_code"].split(".")[0] == LA]
        return found[:count]
    primary, secondary = near("State-funded primary", 18, own=True), near("State-funded secondary", 4, own=True)
    hosts = {"mainstream": (primary, secondary), "specialist_base": (primary[:3], secondary[:2]),
             "special": (near("State-funded special school", 8),) * 2, "nmss": (near("Non-maintained special school", 2),) * 2,
             "ap": (near("State-funded AP school", 1),) * 2, "independent_mainstream": (near("Independent school", 5),) * 2,
             "independent_special": ([r["URN"] for r in sorted(schools, key=away) if r["school_type_2023"] == "Independent school"
                                      and whole(r["ehcp_pupils_2023"] if r["ehcp_pupils_2023"].isdigit() else "0")
                                      > 0.8 * whole(r["pupils_2023"] if r["pupils_2023"].isdigit() else "0") > 0][:5],) * 2}
    tables = {name: [] for name in COLUMNS}
    tables["sen2"].append(["1", "1", "1", "L", "SEN2", "2025", stamp(CENSUS), "L", LA])
    needs = spread([30, 2, 12, 1, 2, 4, 1, 20, 22, 3, 3, 1], 10 ** 6)
    serial = collections.Counter()

    def plan(age, column, kind, ceased=""):
        serial["all"] += 1
        n = serial["all"]
        born = datetime.date(2024 - age, 8, 31) - datetime.timedelta(days=n * 37 % 365)
        tables["person"].append([
            f"P{n}", f"N{n}", n, "L", "1", f"Surname{n}", f"Forename{n}", stamp(born), "FM"[n % 2], "WBRI",
            postcodes[n * 97 % len(postcodes)], f"A{10 ** 9 + n:011d}B", "", ""])
        tables["requests"].append([f"R{n}", f"N{n}", n, "L", f"P{n}", stamp(CENSUS - datetime.timedelta(days=600 + n)), "8",
                                   "false", stamp(CENSUS - datetime.timedelta(days=560 + n)), "Y", "false", "false", ""])
        tables["assessment"].append([f"A{n}", f"N{n}", n, "L", f"R{n}", "Y", stamp(CENSUS - datetime.timedelta(days=480 + n)),
                                     "false", "false", "false", "false", "false"])
        start = CENSUS - datetime.timedelta(days=460 + n)
        tables["namedplan"].append([f"NP{n}", f"N{n}", n, "L", f"A{n}", stamp(start), "", "", "false", "", "false",
                                    stamp(datetime.date(2024, 7, 19)) if ceased else "", ceased])
        tables["activeplans"].append([f"AP{n}", f"N{n}", n, "L", f"R{n}", "318" if n % 50 == 0 else "",
                                      "", "", "", "", ""])
        tables["senneed"].append([f"SN{n}", f"N{n}", n, "L", f"AP{n}", NEEDS[next(needs)], 1])
        if n % 5 == 0:
            tables["senneed"].append([f"SN{n}b", f"N{n}", n, "L", f"AP{n}", "SLCN", 2])
        urn = ukprn = setting = unit = resourced = ""
        if kind in hosts and hosts[kind][age >= 11]:
            choice = hosts[kind][age >= 11]
            serial[kind, age >= 11] += 1
            urn = choice[serial[kind, age >= 11] % len(choice)]
            unit, resourced = ("1" if "senunit" in column else "0"), ("1" if "resourced" in column else "0")
        elif kind in ("fe", "specialist_post16"):
            ukprn = "10004721" if kind == "fe" else "10009439"
        elif kind != "not_recorded":
            setting = SETTING.get(kind, "OPA" if column == "other_arrangements_parents" else "NEET" if "neet" in column else "OTH")
        if kind != "not_recorded":
            entry = max(start, datetime.date(2023, 9, 1))
            tables["placementdetail"].append([f"PD{n}", f"N{n}", n, "L", f"AP{n}", urn, ukprn, setting, "", 1, stamp(entry), "",
                                              unit, resourced])
            tables["plandetail"].append([f"PL{n}", f"N{n}", n, "L", f"NP{n}", urn, ukprn, setting, "", 1, unit, resourced])

    for (age, column, kind) in sorted(stock):
        for _ in range(stock[(age, column, kind)]):
            plan(age, column, kind)
    plan(12, "mainstream_academy", "mainstream", ceased="2")
    plan(8, "mainstream_academy", "mainstream", ceased="5")
    for name, header in COLUMNS.items():
        with open(out / f"Blade-Export_{EXPORT}_{name}.csv", "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\r\n")
            table.writerow(header.split())
            table.writerows(tables[name])
    print(f"{sum(stock.values())} plans at the census, 2 that ended before it")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*map(pathlib.Path, sys.argv[1:]))
