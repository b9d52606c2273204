/**
 * Node's HTTP, without what an import of it costs: for an import, Node reads each name that the module exports, and one of them loads
 * a whole WebSocket client (30 ms of processor time for every command).
 */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http');
