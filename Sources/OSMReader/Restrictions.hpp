// Turn restrictions: relations of OpenStreetMap as sequences of links.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/types.hpp>
#include <unordered_map>
#include <vector>

namespace roads {

// A restriction on cars as the file has it: ids of ways, and of a node or of ways between them.
struct Restriction {
  std::vector<osmium::object_id_type> from;
  std::vector<osmium::object_id_type> via_ways;
  std::vector<osmium::object_id_type> to;
  osmium::object_id_type via_node = 0;
  bool has_via_node = false;
  // The only way on, not one that is forbidden.
  bool is_only = false;
};

// What a relation of the type `restriction` is to a car.
enum class Bearing { none, applies, only_at_times };

// Reads a relation; `restriction` is filled where it applies.
Bearing restriction_of(const osmium::Relation &relation, Restriction &restriction);

// The links of a way, in its order.
struct LinkRange {
  size_t first = 0;
  size_t end = 0;
};

// Links by index, with what may be driven along them.
struct Links {
  const std::vector<int32_t> &from;
  const std::vector<int32_t> &to;
  const std::vector<uint8_t> &access;
};

// One rule on links: the one come by, those along, and the last, which is not to be taken or the only one to be.
struct TurnRule {
  std::vector<int32_t> links;
  // The node where the first link ends.
  int32_t node = -1;
  bool is_only = false;
};

// The rules of a restriction; none where its ways do not meet or may not be driven that way, so that it is not known
// what it says. `node_of` gives a node's index or -1.
std::vector<TurnRule> rules_of(const Restriction &restriction,
                               const std::unordered_map<osmium::object_id_type, LinkRange> &ways, const Links &links,
                               const std::function<int32_t(osmium::object_id_type)> &node_of);

}  // namespace roads
