/// The files of the tiny study, as a person would write them.
let tinyStudyFiles: [(name: String, text: String)] = [
  ("study.yaml", studyFile), ("areas.csv", areas), ("residences.csv", residences), ("pupils.csv", pupils),
  ("settings.csv", settings), ("provision.csv", provision), ("caseload.csv", caseload), ("history.csv", history),
  ("contracts.csv", contracts), ("road_nodes.csv", roadNodes), ("road_links.csv", roadLinks),
  ("proposals/east-base.yaml", proposal), ("assumptions.yaml", assumptions),
]

private let studyFile = """
  name: Tiny
  la_code: "999"
  la_name: Tinyshire
  base_year: 2025/26
  horizon_years: 3
  draws: 4
  seed: 7
  assumptions: [assumptions.yaml]
  excessive_travel_minutes: {primary: 45, secondary: 75}
  disclosure_threshold: 5
  options:
    - id: plan-a
      name: Plan A
      proposals: [east-base]

  """

private let areas = """
  area_id,name,phase,rural_urban,geometry
  west,West,all,rural,"POLYGON ((440000 195000, 450000 195000, 450000 205000, 440000 205000, 440000 195000))"
  east,East,all,urban,"POLYGON ((450000 195000, 460000 195000, 460000 205000, 450000 205000, 450000 195000))"

  """

private let residences = """
  residence_id,area_id,easting_m,northing_m,weight_0_4,weight_5_10,weight_11_15,weight_16_25,point_kind
  r1,west,442000,200500,100,120,110,150,synthetic
  r2,west,447000,199500,80,90,100,120,synthetic
  r3,east,452000,200500,150,170,160,200,synthetic
  r4,east,458000,199500,60,80,70,90,synthetic

  """

/// 30 pupils a year group in each area, counted to the base year and forecast after it.
private let pupils =
  "area_id,year,nc_year,pupils,basis\n"
  + (2022...2028).map { start in
    ["west", "east"].map { area in
      (-4...21).map { ncYear in
        "\(area),\(start)/\(start + 1 - 2000),\(ncYear),30,\(start <= 2025 ? "actual" : "forecast")\n"
      }.joined()
    }.joined()
  }.joined()

private let settings = """
  setting_id,urn,name,type_code,la_code,responsible_body,easting_m,northing_m,net_capacity_places,roll,roll_forecast,in_area,bell_start,bell_end
  s1,100001,Westfield School,1,999,maintained,445000,200000,900,800,780,true,08:50,15:20
  s2,100002,Eastfield Special School,7,999,maintained,455000,200000,,12,,true,09:00,15:15
  s3,100003,Farside School,10,998,independent,479000,200000,,,,false,09:00,15:15

  """

private let provision = """
  provision_id,setting_id,kind,needs,nc_year_low,nc_year_high,year_from,places,over_places,annual_cost_pence,cost_basis,transfer_nc_years
  s1-mainstream,s1,mainstream,all,-1,13,,,,,,
  s1-base,s1,specialist_base,ASD;SLCN,0,11,,6,0,2000000,place_and_top_up,7
  s1-support,s1,support_base,SEMH;MLD,0,11,2026/27,4,0,1500000,place_and_top_up,
  s2-special,s2,special,SLD;PMLD;ASD,-1,14,,10,2,2600000,place_and_top_up,12
  s3-independent,s3,independent_special,all,0,14,,8,0,6300000,full_fee,12
  s3-post16,s3,specialist_post16,all,12,21,,5,0,3600000,full_fee,

  """

private let caseload = """
  child_id,nc_year,need,band,easting_m,northing_m,provision_id,kind,year_from,transported,wheelchair,assistant,alone,not_with,residential,directed,low_income
  c1,1,SLCN,1,442000,200500,s1-mainstream,mainstream,2024/25,false,false,false,false,,false,false,false
  c2,3,ASD,2,447000,199500,s1-base,specialist_base,2023/24,true,false,true,false,,false,false,true
  c3,6,ASD,2,451000,200100,s1-base,specialist_base,2022/23,true,false,false,false,,false,false,false
  c4,8,SLD,3,452000,200500,s2-special,special,2020/21,true,true,true,false,,false,false,false
  c5,9,PMLD,4,444000,201000,s2-special,special,2019/20,true,true,true,true,,false,false,false
  c6,10,SEMH,4,458000,199500,s3-independent,independent_special,2023/24,true,false,true,false,c7,false,false,false
  c7,5,ASD,3,453000,199000,s3-independent,independent_special,2024/25,true,false,false,false,c6,false,true,false
  c8,12,MLD,1,446000,200200,,mainstream,2025/26,unknown,false,false,false,,false,false,false

  """

private let history = """
  la_code,year,nc_year,need,kind,stock,new,ceased,moved_in,moved_out
  999,2022/23,all,all,all,5,,,,
  999,2023/24,all,all,all,6,2,1,0,0
  999,2024/25,all,all,all,7,2,1,1,1
  999,2025/26,all,all,all,8,,,,

  """

private let contracts = """
  route_id,setting_id,vehicle,seats,children,miles_per_day,price_per_day_pence,days,start,end,notice_weeks
  t1,s1,taxi,4,2,14.5,9000,190,2025-09-01,2026-07-20,4
  t2,s2,minibus,8,2,22,15500,190,2025-09-01,2026-07-20,4
  t3,s3,taxi,4,1,66,21000,190,2025-09-01,2026-07-20,4

  """

private let roadNodes = """
  node_id,easting_m,northing_m
  n1,441000,200000
  n2,445000,200000
  n3,450000,200000
  n4,455000,200000
  n5,459000,200000
  n6,480000,200000

  """

private let roadLinks = """
  from,to,length_m,class,one_way,speed_kmh,walk
  n1,n2,4200,b_road,false,80,true
  n2,n3,5200,a_road,false,96,true
  n3,n4,5200,a_road,false,96,true
  n4,n5,4200,b_road,false,80,true
  n5,n6,21500,a_road,false,96,true

  """

private let proposal = """
  id: east-base
  name: Inclusion base in East
  kind: new_base
  site: {name: Eastgate Academy, easting_m: 456000, northing_m: 200200}
  provisions:
    - kind: specialist_base
      needs: [ASD, SEMH, SLCN]
      nc_year_low: 0
      nc_year_high: 11
      places: {2026/27: 4, 2028/29: 8}
      annual_cost_pence: 2000000
  capital:
    profile_pence: {2025-26: 10000000, 2026-27: 20000000}
    price_base: 2025 Q4
    optimism_bias_percent: 10
    funding: high needs provision capital
  decisions: {consent: 2025-11-01, statutory: 2026-02-01, place_change: 2026-03-01, naming: 2026-02-10}
  premises: {surplus_places: 30, area_m2: 120}
  engagement: Parents were asked in spring 2025.
  mitigations: [Staff in post by Easter]
  illustrative: true

  """

private let assumptions = """
  - id: transport.cost_pa_day
    value: 75
    unit: GBP per day
    low: 60
    high: 90
    date: 2026
    status: illustrative
    source: made for the tiny study
    owner: tests
    note: null

  """
