import Ajv2020, { type ErrorObject } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { OpenApiDocument } from './document';

const ROOT = 'contract:';

/** The schemas of a document, strictly: an unknown keyword or format in them is an error as well. */
export class Schemas {
  private readonly ajv = new Ajv2020({ strict: true, allErrors: true, validateFormats: true });

  constructor(private readonly document: OpenApiDocument) {
    addFormats(this.ajv);
    this.ajv.addVocabulary(Object.keys(document.root));
    this.ajv.addSchema({ $id: ROOT, ...document.root });
  }

  /** What is wrong with a value by the schema at a pointer; each line begins with the JSON path. */
  errors(pointer: string, value: unknown): string[] {
    const validate = this.ajv.getSchema(`${ROOT}#${encodeURI(pointer)}`);
    if (!validate) throw new Error(`There is no schema at ${pointer}`);
    if (validate(value) === true) return [];
    const lines = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(lineOf);
    return [...new Set(lines)];
  }

  /** As {@link errors}, for a value that came as text in a header, path or query. */
  errorsOfText(pointer: string, text: string): string[] {
    const isNumeric = this.document.at(pointer)?.node['type'] === 'integer';
    return this.errors(pointer, isNumeric && /^-?\d{1,15}$/.test(text) ? Number(text) : text);
  }
}

function lineOf({ instancePath, keyword, params, message }: ErrorObject): string {
  const path = instancePath === '' ? '/' : instancePath;
  const field = (name: string): string => `${instancePath}/${String(params[name])}`;
  switch (keyword) {
    case 'additionalProperties':
      return `${field('additionalProperty')}: undeclared field`;
    case 'required':
      return `${field('missingProperty')}: missing field`;
    case 'enum':
      return `${path}: must be one of ${JSON.stringify(params['allowedValues'])}`;
    case 'const':
      return `${path}: must be ${JSON.stringify(params['allowedValue'])}`;
    case 'false schema':
      return `${path}: must not be here`;
    default:
      return `${path}: ${message ?? keyword}`;
  }
}
