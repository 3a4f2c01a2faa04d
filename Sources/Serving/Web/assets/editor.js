import {part} from './scripted.js';
import {L, baseMap, layerOf} from './base-map.js';
import {fromGrid, toGrid} from './grid.js';

// The estimate follows the form: a moment after the last change the server is asked, and its answer put in place.
const form = document.getElementById('option-form');
const box = document.getElementById('estimate');
let timer = 0;
function estimate() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    box.classList.add('waiting');
    const html = await part(form.dataset.estimate, new FormData(form));
    if (html === null) return;
    const open = [...box.querySelectorAll('details')].map(found => found.open);
    box.innerHTML = html;
    box.querySelectorAll('details').forEach((found, index) => { found.open = open[index] ?? false; });
    box.classList.remove('waiting');
    box.dataset.turn = Number(box.dataset.turn ?? 0) + 1;
  }, 150);
}
form.addEventListener('input', event => {
  if (event.target.id !== 'name') estimate();
  if (event.target.name?.startsWith('easting.') || event.target.name?.startsWith('northing.') || event.target.name === 'include') place();
});
// Sites on a map: each proposal with coordinates has a marker that can be dragged; its fields say the same.
const element = document.getElementById('map');
const map = baseMap(element);
const proposals = [...form.querySelectorAll('[data-proposal]')].filter(found => found.dataset.east && found.dataset.north);
const fields = found => ['easting', 'northing'].map(name => found.querySelector(`input[name^="${name}."]`));
const point = found => {
  const typed = fields(found).map(field => Number(field.value));
  return typed.every(Number.isFinite) && typed[0] > 0 && typed[1] > 0 ? typed : [Number(found.dataset.east), Number(found.dataset.north)];
};
const markers = new Map();
function move(found, easting, northing) {
  const [east, north] = fields(found);
  east.value = Math.round(easting);
  north.value = Math.round(northing);
  found.querySelector('details').open = true;
  place();
  estimate();
}
function place() {
  proposals.forEach((found, index) => {
    const isIn = found.querySelector('input[name=include]').checked;
    const marker = markers.get(found);
    marker.setLatLng(fromGrid(...point(found)));
    marker.getElement()?.classList.toggle('out', !isIn);
  });
}
const sites = proposals.map(found => fromGrid(...point(found)));
if (sites.length) map.fitBounds(L.latLngBounds(sites).pad(0.2)); else map.setView([52.7, -2.7], 8);
proposals.forEach((found, index) => {
  const number = document.createElement('span');
  number.textContent = index + 1;
  const icon = L.divIcon({className: 'pin', iconSize: [28, 28], html: number});
  const marker = L.marker(fromGrid(...point(found)), {icon, draggable: true, keyboard: false, title: `${index + 1}. ${found.dataset.name}`}).addTo(map);
  marker.on('dragend', () => {
    const {lat, lng} = marker.getLatLng();
    move(found, ...toGrid(lat, lng));
  });
  const label = found.querySelector('.tick label');
  label.textContent = `${index + 1}. ${label.textContent}`;
  markers.set(found, marker);
});
place();
const background = L.geoJSON(null, {interactive: false, style: {color: '#505a5f', weight: 1, fillColor: '#dbe9f6', fillOpacity: 0.6}}).addTo(map);
if (element.dataset.background) {
  background.addData(await layerOf(element.dataset.background, 'planning_areas'));
  if (background.getLayers().length) map.fitBounds(background.getBounds());
}
element.dataset.ready = 'yes';
