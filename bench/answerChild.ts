// Reads one page of a vendor's list with its adapter, and reports what that took: URL.
import { createVendorHttp } from '../electron/core/vendors/http.ts';
import { findAdapter } from '../electron/core/vendors/registry.ts';
import { createHostPorts } from '../electron/hosts/hostPorts.ts';
import { startMeasure } from './measure.ts';

const [baseUrl] = process.argv.slice(2);
const adapter = findAdapter('yappr');
if (baseUrl === undefined || adapter === undefined) throw new Error('answerChild URL');
const { clock, dispatcher } = createHostPorts();
const http = createVendorHttp({ baseUrl, dispatcher, clock });
const connection = adapter.connect({ baseUrl, token: 'bench', settings: {}, region: 'US' }, http);
const tell = startMeasure();
const page = await connection.scan('', null, new AbortController().signal);
if (!page.ok) throw new Error(page.message);
tell({ records: page.value.records.length });
await dispatcher.destroy();
