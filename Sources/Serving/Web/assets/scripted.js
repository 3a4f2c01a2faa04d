// Shows what needs script, and hides what stands in for it.
document.documentElement.classList.add('scripted');

// Asks for a part of a page; null when a later question has overtaken this one or the server does not answer.
let asked = 0;
export async function part(address, fields) {
  const turn = ++asked;
  try {
    const answer = await fetch(address, fields ? {method: 'POST', body: new URLSearchParams(fields)} : {});
    const text = await answer.text();
    return turn === asked && answer.ok ? text : null;
  } catch {
    return null;
  }
}
