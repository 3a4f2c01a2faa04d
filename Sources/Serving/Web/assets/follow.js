import {part} from './scripted.js';

// Follows what takes time: its part of the page is fetched again each second until it is over.
const box = document.querySelector('[data-follow]');
let shown = '';
async function follow() {
  const log = box.querySelector('pre');
  const place = log ? log.scrollTop : 0;
  const atEnd = log ? log.scrollHeight - log.scrollTop - log.clientHeight < 8 : true;
  const focused = box.contains(document.activeElement) ? document.activeElement.tagName : null;
  const html = await part(box.dataset.follow);
  if (html && html !== shown) {
    shown = html;
    box.innerHTML = html;
    const fresh = box.querySelector('pre');
    if (fresh) fresh.scrollTop = atEnd ? fresh.scrollHeight : place;
    if (focused) box.querySelector(focused)?.focus();
  }
  if (box.querySelector('[data-reload]')) location.reload();
  if (!box.querySelector('[data-over]')) setTimeout(follow, 1000);
}
if (box && !box.querySelector('[data-over]')) setTimeout(follow, 500);
