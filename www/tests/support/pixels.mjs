/** The colours of an element on the screen, each with its share of the pixels, most frequent first. */
export async function colorsOf(locator) {
  const picture = (await locator.screenshot({ animations: 'disabled' })).toString('base64');
  return locator.page().evaluate(async (text) => {
    const bytes = Uint8Array.from(window.atob(text), (character) => character.charCodeAt(0));
    const bitmap = await window.createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new window.OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const counts = new Map();
    for (let at = 0; at < data.length; at += 4) {
      const color = `${data[at]},${data[at + 1]},${data[at + 2]}`;
      counts.set(color, (counts.get(color) ?? 0) + 1);
    }
    const all = data.length / 4;
    return [...counts].sort((one, other) => other[1] - one[1]).map(([color, count]) => ({ color, share: count / all }));
  }, picture);
}
