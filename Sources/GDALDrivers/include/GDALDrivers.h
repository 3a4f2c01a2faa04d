#ifndef GDALDRIVERS_H
#define GDALDRIVERS_H

/// Registers GDAL's drivers, once in the process: the library does not allow two threads to do so side by side.
void register_gdal_drivers(void);

#endif
