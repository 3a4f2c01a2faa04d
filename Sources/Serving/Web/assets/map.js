import {part} from './scripted.js';
import {L, baseMap, layerOf} from './base-map.js';

// Draws what the tables say: a row of a table carries the shade and the words of its place on the map.
const element = document.getElementById('map');
const form = document.getElementById('map-form');
const tables = document.getElementById('tables');
const status = document.getElementById('map-status');
const run = element.dataset.run;
const map = baseMap(element);
const shades = ['#dbe9f6', '#6BACE6', '#2073BC', '#12436D'];
const shapes = {
  special: {name: 'Special school', path: 'M2 2H18V18H2Z'},
  base: {name: 'Base in a mainstream school', path: 'M10 1L19 18H1Z'},
  independent: {name: 'Independent or non-maintained special', path: 'M10 0L20 10L10 20L0 10Z'},
  post16: {name: 'Post-16', path: 'M6 1H14L19 6V14L14 19H6L1 14V6Z'},
  alternative: {name: 'Alternative provision', path: 'M7 1H13V7H19V13H13V19H7V13H1V7H7Z'},
  other: {name: 'Other setting', path: 'M10 4A6 6 0 1 1 9.9 4Z'},
};
const fills = {free: '#ffffff', full: '#F46A25', over: '#801650'};

function drawing(path, fill, extra) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '-2 -2 24 24');
  svg.setAttribute('aria-hidden', 'true');
  for (const [shape, colour] of [[path, fill], ...(extra ? [[extra, '#ffffff']] : [])]) {
    const drawn = document.createElementNS(svg.namespaceURI, 'path');
    drawn.setAttribute('d', shape);
    drawn.setAttribute('fill', colour);
    drawn.setAttribute('stroke', '#0b0c0c');
    drawn.setAttribute('stroke-width', '1.8');
    svg.append(drawn);
  }
  return svg;
}

// Over-full settings carry a bar as well as a colour.
const bar = 'M5 8.5H15V11.5H5Z';
function symbol(group, fill) {
  return drawing((shapes[group] ?? shapes.other).path, fills[fill] ?? '#d9dcde', fill === 'over' ? bar : null);
}

function popup(heading, lines) {
  const box = document.createElement('div');
  const strong = document.createElement('strong');
  strong.textContent = heading;
  box.append(strong);
  for (const line of lines.filter(Boolean)) {
    const paragraph = document.createElement('p');
    paragraph.textContent = line;
    box.append(paragraph);
  }
  return box;
}

const rowsOf = name => [...tables.querySelectorAll(`tr[data-${name}]`)];
const cells = row => [...row.children].map(cell => cell.firstChild?.nodeType === 3 ? cell.firstChild.textContent.trim() : cell.textContent.trim());
const headings = row => [...row.closest('table').querySelectorAll('thead th')].map(cell => cell.textContent.trim());

const areas = L.geoJSON(null, {style: {color: '#0b0c0c', weight: 1.2, fillOpacity: 0.85}}).addTo(map);
const reach = L.geoJSON(null, {style: feature => ({color: '#801650', weight: 2.5, dashArray: '2 5', fillColor: '#801650', fillOpacity: 0.1})}).addTo(map);
const catchments = L.geoJSON(null, {style: {color: '#00625A', weight: 3, dashArray: '8 5', fill: false}});
const [settings, others, proposals, worth] = [L.layerGroup(), L.layerGroup(), L.layerGroup(), L.layerGroup()];
const places = {area: new Map(), setting: new Map()};

function shadeAreas() {
  const rows = new Map(rowsOf('area').map(row => [row.dataset.area, row]));
  areas.eachLayer(layer => {
    const row = rows.get(layer.feature.properties.area_id);
    const shade = row?.dataset.shade ?? '';
    layer.setStyle({fillColor: shade === '' ? '#ffffff' : shades[Number(shade)]});
    layer.unbindTooltip();
    if (row) {
      const [name, words, interval] = cells(row);
      layer.bindTooltip(row.dataset.words, {permanent: true, direction: 'center', className: 'area-label'});
      layer.bindPopup(popup(name, [words, interval && `90% of draws: ${interval}`]));
    }
  });
}

function placeSettings() {
  for (const group of [settings, others, worth]) group.clearLayers();
  places.setting.clear();
  for (const row of rowsOf('setting')) {
    const titles = headings(row);
    const {group, fill, latitude, longitude} = row.dataset;
    const [name, ...texts] = cells(row);
    const size = group === 'other' ? 12 : 20;
    const icon = L.divIcon({className: 'symbol', iconSize: [size, size], html: symbol(group, fill)});
    const marker = L.marker([latitude, longitude], {icon, keyboard: false, title: name});
    marker.bindPopup(popup(name, texts.slice(0, 4).map((text, index) => text && `${titles[index + 1]}: ${text}`)));
    marker.addTo(group === 'other' ? others : settings);
    places.setting.set(row.dataset.setting, marker);
    if (texts[3] && /[1-9]/.test(texts[3])) {
      L.marker([latitude, longitude], {keyboard: false, opacity: 0, interactive: false, icon: L.divIcon({className: 'symbol', iconSize: [1, 1]})})
        .bindTooltip(texts[3], {permanent: true, direction: 'right', className: 'area-label'}).addTo(worth);
    }
  }
}

