import { assemble, type House } from '../../src/assembly.ts';

let built: House | null = null;

/** The real house with all real data, built once for all tests: it holds no state. */
export function house(): House {
  built ??= assemble({ contacts: 'all' });
  return built;
}
