/** The file that holds a feature's evidence: two hex digits of FNV-1a (32 bits) over the id in UTF-8. */
export function shardOf(id: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return (hash & 0xff).toString(16).padStart(2, '0');
}
