// What the tags of a way say about who may use it, in which direction and how fast.
#pragma once

#include <cstdint>
#include <osmium/osm/tag.hpp>

namespace roads {

// Who may use a way; bits as in OSMReader.h.
struct Use {
  uint8_t access = 0;
  uint8_t speed_kmh = 0;
  // A drivable class that its access tags close to cars.
  bool is_closed_to_cars = false;
};

Use use_of(const osmium::TagList &tags);

// A `maxspeed` value in km/h: plain numbers are km/h, `mph` is honoured, and the national limits of Great Britain are
// known by name. 0 where it says nothing usable.
uint8_t speed_kmh(const char *value);

}  // namespace roads
