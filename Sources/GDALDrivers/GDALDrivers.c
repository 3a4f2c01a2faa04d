#include "GDALDrivers.h"

#include <gdal.h>
#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;

void register_gdal_drivers(void) { pthread_once(&once, GDALAllRegister); }
