// Roads and paths of an OpenStreetMap PBF file as flat arrays, behind a C interface.
//
// Every segment between two consecutive nodes of a routable way is one link, so that points can be snapped onto the
// real geometry. Nothing throws across this interface and nothing here has heard of the British National Grid.
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Bits of `access`.
enum {
  osm_drive_forward = 1,
  osm_drive_backward = 2,
  osm_walk = 4
};

// Bits of `barrier`.
enum {
  osm_stops_cars = 1,
  osm_stops_walkers = 2
};

typedef struct {
  // Nodes used by at least one link, in ascending OSM id; degrees, WGS84.
  int64_t node_count;
  const double *longitude;
  const double *latitude;
  // Whom a bollard, a locked gate or the like at the node stops.
  const uint8_t *barrier;
  // Links in file order of their ways, then along the way; node indices.
  int64_t link_count;
  const int32_t *from;
  const int32_t *to;
  const uint8_t *road_class;
  // Posted limit in km/h, 0 where not known.
  const uint8_t *speed_kmh;
  const uint8_t *access;
  // `highway` values in the order met; `road_class` indexes them.
  int32_t class_count;
  const char *const *class_names;
  // Turn restrictions on cars as rules on links: `turn_links[turn_first[n] ..< turn_first[n + 1]]` is the link come by,
  // those along and the last one, two at least; `turn_node[n]` is where the first ends. The last link is not to be
  // taken or, where `turn_is_only[n]` is 1, the only one to be.
  int64_t turn_count;
  const int32_t *turn_first;
  const int32_t *turn_links;
  const int32_t *turn_node;
  const uint8_t *turn_is_only;
  // Counts for the report.
  int64_t ways_read;
  int64_t ways_used;
  int64_t ways_closed_to_cars;
  int64_t missing_nodes;
  int64_t ways_tolled;
  int64_t ways_of_steps;
  int64_t ferries;
  // Restrictions on cars at all hours that became rules; those at some hours only; those whose ways do not meet.
  int64_t restrictions_used;
  int64_t restrictions_at_times;
  int64_t restrictions_unclear;
} osm_roads;

// Why nothing came back.
typedef enum {
  osm_fine = 0,
  // The file does not exist or may not be opened.
  osm_unreadable = 1,
  // Cut short, or not decodable part of the way through.
  osm_damaged = 2,
  // Not a PBF file at all.
  osm_not_pbf = 3,
  // Memory, threads, or more nodes than 32-bit indices hold.
  osm_failed = 4
} osm_status;

// Reads a file. On success `*roads` must be given back to `osm_roads_free`. On failure `*message` holds the library's
// own words, to be given back to `osm_message_free`.
osm_status osm_roads_read(const char *path, const osm_roads **roads, char **message);

void osm_roads_free(const osm_roads *roads);
void osm_message_free(char *message);

#ifdef __cplusplus
}
#endif
