// What the tags of a way or a node say about who may use it, in which direction and how fast.
#pragma once

#include <cstdint>
#include <osmium/osm/tag.hpp>

namespace roads {

// Throws where a text of the tags holds a zero byte, which ends it early: whoever then goes from tag to tag runs past
// the last one. Found by damaging files; the library does not check it.
void check(const osmium::TagList &tags);

// Who may use a way; bits as in OSMReader.h.
struct Use {
  uint8_t access = 0;
  uint8_t speed_kmh = 0;
  // A drivable class that its access tags close to cars.
  bool is_closed_to_cars = false;
  // Driven for a charge.
  bool is_tolled = false;
  // Steps without a ramp.
  bool is_steps = false;
};

Use use_of(const osmium::TagList &tags);

// Whom a node stops, as a bollard or a locked gate does; bits as in OSMReader.h.
uint8_t barrier_of(const osmium::TagList &tags);

// A `maxspeed` value in km/h: plain numbers are km/h, `mph` is honoured, and the national limits of Great Britain are
// known by name. 0 where it says nothing usable.
uint8_t speed_kmh(const char *value);

// Whether a list separated by semicolons holds a word; false for no list.
bool lists(const char *list, const char *word);

}  // namespace roads
