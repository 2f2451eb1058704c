/* Unpacks the page's script and data out of the page itself. */
(async () => {
  const text = (id) => document.getElementById(id).textContent;
  const unpack = (id) => {
    const bytes = Uint8Array.from(atob(text(id)), (character) => character.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
  };
  globalThis.dagdeelInlined = { wasm: text('dagdeel-wasm'), sheets: text('dagdeel-sheets'), claims: text('dagdeel-claims'), licences: text('dagdeel-licences'), ...JSON.parse(await unpack('dagdeel-data')) };
  const script = document.createElement('script');
  script.textContent = await unpack('dagdeel-script');
  document.head.append(script);
})();
