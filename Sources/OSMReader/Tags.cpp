#include "Tags.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <osmium/io/error.hpp>
#include <string_view>

#include "OSMReader.h"

namespace roads {

namespace {

using std::string_view;

template <size_t N>
bool is_one_of(string_view value, const string_view (&list)[N]) {
  return std::find(std::begin(list), std::end(list), value) != std::end(list);
}

string_view value_of(const osmium::TagList &tags, const char *key) {
  const char *value = tags.get_value_by_key(key);
  return value ? string_view{value} : string_view{};
}

constexpr string_view drivable_classes[] = {
    "motorway",     "motorway_link", "trunk",         "trunk_link", "primary",       "primary_link", "secondary",
    "secondary_link", "tertiary",    "tertiary_link", "unclassified", "residential", "living_street", "service",
    "road"};

// Open to people on foot by default. Trunk roads are not in the list: lawful to walk along, rarely fit to.
constexpr string_view walkable_classes[] = {
    "primary",      "primary_link", "secondary",     "secondary_link", "tertiary", "tertiary_link", "unclassified",
    "residential",  "living_street", "service",      "road",           "footway",  "path",          "pedestrian",
    "bridleway",    "track",        "cycleway"};

// Walkable only where a tag says so.
constexpr string_view walkable_when_tagged[] = {"trunk", "trunk_link"};

constexpr string_view closed_values[] = {"no",        "private",  "agricultural", "forestry", "agricultural;forestry",
                                         "emergency", "military", "bus",          "psv",      "official",
                                         "use_sidepath"};

// What a car passes at a gap or by opening it; any other barrier stops it unless a tag says otherwise.
constexpr string_view barriers_for_cars[] = {"gate",       "lift_gate", "swing_gate", "sliding_gate", "cattle_grid",
                                             "toll_booth", "entrance",  "border_control", "height_restrictor",
                                             "sally_port", "kerb",      "no"};

// Rights of way in England and Wales by law, whoever owns the land.
constexpr string_view rights_of_way[] = {"public_footpath", "public_bridleway", "restricted_byway",
                                         "byway_open_to_all_traffic"};

constexpr string_view open_values[] = {"yes", "designated", "permissive", "destination", "customers", "public"};

bool is_closed(string_view value) { return is_one_of(value, closed_values); }
bool is_open(string_view value) { return is_one_of(value, open_values); }

// The most specific access tag present decides.
template <size_t N>
string_view most_specific(const osmium::TagList &tags, const char *const (&keys)[N]) {
  for (const char *key : keys) {
    if (const char *value = tags.get_value_by_key(key)) return value;
  }
  return {};
}

uint8_t drive_directions(const osmium::TagList &tags, string_view highway) {
  const string_view oneway = most_specific(tags, {"oneway:motorcar", "oneway:motor_vehicle", "oneway"});
  // Open one way at some hours and the other at others.
  if (oneway == "reversible") return 0;
  if (oneway == "yes" || oneway == "true" || oneway == "1") return osm_drive_forward;
  if (oneway == "-1" || oneway == "reverse") return osm_drive_backward;
  if (oneway == "no" || oneway == "false" || oneway == "0") return osm_drive_forward | osm_drive_backward;
  const string_view junction = value_of(tags, "junction");
  if (junction == "roundabout" || junction == "circular" || highway == "motorway") return osm_drive_forward;
  return osm_drive_forward | osm_drive_backward;
}

uint8_t drive_access(const osmium::TagList &tags, string_view highway, bool &is_closed_to_cars) {
  if (!is_one_of(highway, drivable_classes) || value_of(tags, "area") == "yes") return 0;
  const string_view access = most_specific(tags, {"motorcar", "motor_vehicle", "vehicle", "access"});
  if (is_closed(access)) {
    is_closed_to_cars = true;
    return 0;
  }
  return drive_directions(tags, highway);
}

bool has_ramp(const osmium::TagList &tags) {
  for (const char *key : {"ramp", "ramp:wheelchair", "ramp:stroller"}) {
    const string_view ramp = value_of(tags, key);
    if (!ramp.empty() && ramp != "no") return true;
  }
  return false;
}

uint8_t walk_access(const osmium::TagList &tags, string_view highway, bool &is_steps) {
  const string_view foot = value_of(tags, "foot");
  if (is_closed(foot)) return 0;
  const bool is_open_to_all = is_open(foot) || !is_closed(value_of(tags, "access"));
  if (highway == "steps") {
    is_steps = !has_ramp(tags);
    return is_open_to_all && !is_steps ? osm_walk : 0;
  }
  if (value_of(tags, "motorroad") == "yes") return 0;
  if (is_one_of(highway, walkable_when_tagged)) {
    const string_view sidewalk = most_specific(tags, {"sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right"});
    const bool has_sidewalk = !sidewalk.empty() && sidewalk != "no" && sidewalk != "none";
    return is_open(foot) || has_sidewalk ? osm_walk : 0;
  }
  if (!is_one_of(highway, walkable_classes)) return 0;
  return is_open_to_all || is_one_of(value_of(tags, "designation"), rights_of_way) ? osm_walk : 0;
}

}  // namespace

void check(const osmium::TagList &tags) {
  const unsigned char *begin = tags.data() + sizeof(osmium::TagList);
  const unsigned char *end = tags.data() + tags.byte_size();
  if (std::count(begin, end, 0) % 2 != 0) throw osmium::io_error{"a text of a tag holds a zero byte"};
}

uint8_t speed_kmh(const char *value) {
  if (!value) return 0;
  const string_view text{value};
  constexpr double kmh_per_mph = 1.609344;
  double kmh = 0;
  if (text == "GB:nsl_single") {
    kmh = 60 * kmh_per_mph;
  } else if (text == "GB:nsl_dual" || text == "GB:motorway") {
    kmh = 70 * kmh_per_mph;
  } else if (text == "GB:nsl_restricted") {
    kmh = 30 * kmh_per_mph;
  } else {
    char *end = nullptr;
    kmh = std::strtod(value, &end);
    if (end == value || !std::isfinite(kmh)) return 0;
    while (*end == ' ') ++end;
    if (std::strncmp(end, "mph", 3) == 0) kmh *= kmh_per_mph;
  }
  return kmh >= 1 && kmh <= 200 ? static_cast<uint8_t>(std::lround(kmh)) : 0;
}

Use use_of(const osmium::TagList &tags) {
  Use use;
  const string_view highway = value_of(tags, "highway");
  if (highway.empty()) return use;
  use.access = drive_access(tags, highway, use.is_closed_to_cars);
  use.is_tolled = use.access != 0 && most_specific(tags, {"toll:motorcar", "toll:motor_vehicle", "toll"}) == "yes";
  use.access |= walk_access(tags, highway, use.is_steps);
  use.speed_kmh = speed_kmh(tags.get_value_by_key("maxspeed"));
  return use;
}

uint8_t barrier_of(const osmium::TagList &tags) {
  const string_view barrier = value_of(tags, "barrier");
  if (barrier.empty()) return 0;
  const string_view car = most_specific(tags, {"motorcar", "motor_vehicle", "vehicle", "access"});
  const string_view foot = most_specific(tags, {"foot", "access"});
  uint8_t stopped = 0;
  if (is_closed(car) || (!is_open(car) && !is_one_of(barrier, barriers_for_cars))) stopped |= osm_stops_cars;
  if (is_closed(foot)) stopped |= osm_stops_walkers;
  return stopped;
}

bool lists(const char *list, const char *word) {
  string_view rest = list ? string_view{list} : string_view{};
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(';'), rest.size());
    string_view item = rest.substr(0, end);
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
    if (item == word) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

}  // namespace roads
