#include "Tags.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
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
                                         "emergency", "military", "bus",          "psv",      "official"};

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
  const string_view oneway = value_of(tags, "oneway");
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

uint8_t walk_access(const osmium::TagList &tags, string_view highway) {
  const string_view foot = value_of(tags, "foot");
  if (is_closed(foot)) return 0;
  if (is_one_of(highway, walkable_when_tagged)) {
    const string_view sidewalk = most_specific(tags, {"sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right"});
    const bool has_sidewalk = !sidewalk.empty() && sidewalk != "no" && sidewalk != "none";
    return is_open(foot) || has_sidewalk ? osm_walk : 0;
  }
  if (!is_one_of(highway, walkable_classes)) return 0;
  return is_open(foot) || !is_closed(value_of(tags, "access")) ? osm_walk : 0;
}

}  // namespace

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
  use.access |= walk_access(tags, highway);
  use.speed_kmh = speed_kmh(tags.get_value_by_key("maxspeed"));
  return use;
}

}  // namespace roads
