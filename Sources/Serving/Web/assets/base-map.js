import * as L from '/leaflet/leaflet.esm.js';

/** A Leaflet map in an element, with the tiles that the reader's settings name, if any. */
export function baseMap(element) {
  const map = L.map(element, {attributionControl: Boolean(element.dataset.tiles), zoomSnap: 0.25, maxZoom: 16, scrollWheelZoom: false});
  if (element.dataset.tiles) {
    const credit = document.createElement('span');
    credit.textContent = element.dataset.attribution;
    L.tileLayer(element.dataset.tiles, {attribution: credit.innerHTML, maxZoom: 18}).addTo(map);
  }
  L.control.scale({imperial: true}).addTo(map);
  return map;
}

/** A layer of a run as GeoJSON; an empty one when it has none. */
export async function layerOf(run, name) {
  try {
    const answer = await fetch(`/runs/${encodeURIComponent(run)}/map/${name}`);
    if (answer.ok) return await answer.json();
  } catch { /* The tables stand without the map. */ }
  return {type: 'FeatureCollection', features: []};
}

export {L};
