// Writes into the page what the app saw, or why it failed.
/* global document */
export async function show(result) {
  const output = document.createElement('output');
  output.textContent = await result.catch(String);
  document.body.append(output);
}
