const { existsSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const swc = require('@swc/core');

const moduleTypes = new Map();

/** `type` of the nearest package.json above a folder. */
function moduleTypeOf(folder) {
  const known = moduleTypes.get(folder);
  if (known) return known;
  const manifest = join(folder, 'package.json');
  const parent = dirname(folder);
  let type = 'commonjs';
  if (existsSync(manifest)) type = JSON.parse(readFileSync(manifest, 'utf8')).type ?? 'commonjs';
  else if (parent !== folder) type = moduleTypeOf(parent);
  moduleTypes.set(folder, type);
  return type;
}

module.exports = {
  process(code, filename) {
    const isEsModule = filename.endsWith('.mjs') || moduleTypeOf(dirname(filename)) === 'module';
    if (filename.endsWith('.cjs') || !isEsModule) return { code };
    return swc.transformSync(code, {
      filename,
      configFile: false,
      swcrc: false,
      isModule: true,
      sourceMaps: 'inline',
      module: { type: 'commonjs', importInterop: 'node' },
      jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } },
    });
  },
};
