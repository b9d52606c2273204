// The OpenAPI documents inside the vendors' seeds (test/fixtures/seeds), as a judge: does this answer of the sandbox,
// or this request of an adapter, fit what the vendor wrote? Object schemas are closed first, so that a field that the
// document does not know is a problem too. For the vendors that publish a document, test/fixtures/openApi has the
// requests.
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

interface SeenRequest {
  readonly method: string;
  /** With or without a base URL before the documented path. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

export interface OpenApiSeed {
  readonly method: string;
  readonly path: string;
  /** The statuses whose bodies the document describes. */
  readonly statuses: readonly number[];
  /** What is wrong with a request to the documented operation; empty where nothing is. */
  readonly requestProblems: (request: SeenRequest) => string[];
  /** What is wrong with an answer of the documented operation; empty where nothing is. */
  readonly responseProblems: (status: number, body: unknown) => string[];
}

type Json = Record<string, unknown>;

/** Requests of the documented operation, one after the other, each with the status that it gets. */
export interface OpenApiCases {
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  readonly cases: readonly {
    readonly status: number;
    readonly title: string;
    /** A token other than the tenant's. */
    readonly token?: string;
    readonly body?: unknown;
  }[];
}

const fixtures = new URL('../fixtures/', import.meta.url);

/** The vendors whose seed holds an OpenAPI document. */
export const openApiVendors: readonly string[] = readdirSync(new URL('openApi/', fixtures)).map((file) =>
  file.replace(/\.json$/, ''),
);

export function loadOpenApiCases(vendor: string): OpenApiCases {
  return JSON.parse(readFileSync(new URL(`openApi/${vendor}.json`, fixtures), 'utf8')) as OpenApiCases;
}

/**
 * Reads a vendor's seed.
 * @throws where it has no OpenAPI document with exactly one operation
 */
export function loadOpenApiSeed(vendor: string): OpenApiSeed {
  const file = readdirSync(new URL('seeds/', fixtures)).find((name) => name.startsWith(`${vendor}-`)) ?? vendor;
  const text = readFileSync(new URL(`seeds/${file}`, fixtures), 'utf8');
  const yaml = /^````yaml[^\n]*\n([\s\S]*?)^````/m.exec(text)?.[1];
  if (yaml === undefined) throw new Error(`${file} holds no OpenAPI document`);
  const document = toJson(parse(yaml));
  closeObjects(document);

  const [path, ...otherPaths] = Object.keys(toJson(document['paths']));
  if (path === undefined || otherPaths.length > 0) throw new Error(`${file} should document one path`);
  const [method] = Object.keys(toJson(toJson(document['paths'])[path]));
  if (method === undefined) throw new Error(`${file} documents no method`);
  const responses = toJson(toJson(toJson(toJson(document['paths'])[path])[method])['responses']);

  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema(document, 'seed');
  const operation = `seed#/paths/${path.replaceAll('/', '~1')}/${method}`;
  const judge = (pointer: string, value: unknown): string[] => {
    const validate = ajv.compile({ $ref: `${operation}/${pointer}/content/application~1json/schema` });
    return validate(value) ? [] : (validate.errors ?? []).map(toSentence);
  };

  return {
    method: method.toUpperCase(),
    path,
    statuses: Object.keys(responses).map(Number),
    responseProblems: (status, body) =>
      String(status) in responses
        ? judge(`responses/${status}`, body)
        : [`status ${status} is not documented for ${method} ${path}`],
    requestProblems: (request) => [
      ...(request.method === method.toUpperCase() ? [] : [`the method is ${request.method}`]),
      ...(new URL(request.url, 'http://vendor').pathname.endsWith(path) ? [] : [`the path is ${request.url}`]),
      ...headerProblems(toJson(toJson(toJson(document['components']))['securitySchemes']), request.headers),
      ...judge('requestBody', request.body),
    ],
  };
}

function headerProblems(schemes: Json, headers: SeenRequest['headers']): string[] {
  const sent = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value ?? '']));
  const type = sent.get('content-type') ?? '';
  const problems = /^application\/json\b/.test(type) ? [] : [`the content type is "${type}"`];
  for (const scheme of Object.values(schemes).map(toJson)) {
    const name = scheme['type'] === 'apiKey' ? String(scheme['name']).toLowerCase() : 'authorization';
    const value = sent.get(name) ?? '';
    const fits = scheme['type'] === 'apiKey' ? value !== '' : /^Bearer \S+$/.test(value);
    if (!fits) problems.push(`the header ${name} carries no credential`);
  }
  return problems;
}

/** Adds `additionalProperties: false` to every object schema that lists its properties. */
function closeObjects(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const child of Object.values(node)) closeObjects(child);
  if ('type' in node && node.type === 'object' && 'properties' in node) {
    Object.assign(node, { additionalProperties: false });
  }
}

function toJson(value: unknown): Json {
  if (typeof value !== 'object' || value === null) throw new Error('the OpenAPI document has another shape');
  return Object.fromEntries(Object.entries(value));
}

function toSentence(error: ErrorObject): string {
  return `${error.instancePath || 'the body'} ${error.message ?? ''} ${JSON.stringify(error.params)}`;
}
