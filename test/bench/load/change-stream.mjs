import { sampleInstance } from '../instances.mjs';
import { Connection } from './connection.mjs';
import { registerRequest } from './eureka-requests.mjs';

/** Registers one instance after the other anew, with other metadata each time, at a steady rate. */
export class ChangeStream {
  #generation = 0;
  #failure;
  /** The same for every change: a slow server may have two of them on their way. */
  #waiting = {
    onResponse: (status) => {
      if (status !== 204) this.#failure ??= new Error(`a change was answered ${status}`);
    },
    onFailure: (error) => (this.#failure ??= error),
  };

  static async start(port, size, perSecond) {
    return new ChangeStream(await Connection.open(port), size, perSecond);
  }

  constructor(connection, size, perSecond) {
    this.connection = connection;
    this.size = size;
    this.timer = setInterval(() => this.#change(), 1000 / perSecond);
  }

  /** Ends the stream; answers with what went wrong in it, if anything did. */
  stop() {
    clearInterval(this.timer);
    this.connection.close();
    return this.#failure;
  }

  #change() {
    const generation = ++this.#generation;
    this.connection.send(registerRequest(sampleInstance(generation % this.size, generation)), this.#waiting);
  }
}
