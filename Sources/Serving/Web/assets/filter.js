import './scripted.js';

// Leaves in a table the rows that hold every word typed.
const field = document.querySelector('[data-filter]');
const rows = [...document.querySelectorAll(`#${field.dataset.filter} tbody tr`)];
const texts = rows.map(row => row.textContent.toLowerCase());
const status = document.getElementById('filter-status');
field.addEventListener('input', () => {
  const words = field.value.toLowerCase().split(/\s+/);
  let shown = 0;
  rows.forEach((row, index) => {
    row.hidden = !words.every(word => texts[index].includes(word));
    if (!row.hidden) shown += 1;
  });
  status.textContent = field.value ? `${shown} of ${rows.length} figures` : '';
});
