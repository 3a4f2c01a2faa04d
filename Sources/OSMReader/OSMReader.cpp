#include "OSMReader.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <osmium/handler.hpp>
#include <osmium/io/error.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/osm/entity_bits.hpp>
#include <osmium/visitor.hpp>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "Restrictions.hpp"
#include "Tags.hpp"

namespace {

using osmium::object_id_type;

struct Way {
  object_id_type id;
  size_t first_ref;
  size_t ref_count;
  uint8_t road_class;
  roads::Use use;
};

// First pass: the routable ways, their nodes by OSM id, turn restrictions, and a count of what is not represented.
class WayPass : public osmium::handler::Handler {
 public:
  std::vector<Way> ways;
  std::vector<object_id_type> refs;
  std::vector<std::string> class_names;
  int64_t ways_read = 0;
  int64_t ways_closed_to_cars = 0;
  int64_t ways_tolled = 0;
  int64_t ways_of_steps = 0;
  int64_t ferries = 0;
  std::vector<roads::Restriction> restrictions;
  int64_t restrictions_at_times = 0;

  void way(const osmium::Way &way) {
    roads::check(way.tags());
    ++ways_read;
    const roads::Use use = roads::use_of(way.tags());
    if (use.is_closed_to_cars) ++ways_closed_to_cars;
    if (use.is_tolled) ++ways_tolled;
    if (use.is_steps) ++ways_of_steps;
    const char *route = way.tags().get_value_by_key("route");
    if (route && std::strcmp(route, "ferry") == 0) ++ferries;
    if (use.access == 0 || way.nodes().size() < 2) return;
    ways.push_back({way.id(), refs.size(), way.nodes().size(), class_of(way.tags().get_value_by_key("highway")), use});
    for (const auto &node : way.nodes()) refs.push_back(node.ref());
  }

  void relation(const osmium::Relation &relation) {
    roads::check(relation.tags());
    roads::Restriction restriction;
    switch (roads::restriction_of(relation, restriction)) {
      case roads::Bearing::none: break;
      case roads::Bearing::applies: restrictions.push_back(std::move(restriction)); break;
      case roads::Bearing::only_at_times: ++restrictions_at_times; break;
    }
  }

 private:
  std::map<std::string, uint8_t> classes_;

  uint8_t class_of(const char *name) {
    const auto found = classes_.find(name);
    if (found != classes_.end()) return found->second;
    const auto index = static_cast<uint8_t>(class_names.size());
    class_names.emplace_back(name);
    return classes_[name] = index;
  }
};

// Second pass: where the nodes are, and whom they stop.
class NodePass : public osmium::handler::Handler {
 public:
  explicit NodePass(const std::vector<object_id_type> &ids)
      : ids_(ids), longitude(ids.size()), latitude(ids.size()), barrier(ids.size()) {
    found.assign(ids.size(), false);
  }

  void node(const osmium::Node &node) {
    const auto position = std::lower_bound(ids_.begin(), ids_.end(), node.id());
    if (position == ids_.end() || *position != node.id() || !node.location().valid()) return;
    const size_t index = static_cast<size_t>(position - ids_.begin());
    longitude[index] = node.location().lon_without_check();
    latitude[index] = node.location().lat_without_check();
    roads::check(node.tags());
    barrier[index] = roads::barrier_of(node.tags());
    found[index] = true;
  }

 private:
  const std::vector<object_id_type> &ids_;

 public:
  std::vector<double> longitude;
  std::vector<double> latitude;
  std::vector<uint8_t> barrier;
  std::vector<bool> found;
};

// The arrays that the C structure points into.
struct Storage {
  osm_roads roads{};
  std::vector<double> longitude;
  std::vector<double> latitude;
  std::vector<uint8_t> barrier;
  std::vector<int32_t> from;
  std::vector<int32_t> to;
  std::vector<uint8_t> road_class;
  std::vector<uint8_t> speed_kmh;
  std::vector<uint8_t> access;
  std::vector<std::string> class_names;
  std::vector<const char *> class_pointers;
  std::vector<int32_t> turn_first{0};
  std::vector<int32_t> turn_links;
  std::vector<int32_t> turn_node;
  std::vector<uint8_t> turn_is_only;

  void add(const roads::TurnRule &rule) {
    turn_links.insert(turn_links.end(), rule.links.begin(), rule.links.end());
    turn_first.push_back(static_cast<int32_t>(turn_links.size()));
    turn_node.push_back(rule.node);
    turn_is_only.push_back(rule.is_only);
  }

