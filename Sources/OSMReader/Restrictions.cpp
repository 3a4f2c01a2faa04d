#include "Restrictions.hpp"

#include <cstring>
#include <string_view>

#include "OSMReader.h"
#include "Tags.hpp"

namespace roads {

namespace {

using osmium::object_id_type;
using std::string_view;

// More pairs of ways than any junction has: such a relation is damage.
constexpr size_t most_pairs = 64;

bool may_drive(const Links &links, size_t link, bool forward) {
  return links.access[link] & (forward ? osm_drive_forward : osm_drive_backward);
}

// The one link of a way by which a car reaches a node, or leaves it; -1 where there is none or more than one.
int32_t only_link(const Links &links, LinkRange range, int32_t node, bool leaves) {
  int32_t found = -1;
  for (size_t link = range.first; link < range.end; ++link) {
    const bool starts_here = links.from[link] == node;
    if (!starts_here && links.to[link] != node) continue;
    if (!may_drive(links, link, starts_here == leaves)) continue;
    if (found >= 0) return -1;
    found = static_cast<int32_t>(link);
  }
  return found;
}

// Goes along a whole way from one of its ends; false where `node` is no end of it or a car may not.
bool follow(const Links &links, LinkRange range, int32_t &node, std::vector<int32_t> &path) {
  const bool forward = links.from[range.first] == node;
  if (!forward && links.to[range.end - 1] != node) return false;
  for (size_t step = 0; step < range.end - range.first; ++step) {
    const size_t link = forward ? range.first + step : range.end - 1 - step;
    if ((forward ? links.from[link] : links.to[link]) != node || !may_drive(links, link, forward)) return false;
    path.push_back(static_cast<int32_t>(link));
    node = forward ? links.to[link] : links.from[link];
  }
  return true;
}

// The rule from one way to another over a path of links that begins and ends at these nodes.
bool add_rule(const Links &links, LinkRange from, LinkRange to, int32_t first_node, int32_t last_node,
              const std::vector<int32_t> &path, bool is_only, std::vector<TurnRule> &rules) {
  const int32_t arrival = only_link(links, from, first_node, false);
  const int32_t exit = only_link(links, to, last_node, true);
  if (arrival < 0 || exit < 0) return false;
  TurnRule rule;
  rule.links.push_back(arrival);
  rule.links.insert(rule.links.end(), path.begin(), path.end());
  rule.links.push_back(exit);
  rule.node = first_node;
  rule.is_only = is_only;
  rules.push_back(rule);
  return true;
}

}  // namespace

Bearing restriction_of(const osmium::Relation &relation, Restriction &restriction) {
  const auto &tags = relation.tags();
  const char *type = tags.get_value_by_key("type");
  if (!type || std::strcmp(type, "restriction") != 0) return Bearing::none;
  const char *value = nullptr;
  for (const char *key : {"restriction:motorcar", "restriction:motor_vehicle", "restriction"}) {
    if ((value = tags.get_value_by_key(key))) break;
  }
  if (!value) return tags.get_value_by_key("restriction:conditional") ? Bearing::only_at_times : Bearing::none;
  for (const char *key : {"motorcar", "motor_vehicle"}) {
    if (lists(tags.get_value_by_key("except"), key)) return Bearing::none;
  }
  // Hours of a restriction, in the older way of writing them.
  if (tags.get_value_by_key("hour_on") || tags.get_value_by_key("day_on")) return Bearing::only_at_times;
  const string_view text{value};
  restriction.is_only = text.substr(0, 5) == "only_";
  if (!restriction.is_only && text.substr(0, 3) != "no_") return Bearing::none;
  for (const auto &member : relation.members()) {
    const string_view role{member.role()};
    if (role == "via" && member.type() == osmium::item_type::node) {
      restriction.via_node = member.ref();
      restriction.has_via_node = true;
    } else if (member.type() == osmium::item_type::way) {
      if (role == "from") restriction.from.push_back(member.ref());
      if (role == "via") restriction.via_ways.push_back(member.ref());
      if (role == "to") restriction.to.push_back(member.ref());
    }
  }
  return Bearing::applies;
}

std::vector<TurnRule> rules_of(const Restriction &restriction,
                               const std::unordered_map<object_id_type, LinkRange> &ways, const Links &links,
                               const std::function<int32_t(object_id_type)> &node_of) {
  std::vector<TurnRule> rules;
  if (restriction.has_via_node != restriction.via_ways.empty()) return {};
  if (restriction.from.size() * restriction.to.size() > most_pairs) return {};
  const auto range_of = [&](object_id_type id) {
    const auto found = ways.find(id);
    return found == ways.end() ? LinkRange{} : found->second;
  };
  for (const object_id_type from_id : restriction.from) {
    for (const object_id_type to_id : restriction.to) {
      const LinkRange from = range_of(from_id);
      const LinkRange to = range_of(to_id);
      if (from.first == from.end || to.first == to.end) return {};
      bool is_added = false;
      if (restriction.has_via_node) {
        const int32_t node = node_of(restriction.via_node);
        is_added = node >= 0 && add_rule(links, from, to, node, node, {}, restriction.is_only, rules);
      } else {
        const LinkRange first = range_of(restriction.via_ways.front());
        if (first.first == first.end) return {};
        for (const int32_t start : {links.from[first.first], links.to[first.end - 1]}) {
          int32_t node = start;
          std::vector<int32_t> path;
          bool is_joined = true;
          for (const object_id_type via : restriction.via_ways) {
            const LinkRange range = range_of(via);
            is_joined = is_joined && range.first != range.end && follow(links, range, node, path);
          }
          is_added = is_joined && add_rule(links, from, to, start, node, path, restriction.is_only, rules);
          if (is_added) break;
        }
      }
      if (!is_added) return {};
    }
  }
  return rules;
}

}  // namespace roads
