// libproj's C interface, for the Geometry module alone.
#pragma once
#include <proj.h>