function placeProposals() {
  proposals.clearLayers();
  rowsOf('proposal').forEach((row, index) => {
    const {latitude, longitude} = row.dataset;
    if (!latitude) return;
    const titles = headings(row);
    const [name, ...texts] = cells(row);
    const number = document.createElement('span');
    number.textContent = index + 1;
    const icon = L.divIcon({className: row.dataset.in ? 'pin' : 'pin out', iconSize: [22, 22], html: number});
    L.marker([latitude, longitude], {icon, keyboard: false, title: `Proposal ${index + 1}: ${name}`})
      .bindPopup(popup(`${index + 1}. ${name}`, texts.map((text, place) => text && `${titles[place + 1]}: ${text}`))).addTo(proposals);
  });
}

function draw() {
  shadeAreas();
  placeSettings();
  placeProposals();
}

function toggle(id, layer) {
  const box = document.getElementById(id);
  const set = () => box.checked ? layer.addTo(map) : layer.remove();
  box.addEventListener('change', set);
  set();
}

function legend() {
  const box = document.getElementById('symbols');
  const add = (svg, words) => {
    const line = document.createElement('div');
    line.append(svg, words);
    box.append(line);
  };
  for (const [group, shape] of Object.entries(shapes)) add(symbol(group, 'free'), shape.name);
  add(symbol('special', 'full'), '90% full or more');
  add(symbol('special', 'over'), 'over its places');
}

form.addEventListener('change', async () => {
  const query = new URLSearchParams(new FormData(form));
  const open = [...tables.querySelectorAll('details')].map(found => found.open);
  const html = await part(`/runs/${encodeURIComponent(run)}/map/tables?${query}`);
  if (!html) return;
  tables.innerHTML = html;
  tables.querySelectorAll('details').forEach((found, index) => { found.open = open[index] ?? true; });
  history.replaceState(null, '', `?${query}`);
  draw();
  status.textContent = `The map and tables show ${tables.querySelector('h2').textContent}.`;
});

tables.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) return;
  const {findArea, findSetting} = button.dataset;
  let layer = null;
  if (findArea) areas.eachLayer(found => { if (found.feature.properties.area_id === findArea) layer = found; });
  if (findSetting) {
    layer = places.setting.get(findSetting);
    if (others.hasLayer(layer)) {
      const box = document.getElementById('show-others');
      if (!box.checked) box.click();
    } else if (!map.hasLayer(settings)) document.getElementById('show-settings').click();
  }
  if (!layer) return;
  element.scrollIntoView({block: 'nearest'});
  if (layer.getBounds) map.fitBounds(layer.getBounds(), {maxZoom: 11}); else map.setView(layer.getLatLng(), Math.max(map.getZoom(), 12));
  layer.openPopup();
  status.textContent = `The map shows ${button.closest('tr').querySelector('th').textContent}.`;
});

document.getElementById('isochrones').addEventListener('change', async event => {
  reach.clearLayers();
  if (!event.target.value) return;
  const all = await layerOf(run, 'isochrones');
  const own = all.features.filter(found => found.properties.setting_id === event.target.value)
    .sort((one, other) => other.properties.minutes - one.properties.minutes);
  for (const feature of own) {
    reach.addData(feature);
    reach.getLayers().at(-1).bindTooltip(`${feature.properties.minutes} minutes`, {sticky: true, className: 'area-label'});
  }
  const minutes = own.map(found => found.properties.minutes).reverse();
  status.textContent = own.length ? `The map shows where one drives to ${own[0].properties.name} within ${minutes.join(', ')} minutes.` : 'There is no such layer.';
  if (own.length) map.fitBounds(reach.getBounds());
});

document.getElementById('show-catchments').addEventListener('change', async event => {
  if (event.target.checked && !catchments.getLayers().length) {
    catchments.addData(await layerOf(run, 'catchments'));
    catchments.eachLayer(layer => {
      const {name, nearest_of: of} = layer.feature.properties;
      layer.bindTooltip(`Nearest ${String(of).replaceAll('_', ' ')}: ${name}`, {sticky: true, className: 'area-label'});
    });
  }
  if (event.target.checked) catchments.addTo(map); else catchments.remove();
});

areas.addData(await layerOf(run, 'planning_areas'));
if (areas.getLayers().length) map.fitBounds(areas.getBounds()); else map.setView([52.7, -2.7], 8);
toggle('show-settings', settings);
toggle('show-others', others);
toggle('show-proposals', proposals);
toggle('show-worth', worth);
legend();
draw();
element.dataset.ready = 'yes';
