/** What a registry says about itself over its standard API, as the suites ask it. */
export class RegistryView {
  constructor(url) {
    this.url = url;
  }

  /** The instances of an application; none when it is unknown. */
  async instances(app) {
    const response = await this.#get(`/eureka/apps/${app}`);
    if (response.status === 404) return [];
    return (await response.json()).application.instance;
  }

  async instance(app, id) {
    return (await this.instances(app)).find(({ instanceId }) => instanceId === id);
  }

  async status(app, id) {
    return (await this.instance(app, id))?.status;
  }

  /** The lease as it is now; answers about a whole application may be from before the last heartbeat. */
  async lease(app, id) {
    return (await (await this.#get(`/eureka/apps/${app}/${id}`)).json()).instance.leaseInfo;
  }

  async hash() {
    return (await (await this.#get('/eureka/apps')).json()).applications.apps__hashcode;
  }

  call(method, path, headers = {}) {
    return fetch(`${this.url}${path}`, { method, headers });
  }

  #get(path) {
    return fetch(`${this.url}${path}`, { headers: { Accept: 'application/json' } });
  }
}
