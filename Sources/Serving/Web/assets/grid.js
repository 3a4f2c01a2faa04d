// British National Grid (EPSG:27700) to and from longitude and latitude (WGS84), good to some five metres: Ordnance Survey's
// published formulae for the transverse Mercator projection and the seven figures between the two datums.
const radians = Math.PI / 180;
const airy = {a: 6377563.396, b: 6356256.909};
const wgs84 = {a: 6378137, b: 6356752.3142};
const origin = {scale: 0.9996012717, latitude: 49 * radians, longitude: -2 * radians, easting: 400000, northing: -100000};
const seconds = radians / 3600;
const toWGS84 = {x: 446.448, y: -125.157, z: 542.06, scale: -20.4894e-6, rx: 0.1502 * seconds, ry: 0.247 * seconds, rz: 0.8421 * seconds};

function meridian(latitude) {
  const {a, b} = airy;
  const n = (a - b) / (a + b);
  const [plus, minus] = [latitude + origin.latitude, latitude - origin.latitude];
  return b * origin.scale * ((1 + n + 1.25 * n ** 2 + 1.25 * n ** 3) * minus
    - (3 * n + 3 * n ** 2 + 2.625 * n ** 3) * Math.sin(minus) * Math.cos(plus)
    + (1.875 * n ** 2 + 1.875 * n ** 3) * Math.sin(2 * minus) * Math.cos(2 * plus)
    - (35 / 24) * n ** 3 * Math.sin(3 * minus) * Math.cos(3 * plus));
}

function curvature(latitude) {
  const {a, b} = airy;
  const e2 = 1 - b ** 2 / a ** 2;
  const part = 1 - e2 * Math.sin(latitude) ** 2;
  const nu = a * origin.scale / Math.sqrt(part);
  const rho = a * origin.scale * (1 - e2) / part ** 1.5;
  return {nu, rho, eta2: nu / rho - 1};
}

function shifted(latitude, longitude, from, to, sign) {
  const e2 = 1 - from.b ** 2 / from.a ** 2;
  const nu = from.a / Math.sqrt(1 - e2 * Math.sin(latitude) ** 2);
  const [x, y, z] = [nu * Math.cos(latitude) * Math.cos(longitude), nu * Math.cos(latitude) * Math.sin(longitude), nu * (1 - e2) * Math.sin(latitude)];
  const t = toWGS84;
  const s = 1 + sign * t.scale;
  const [rx, ry, rz] = [sign * t.rx, sign * t.ry, sign * t.rz];
  const [u, v, w] = [sign * t.x + s * x - rz * y + ry * z, sign * t.y + rz * x + s * y - rx * z, sign * t.z - ry * x + rx * y + s * z];
  const f2 = 1 - to.b ** 2 / to.a ** 2;
  const p = Math.hypot(u, v);
  let found = Math.atan2(w, p * (1 - f2));
  for (let step = 0; step < 8; step += 1) {
    found = Math.atan2(w + f2 * to.a / Math.sqrt(1 - f2 * Math.sin(found) ** 2) * Math.sin(found), p);
  }
  return [found, Math.atan2(v, u)];
}

/** Easting and northing to [latitude, longitude] in degrees. */
export function fromGrid(easting, northing) {
  let latitude = origin.latitude;
  let arc = 0;
  do {
    latitude += (northing - origin.northing - arc) / (airy.a * origin.scale);
    arc = meridian(latitude);
  } while (Math.abs(northing - origin.northing - arc) > 1e-5);
  const {nu, rho, eta2} = curvature(latitude);
  const t2 = Math.tan(latitude) ** 2;
  const d = easting - origin.easting;
  const sec = 1 / Math.cos(latitude);
  const found = latitude - Math.tan(latitude) * (d ** 2 / (2 * rho * nu) - d ** 4 / (24 * rho * nu ** 3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2)
    + d ** 6 / (720 * rho * nu ** 5) * (61 + 90 * t2 + 45 * t2 ** 2));
  const longitude = origin.longitude + sec * (d / nu - d ** 3 / (6 * nu ** 3) * (nu / rho + 2 * t2)
    + d ** 5 / (120 * nu ** 5) * (5 + 28 * t2 + 24 * t2 ** 2));
  return shifted(found, longitude, airy, wgs84, 1).map(value => value / radians);
}

/** Latitude and longitude in degrees to [easting, northing]. */
export function toGrid(latitudeDegrees, longitudeDegrees) {
  const [latitude, longitude] = shifted(latitudeDegrees * radians, longitudeDegrees * radians, wgs84, airy, -1);
  const {nu, rho, eta2} = curvature(latitude);
  const [sin, cos, t2] = [Math.sin(latitude), Math.cos(latitude), Math.tan(latitude) ** 2];
  const d = longitude - origin.longitude;
  return [
    origin.easting + nu * cos * d + nu / 6 * cos ** 3 * (nu / rho - t2) * d ** 3
      + nu / 120 * cos ** 5 * (5 - 18 * t2 + t2 ** 2 + 14 * eta2 - 58 * t2 * eta2) * d ** 5,
    origin.northing + meridian(latitude) + nu / 2 * sin * cos * d ** 2 + nu / 24 * sin * cos ** 3 * (5 - t2 + 9 * eta2) * d ** 4
      + nu / 720 * sin * cos ** 5 * (61 - 58 * t2 + t2 ** 2) * d ** 6,
  ];
}
