import { Connection } from '../load/connection.mjs';
import { httpRequest } from '../load/http-request.mjs';
import { cpuMsOf, residentMbOf } from '../figures/process-figures.mjs';

/** A server under measurement: where it listens and what its process has used. */
export class Party {
  constructor(name, { pid, port, stop, loop }) {
    this.name = name;
    this.pid = pid;
    this.port = port;
    this.stop = stop;
    /** Only where the event loop can be watched: see `loop-watching.mjs`. */
    this.loop = loop;
  }

  /** Whether what is written to it can be read from it: the bare server keeps nothing. */
  get isRegistry() {
    return this.name !== 'bare';
  }

  cpuMs() {
    return cpuMsOf(this.pid);
  }

  residentMb() {
    return residentMbOf(this.pid);
  }

  async call(request) {
    const connection = await Connection.open(this.port);
    try {
      return await connection.call(request);
    } finally {
      connection.close();
    }
  }

  /** Tells the bare server what to answer with from now on. */
  async answerWith({ head, body }) {
    const headers = {};
    for (const name of ['content-encoding', 'content-type']) {
      const value = new RegExp(`\r\n${name}: *([^\r]*)`).exec(head)?.[1];
      if (value !== undefined) headers[name] = value;
    }
    const prepared = httpRequest('PATCH', '/', { headers: { 'X-Answer-Headers': JSON.stringify(headers) }, body });
    const { status } = await this.call(prepared);
    if (status !== 204) throw new Error(`the bare server took its answer with ${status}`);
  }
}