  void publish() {
    roads.node_count = static_cast<int64_t>(longitude.size());
    roads.longitude = longitude.data();
    roads.latitude = latitude.data();
    roads.barrier = barrier.data();
    roads.link_count = static_cast<int64_t>(from.size());
    roads.from = from.data();
    roads.to = to.data();
    roads.road_class = road_class.data();
    roads.speed_kmh = speed_kmh.data();
    roads.access = access.data();
    for (const auto &name : class_names) class_pointers.push_back(name.c_str());
    roads.class_count = static_cast<int32_t>(class_pointers.size());
    roads.class_names = class_pointers.data();
    roads.turn_count = static_cast<int64_t>(turn_node.size());
    roads.turn_first = turn_first.data();
    roads.turn_links = turn_links.data();
    roads.turn_node = turn_node.data();
    roads.turn_is_only = turn_is_only.data();
  }
};

void read_ways(const std::string &path, WayPass &pass) {
  osmium::io::Reader reader{osmium::io::File{path, "pbf"},
                            osmium::osm_entity_bits::way | osmium::osm_entity_bits::relation};
  osmium::apply(reader, pass);
  reader.close();
}

void read_nodes(const std::string &path, NodePass &pass) {
  osmium::io::Reader reader{osmium::io::File{path, "pbf"}, osmium::osm_entity_bits::node};
  osmium::apply(reader, pass);
  reader.close();
}

std::unique_ptr<Storage> read(const std::string &path) {
  WayPass ways;
  read_ways(path, ways);

  std::vector<object_id_type> ids = ways.refs;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (ids.size() > static_cast<size_t>(std::numeric_limits<int32_t>::max())) {
    throw std::length_error{"more road nodes than 32-bit indices hold"};
  }
  NodePass nodes{ids};
  read_nodes(path, nodes);

  auto storage = std::make_unique<Storage>();
  // Nodes outside the extract are left out, and the way is broken there.
  std::vector<int32_t> dense(ids.size(), -1);
  for (size_t index = 0; index < ids.size(); ++index) {
    if (!nodes.found[index]) {
      ++storage->roads.missing_nodes;
      continue;
    }
    dense[index] = static_cast<int32_t>(storage->longitude.size());
    storage->longitude.push_back(nodes.longitude[index]);
    storage->latitude.push_back(nodes.latitude[index]);
    storage->barrier.push_back(nodes.barrier[index]);
  }
  const auto node_of = [&](object_id_type id) {
    const auto position = std::lower_bound(ids.begin(), ids.end(), id);
    return position == ids.end() || *position != id ? -1 : dense[static_cast<size_t>(position - ids.begin())];
  };
  std::unordered_map<object_id_type, roads::LinkRange> links_of_way;
  for (const Way &way : ways.ways) {
    const size_t first_link = storage->from.size();
    int32_t previous = node_of(ways.refs[way.first_ref]);
    for (size_t offset = 1; offset < way.ref_count; ++offset) {
      const int32_t next = node_of(ways.refs[way.first_ref + offset]);
      if (previous >= 0 && next >= 0 && previous != next) {
        storage->from.push_back(previous);
        storage->to.push_back(next);
        storage->road_class.push_back(way.road_class);
        storage->speed_kmh.push_back(way.use.speed_kmh);
        storage->access.push_back(way.use.access);
      }
      previous = next;
    }
    if (!ways.restrictions.empty()) links_of_way[way.id] = {first_link, storage->from.size()};
  }
  for (const auto &restriction : ways.restrictions) {
    const auto rules =
        roads::rules_of(restriction, links_of_way, {storage->from, storage->to, storage->access}, node_of);
    ++(rules.empty() ? storage->roads.restrictions_unclear : storage->roads.restrictions_used);
    for (const auto &rule : rules) storage->add(rule);
  }
  storage->class_names = std::move(ways.class_names);
  storage->roads.ways_read = ways.ways_read;
  storage->roads.ways_used = static_cast<int64_t>(ways.ways.size());
  storage->roads.ways_closed_to_cars = ways.ways_closed_to_cars;
  storage->roads.ways_tolled = ways.ways_tolled;
  storage->roads.ways_of_steps = ways.ways_of_steps;
  storage->roads.ferries = ways.ferries;
  storage->roads.restrictions_at_times = ways.restrictions_at_times;
  storage->publish();
  return storage;
}

// Whether the file starts as every PBF does: a four-byte length, then a blob header of type OSMHeader.
bool starts_as_pbf(const std::string &path) {
  std::ifstream file{path, std::ios::binary};
  char head[15] = {};
  file.read(head, sizeof head);
  return file.gcount() == sizeof head && std::memcmp(head + 6, "OSMHeader", 9) == 0;
}

osm_status fail(osm_status status, const char *text, char **message) {
  if (message) *message = strdup(text);
  return status;
}

}  // namespace

osm_status osm_roads_read(const char *path, const osm_roads **roads, char **message) {
  *roads = nullptr;
  if (message) *message = nullptr;
  try {
    if (!std::ifstream{path, std::ios::binary}.good()) return fail(osm_unreadable, "cannot be opened", message);
    if (!starts_as_pbf(path)) return fail(osm_not_pbf, "does not start as a PBF file", message);
    std::unique_ptr<Storage> storage = read(path);
    // `roads` is the first member and the storage outlives it until `osm_roads_free`.
    *roads = &storage.release()->roads;
    return osm_fine;
  } catch (const osmium::io_error &error) {
    return fail(osm_damaged, error.what(), message);
  } catch (const protozero::exception &error) {
    return fail(osm_damaged, error.what(), message);
  } catch (const std::exception &error) {
    return fail(osm_failed, error.what(), message);
  } catch (...) {
    return fail(osm_failed, "unknown failure", message);
  }
}

void osm_roads_free(const osm_roads *roads) {
  static_assert(offsetof(Storage, roads) == 0, "the storage is found from its first member");
  delete reinterpret_cast<Storage *>(const_cast<osm_roads *>(roads));
}

void osm_message_free(char *message) { free(message); }
