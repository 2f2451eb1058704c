declare module 'virtual:dagdeel-inlined' {
  export const inlined: import('./inlined.ts').Inlined & { version: string; claims: string };
}
